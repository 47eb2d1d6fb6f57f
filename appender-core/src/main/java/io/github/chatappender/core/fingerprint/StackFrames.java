/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toUnmodifiableList;

import io.github.chatappender.core.model.OwnCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses the frames that show where a problem is. Thread-safe; remembers a bounded number of
 * names.
 */
final class StackFrames {

  static final int CACHE_ENTRIES = 4_096;

  /** A pool's worker has fewer frames above the task than the thread that called the pool. */
  private static final int OWN_CHOSEN = 3;

  private static final int LIBRARY_CHOSEN = 5;
  private static final int CYCLE_CHOSEN = 8;
  private static final int CYCLE_SEEN = 3;

  private final OwnCode ownCode;

  /** By class and method; cleared as a whole when full. */
  final Map<Map.Entry<String, String>, Frame> cache = new ConcurrentHashMap<>();

  StackFrames(OwnCode ownCode) {
    this.ownCode = ownCode;
  }

  /**
   * Returns the first own frames by R4, each once. If none of them is below the application's root,
   * the first one that is replaces the last: an unknown library is not the application.
   *
   * @param root the package of the application, null if unknown
   */
  List<String> own(List<StackTraceElement> stack, @Nullable String root) {
    List<String> chosen = new ArrayList<>(OWN_CHOSEN);
    boolean complete = root == null;
    for (StackTraceElement element : stack) {
      Frame frame = frame(element);
      if (frame.passing) {
        continue;
      }
      boolean ofRoot = OwnCode.isBelow(root, element.getClassName());
      boolean full = chosen.size() == OWN_CHOSEN;
      if (ofRoot && full) {
        chosen.remove(OWN_CHOSEN - 1);
      }
      if ((ofRoot || (frame.own && !full)) && !chosen.contains(frame.name)) {
        chosen.add(frame.name);
      }
      complete |= ofRoot;
      if (complete && chosen.size() == OWN_CHOSEN) {
        break;
      }
    }
    return chosen;
  }

  /** Returns the first frames of any origin by R4, each once. */
  List<String> kept(List<StackTraceElement> stack) {
    return names(stack).distinct().limit(LIBRARY_CHOSEN).collect(toUnmodifiableList());
  }

  /** Returns the frames of an endless recursion by R5, sorted. */
  List<String> cycle(List<StackTraceElement> stack) {
    Map<String, Long> seen =
        names(stack).collect(groupingBy(name -> name, TreeMap::new, counting()));
    return seen.entrySet().stream()
        .filter(one -> one.getValue() >= CYCLE_SEEN)
        .map(Map.Entry::getKey)
        .limit(CYCLE_CHOSEN)
        .collect(toUnmodifiableList());
  }

  private Stream<String> names(List<StackTraceElement> stack) {
    return stack.stream().map(this::frame).filter(frame -> !frame.passing).map(frame -> frame.name);
  }

  private Frame frame(StackTraceElement element) {
    Map.Entry<String, String> key = Map.entry(element.getClassName(), element.getMethodName());
    Frame known = cache.get(key);
    if (known != null) {
      return known;
    }
    Frame frame = read(key.getKey(), key.getValue());
    if (cache.size() >= CACHE_ENTRIES) {
      cache.clear();
    }
    cache.put(key, frame);
    return frame;
  }

  private Frame read(String className, String methodName) {
    return new Frame(
        FrameNames.className(className) + "#" + FrameNames.methodName(methodName),
        FrameNames.isPassing(className, methodName),
        ownCode.isOwn(className));
  }

  /** A class and method as the rules see it. */
  static final class Frame {

    final String name;
    final boolean passing;
    final boolean own;

    Frame(String name, boolean passing, boolean own) {
      this.name = name;
      this.passing = passing;
      this.own = own;
    }
  }
}

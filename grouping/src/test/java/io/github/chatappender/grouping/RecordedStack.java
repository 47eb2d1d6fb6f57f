/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.grouping;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads exceptions printed by a server or an application. Stateless. */
final class RecordedStack {

  private static final String CAUSE = "Caused by: ";
  private static final Pattern HEAD = Pattern.compile("([\\w.$]+)(?:: (.*))?");
  private static final Pattern FRAME =
      Pattern.compile("\tat (?:[\\w.@+-]+/)?([^(]+)\\.([^.(]+)\\((.*?)(?::(\\d+))?\\)");
  private static final Pattern COMMON = Pattern.compile("\t\\.\\.\\. (\\d+) .*");

  private RecordedStack() {}

  /**
   * Returns the printed exception; a class missing on the class path becomes a {@link
   * RuntimeException}.
   */
  static Throwable read(String name) {
    Deque<List<String>> sections = new ArrayDeque<>();
    for (String line : text(name).split("\n", -1)) {
      if (!line.startsWith("\t") && !line.isEmpty()) {
        sections.add(new ArrayList<>());
      }
      sections.getLast().add(line);
    }
    List<Throwable> chain = new ArrayList<>();
    StackTraceElement[] outer = {};
    for (List<String> section : sections) {
      Throwable thrown = thrown(section.get(0));
      outer = frames(section.subList(1, section.size()), outer);
      thrown.setStackTrace(outer);
      if (!chain.isEmpty()) {
        chain.get(chain.size() - 1).initCause(thrown);
      }
      chain.add(thrown);
    }
    return chain.get(0);
  }

  private static String text(String name) {
    try (InputStream in = RecordedStack.class.getResourceAsStream("/stacks/" + name + ".txt")) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Throwable thrown(String line) {
    String head = line.startsWith(CAUSE) ? line.substring(CAUSE.length()) : line;
    Matcher parts = HEAD.matcher(head);
    if (!parts.matches()) {
      throw new IllegalArgumentException(line);
    }
    return thrown(parts.group(1), parts.group(2));
  }

  private static Throwable thrown(String type, @Nullable String message) {
    try {
      return Class.forName(type)
          .asSubclass(Throwable.class)
          .getConstructor(String.class)
          .newInstance(message);
    } catch (ReflectiveOperationException e) {
      return new RuntimeException(message);
    }
  }

  private static StackTraceElement[] frames(List<String> lines, StackTraceElement[] outer) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (String line : lines) {
      Matcher frame = FRAME.matcher(line);
      Matcher common = COMMON.matcher(line);
      if (frame.matches()) {
        int number = frame.group(4) == null ? -1 : Integer.parseInt(frame.group(4));
        frames.add(new StackTraceElement(frame.group(1), frame.group(2), frame.group(3), number));
      } else if (common.matches()) {
        int count = Integer.parseInt(common.group(1));
        frames.addAll(List.of(outer).subList(outer.length - count, outer.length));
      } else if (!line.isEmpty()) {
        throw new IllegalArgumentException(line);
      }
    }
    return frames.toArray(new StackTraceElement[0]);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.GeneratedCode;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes a cause chain, root cause first, within a number of lines: own frames marked, runs of
 * library frames folded to one line. Of a wrapper it leaves out what is told already: frames and
 * texts that it shares with what it wraps, and frames among which is no own one. Immutable.
 */
final class StackText {

  private static final int LINE_CHARS = 160;
  private static final String OWN = "» ";
  private static final String FOREIGN = "  ";
  private static final String ELLIPSIS = "…";

  /** A shorter text may stand in another one by chance. */
  private static final int REPEATED_CHARS = 16;

  /** What the JVM throws by itself, without a stack once it has done so often. */
  private static final Set<String> FAST_THROWN =
      Set.of(
          "java.lang.NullPointerException",
          "java.lang.ArithmeticException",
          "java.lang.ArrayIndexOutOfBoundsException",
          "java.lang.ArrayStoreException",
          "java.lang.ClassCastException");

  private final OwnCode ownCode;

  StackText(OwnCode ownCode) {
    this.ownCode = ownCode;
  }

  /** Returns the lines that fit into so many chars; whoever is cut off is counted in the last. */
  List<String> fitting(List<ThrowableInfo> chain, int maxLines, int maxChars) {
    List<Told> told = read(chain);
    for (int most = maxLines; most > 0; most--) {
      List<String> lines = lines(told, most);
      if (chars(lines) <= maxChars) {
        return lines;
      }
      most = Math.min(most, lines.size());
    }
    return List.of();
  }

  /**
   * Returns what there is to tell of each exception, whatever the number of lines: root first.
   *
   * @param chain the logged exception first, the root last
   */
  List<Told> read(List<ThrowableInfo> chain) {
    int last = chain.size() - 1;
    List<Told> told = new ArrayList<>();
    ThrowableInfo root = chain.get(last);
    told.add(new Told(line("", root.toString()), rootFrames(root)));
    for (int i = last - 1; i >= 0; i--) {
      ThrowableInfo wrapper = chain.get(i);
      List<ThrowableInfo> wrapped = chain.subList(i + 1, last + 1);
      told.add(
          new Told(
              line("wrapped by ", withoutRepeats(wrapper, wrapped)),
              wrapperFrames(wrapper, wrapped)));
    }
    return told;
  }

  /**
   * Returns the lines, escaped for a fenced block; wrappers are named before frames are shown.
   *
   * @param told what was read of a chain
   * @param maxLines how many lines there may be, at least 1
   */
  static List<String> lines(List<Told> told, int maxLines) {
    int wrappers = Math.min(told.size() - 1, Math.max(0, maxLines - 2));
    List<String> lines = new ArrayList<>();
    for (int i = 0; i <= wrappers; i++) {
      lines.add(told.get(i).title);
      int linesOfOthers = wrappers - i;
      addFrames(told.get(i).frames, maxLines - lines.size() - linesOfOthers, lines);
    }
    return List.copyOf(lines.subList(0, Math.min(lines.size(), maxLines)));
  }

  private static int chars(List<String> lines) {
    return lines.stream().mapToInt(line -> line.length() + 1).sum();
  }

  private List<Folded> rootFrames(ThrowableInfo root) {
    List<Folded> folded = fold(root.frames(), root.omittedFrames());
    if (folded.isEmpty() && FAST_THROWN.contains(root.type())) {
      folded.add(
          new Folded(
              "  no stack: after many of them the JVM leaves it out"
                  + " (-XX:-OmitStackTraceInFastThrow)",
              0));
    }
    return folded;
  }

  /** Returns type and message; what this repeats of its cause's or the root's is an ellipsis. */
  private static String withoutRepeats(ThrowableInfo wrapper, List<ThrowableInfo> wrapped) {
    String message = wrapper.message();
    if (message == null) {
      return wrapper.type();
    }
    // Not of all of them: a search may take as many steps as the product of both lengths.
    message = without(wrapped.get(0), message);
    message = wrapped.size() == 1 ? message : without(wrapped.get(wrapped.size() - 1), message);
    return message.equals(ELLIPSIS) ? wrapper.type() : wrapper.type() + ": " + message;
  }

  private static String without(ThrowableInfo told, String message) {
    String rest = without(told.toString(), message);
    return told.message() == null ? rest : without(told.message(), rest);
  }

  private static String without(String told, String message) {
    return told.length() < REPEATED_CHARS ? message : message.replace(told, ELLIPSIS);
  }

  /** Returns a wrapper's frames in front of what it shares with any of those it wraps. */
  private List<Folded> wrapperFrames(ThrowableInfo wrapper, List<ThrowableInfo> wrapped) {
    int untold = length(wrapper);
    for (ThrowableInfo inner : wrapped) {
      untold = Math.min(untold, unshared(wrapper, inner));
    }
    int kept = Math.min(untold, wrapper.frames().size());
    List<StackTraceElement> frames = wrapper.frames().subList(0, kept);
    return frames.stream().anyMatch(this::isOwn) ? fold(frames, untold - kept) : List.of();
  }

  /**
   * Returns how many frames of a stack are in front of what it shares with another. Where the ends
   * were not kept, equal frames at the same distance from the end stand for them.
   */
  private static int unshared(ThrowableInfo outer, ThrowableInfo inner) {
    int shift = length(inner) - length(outer);
    int knownInBoth = Math.min(outer.frames().size(), inner.frames().size() - shift);
    int i = knownInBoth;
    while (i > Math.max(0, -shift)
        && outer.frames().get(i - 1).equals(inner.frames().get(i - 1 + shift))) {
      i--;
    }
    return i == knownInBoth ? length(outer) : i;
  }

  private static int length(ThrowableInfo thrown) {
    return thrown.frames().size() + thrown.omittedFrames();
  }

  /** Returns a line for each own frame and for each run of others; the throw point stands alone. */
  private List<Folded> fold(List<StackTraceElement> frames, int omitted) {
    List<Folded> folded = new ArrayList<>();
    for (int i = 0; i < frames.size(); ) {
      StackTraceElement frame = frames.get(i);
      int end = i + 1;
      if (isOwn(frame)) {
        folded.add(new Folded(line(OWN + "at ", frame(frame)), 1));
      } else {
        while (i > 0 && end < frames.size() && !isOwn(frames.get(end))) {
          end++;
        }
        folded.add(
            end == i + 1
                ? new Folded(line(FOREIGN + "at ", frame(frame)), 1)
                : run(frames, i, end));
      }
      i = end;
    }
    if (omitted > 0) {
      folded.add(new Folded(FOREIGN + "… " + omitted + " more frames", omitted));
    }
    return folded;
  }

  /** Names the first and the last library; proxies and the platform if there is nothing else. */
  private static Folded run(List<StackTraceElement> frames, int from, int to) {
    List<StackTraceElement> all = frames.subList(from, to);
    List<StackTraceElement> telling =
        all.stream().filter(StackText::tellsLibrary).collect(Collectors.toList());
    List<StackTraceElement> named = telling.isEmpty() ? all : telling;
    String first = library(named.get(0));
    String last = library(named.get(named.size() - 1));
    String names = first.equals(last) ? first : first + " … " + last;
    return new Folded(line(FOREIGN, "… " + all.size() + " frames: " + names), all.size());
  }

  private static boolean tellsLibrary(StackTraceElement frame) {
    String className = frame.getClassName();
    return !OwnCode.isPlatform(className) && !GeneratedCode.isGenerated(className);
  }

  /** Returns the first two names of a package: {@code org.springframework}, {@code java.util}. */
  private static String library(StackTraceElement frame) {
    String name = frame.getClassName();
    int second = name.indexOf('.', name.indexOf('.') + 1);
    return second < 0 ? name : name.substring(0, second);
  }

  private boolean isOwn(StackTraceElement frame) {
    return ownCode.isOwn(frame.getClassName());
  }

  private static void addFrames(List<Folded> folded, int maxLines, List<String> lines) {
    int shown = folded.size() <= maxLines ? folded.size() : Math.max(0, maxLines - 1);
    folded.subList(0, shown).forEach(one -> lines.add(one.line));
    int rest = folded.subList(shown, folded.size()).stream().mapToInt(one -> one.frames).sum();
    if (rest > 0 && shown < maxLines) {
      lines.add(FOREIGN + "… " + rest + (rest == 1 ? " more frame" : " more frames"));
    }
  }

  private static String frame(StackTraceElement frame) {
    String source = frame.getFileName() == null ? "Unknown Source" : frame.getFileName();
    String place = frame.getLineNumber() < 0 ? source : source + ":" + frame.getLineNumber();
    return frame.getClassName() + "." + frame.getMethodName() + "(" + place + ")";
  }

  private static String line(String lead, String raw) {
    return lead + Texts.cut(Escaper.fenced(Escaper.clean(raw, false)), LINE_CHARS - lead.length());
  }

  /** An exception's line, and those of its frames that are to be told. */
  static final class Told {

    private final String title;
    private final List<Folded> frames;

    private Told(String title, List<Folded> frames) {
      this.title = title;
      this.frames = frames;
    }
  }

  /** A line, and the number of frames for which it stands. */
  private static final class Folded {

    final String line;
    final int frames;

    Folded(String line, int frames) {
      this.line = line;
      this.frames = frames;
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Writes a cause chain, root cause first, within a number of lines: own frames marked, runs of
 * library frames folded to one line, frames that a wrapper shares with its cause left out.
 * Immutable.
 */
final class StackText {

  private static final int LINE_CHARS = 160;
  private static final String OWN = "» ";
  private static final String FOREIGN = "  ";

  /** What the JVM throws by itself, without a stack once it has done so often. */
  private static final Set<String> FAST_THROWN =
      Set.of(
          "java.lang.NullPointerException",
          "java.lang.ArithmeticException",
          "java.lang.ArrayIndexOutOfBoundsException",
          "java.lang.ArrayStoreException",
          "java.lang.ClassCastException");

  private static final String NO_STACK =
      "  no stack: after many of them the JVM leaves it out (-XX:-OmitStackTraceInFastThrow)";

  private final OwnCode ownCode;

  StackText(OwnCode ownCode) {
    this.ownCode = ownCode;
  }

  /**
   * Returns the lines, escaped for a fenced block.
   *
   * @param chain the logged exception first, the root last
   * @param maxLines how many lines there may be, at least 1
   */
  List<String> lines(List<ThrowableInfo> chain, int maxLines) {
    return new Stack(chain).lines(maxLines);
  }

  /** Returns the lines that fit into so many chars; whoever is cut off is counted in the last. */
  List<String> fitting(List<ThrowableInfo> chain, int maxLines, int maxChars) {
    return fitting(chain, maxLines, lines -> chars(lines) <= maxChars);
  }

  /**
   * Returns as many lines as pass a test that fewer lines pass more easily; none if not even the
   * first one does. Halving finds them in a few tries.
   */
  List<String> fitting(List<ThrowableInfo> chain, int maxLines, Predicate<List<String>> fits) {
    Stack stack = new Stack(chain);
    List<String> best = List.of();
    int least = 0;
    int most = maxLines;
    for (int tried = most; least < most; tried = (least + most + 1) / 2) {
      List<String> lines = stack.lines(tried);
      if (fits.test(lines)) {
        best = lines;
        least = tried;
      } else {
        most = tried - 1;
      }
    }
    return best;
  }

  private static int chars(List<String> lines) {
    return lines.stream().mapToInt(line -> line.length() + 1).sum();
  }

  private List<Folded> rootFrames(ThrowableInfo root) {
    List<Folded> folded = fold(root.frames(), root.omittedFrames());
    if (folded.isEmpty() && FAST_THROWN.contains(root.type())) {
      folded.add(new Folded(0, () -> NO_STACK));
    }
    return folded;
  }

  /** Returns a wrapper's own frames: those in front of what it has in common with its cause. */
  private List<Folded> unshared(ThrowableInfo wrapper, ThrowableInfo cause) {
    List<StackTraceElement> outer = wrapper.frames();
    List<StackTraceElement> inner = cause.frames();
    if (wrapper.omittedFrames() > 0 || cause.omittedFrames() > 0) {
      return List.of(); // without their ends nobody can tell
    }
    int shared = 0;
    while (shared < Math.min(outer.size(), inner.size())
        && outer.get(outer.size() - 1 - shared).equals(inner.get(inner.size() - 1 - shared))) {
      shared++;
    }
    return fold(outer.subList(0, outer.size() - shared), 0);
  }

  /** Returns a line for each own frame and for each run of others; the throw point stands alone. */
  private List<Folded> fold(List<StackTraceElement> frames, int omitted) {
    List<Folded> folded = new ArrayList<>();
    for (int i = 0; i < frames.size(); ) {
      StackTraceElement frame = frames.get(i);
      int end = i + 1;
      if (isOwn(frame)) {
        folded.add(new Folded(1, () -> line(OWN + "at ", frame(frame))));
      } else {
        while (i > 0 && end < frames.size() && !isOwn(frames.get(end))) {
          end++;
        }
        folded.add(
            end == i + 1
                ? new Folded(1, () -> line(FOREIGN + "at ", frame(frame)))
                : run(frames, i, end));
      }
      i = end;
    }
    if (omitted > 0) {
      folded.add(new Folded(omitted, () -> more(omitted)));
    }
    return folded;
  }

  private static Folded run(List<StackTraceElement> frames, int from, int to) {
    StackTraceElement first = frames.get(from);
    StackTraceElement last = frames.get(to - 1);
    return new Folded(to - from, () -> run(library(first), library(last), to - from));
  }

  private static String run(String first, String last, int frames) {
    String names = first.equals(last) ? first : first + " … " + last;
    return line(FOREIGN, "… " + frames + " frames: " + names);
  }

  private static String more(int frames) {
    return FOREIGN + "… " + frames + (frames == 1 ? " more frame" : " more frames");
  }

  /** Returns the first two names of a package: {@code org.springframework}, {@code java.util}. */
  private static String library(StackTraceElement frame) {
    String name = frame.getClassName();
    int second = name.indexOf('.', name.indexOf('.') + 1);
    return second < 0 ? name : name.substring(0, second);
  }

  private boolean isOwn(StackTraceElement frame) {
    String className = frame.getClassName();
    return !className.contains("$$") && ownCode.isOwn(className);
  }

  private static void addFrames(List<Folded> folded, int maxLines, List<String> lines) {
    int shown = folded.size() <= maxLines ? folded.size() : Math.max(0, maxLines - 1);
    folded.subList(0, shown).forEach(one -> lines.add(one.line()));
    int rest = folded.subList(shown, folded.size()).stream().mapToInt(one -> one.frames).sum();
    if (rest > 0 && shown < maxLines) {
      lines.add(more(rest));
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

  /** The folded stacks of a chain, folded once however often their lines are taken. */
  private final class Stack {

    private final List<ThrowableInfo> chain;
    private final List<List<Folded>> stacks = new ArrayList<>();

    Stack(List<ThrowableInfo> chain) {
      this.chain = chain;
      int last = chain.size() - 1;
      for (int i = 0; i < last; i++) {
        stacks.add(unshared(chain.get(i), chain.get(i + 1)));
      }
      stacks.add(rootFrames(chain.get(last)));
    }

    List<String> lines(int maxLines) {
      int last = chain.size() - 1;
      List<String> lines = new ArrayList<>();
      lines.add(line("", chain.get(last).toString()));
      int wrappers = Math.min(last, Math.max(0, maxLines - 2));
      addFrames(stacks.get(last), maxLines - 1 - wrappers, lines);
      for (int i = last - 1; i >= last - wrappers; i--) {
        lines.add(line("wrapped by ", chain.get(i).toString()));
        int linesOfOthers = i - (last - wrappers);
        addFrames(stacks.get(i), maxLines - lines.size() - linesOfOthers, lines);
      }
      return List.copyOf(lines.subList(0, Math.min(lines.size(), maxLines)));
    }
  }

  /** A line, written when it is asked for first, and the number of frames for which it stands. */
  private static final class Folded {

    final int frames;
    private final Supplier<String> writer;
    private @Nullable String line;

    Folded(int frames, Supplier<String> writer) {
      this.frames = frames;
      this.writer = writer;
    }

    String line() {
      String written = line;
      if (written == null) {
        written = writer.get();
        line = written;
      }
      return written;
    }
  }
}

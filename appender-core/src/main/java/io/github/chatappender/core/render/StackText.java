/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.text.Cleaner;
import io.github.chatappender.core.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes a cause chain, root cause first, within a number of lines: own frames are marked, runs of
 * library frames take one line. For a wrapper, omits frames and texts that it shares with its
 * cause, and the remaining frames if none is own. Each suppressed exception takes one line.
 * Immutable.
 */
final class StackText {

  private static final int LINE_CHARS = 160;
  private static final String OWN = "» ";
  private static final String FOREIGN = "  ";
  private static final String ELLIPSIS = "…";
  private static final int SUPPRESSED_LINES = 4;

  /** With room for fewer other exceptions, all of it goes to their names. */
  private static final int LEAST_NAMED = 3;

  /** A shorter text may occur in another by chance. */
  private static final int REPEATED_CHARS = 16;

  /** Exceptions that the JVM itself throws, after many times without a stack. */
  private static final Set<String> FAST_THROWN =
      Set.of(
          "java.lang.NullPointerException",
          "java.lang.ArithmeticException",
          "java.lang.ArrayIndexOutOfBoundsException",
          "java.lang.ArrayStoreException",
          "java.lang.ClassCastException");

  private static final String NO_STACK =
      "  no stack trace: the JVM omits those of frequent exceptions"
          + " (-XX:-OmitStackTraceInFastThrow keeps them)";

  private final OwnCode ownCode;

  StackText(OwnCode ownCode) {
    this.ownCode = ownCode;
  }

  /**
   * Returns the most lines that pass a test, or none if even one line fails. If some lines pass the
   * test, fewer must pass too, so a binary search needs few tries. The lines are escaped for a
   * fenced block; wrappers are named before frames are shown.
   *
   * @param entry an entry with an exception
   * @param maxLines the maximum number of lines
   */
  List<String> fitting(LogEntry entry, int maxLines, Predicate<List<String>> fits) {
    List<Section> sections = read(entry, maxLines);
    List<String> best = List.of();
    int least = 0;
    int most = maxLines;
    for (int tried = most; least < most; tried = (least + most + 1) / 2) {
      List<String> lines = written(sections, tried);
      if (fits.test(lines)) {
        best = lines;
        least = tried;
      } else {
        most = tried - 1;
      }
    }
    return best;
  }

  /** Returns the content of each exception, root first. */
  private List<Section> read(LogEntry entry, int maxLines) {
    Predicate<StackTraceElement> own = ownCode.framesOf(entry.logger);
    List<ThrowableInfo> chain = entry.chain;
    int last = chain.size() - 1;
    List<Section> sections = new ArrayList<>();
    ThrowableInfo root = chain.get(last);
    sections.add(new Section(title("", root, root.message), rootFrames(root, own, maxLines)));
    addSuppressed(root, sections);
    for (int i = last - 1; i >= 0; i--) {
      ThrowableInfo wrapper = chain.get(i);
      List<ThrowableInfo> wrapped = chain.subList(i + 1, last + 1);
      if (entry.causesLeftOut > 0 && i + 1 == LogEntry.CHAIN_LIMIT / 2) {
        sections.add(new Section(leftOut(entry.causesLeftOut), List.of()));
      }
      sections.add(
          new Section(
              title("wrapped by ", wrapper, withoutRepeats(wrapper, wrapped)),
              wrapperFrames(wrapper, wrapped, own, maxLines)));
      addSuppressed(wrapper, sections);
    }
    return sections;
  }

  private static void addSuppressed(ThrowableInfo thrown, List<Section> sections) {
    List<ThrowableInfo> all = thrown.suppressed;
    int shown = Math.min(all.size(), SUPPRESSED_LINES);
    for (ThrowableInfo one : all.subList(0, shown)) {
      sections.add(new Section(title(FOREIGN + "suppressed ", one, one.message), List.of()));
    }
    int rest = all.size() - shown + thrown.suppressedLeftOut;
    if (rest > 0) {
      sections.add(new Section(FOREIGN + "… " + rest + " more suppressed", List.of()));
    }
  }

  private static String leftOut(int causes) {
    return FOREIGN + "… " + causes + (causes == 1 ? " cause" : " causes") + " left out";
  }

  private static String title(String lead, ThrowableInfo thrown, @Nullable String message) {
    ReadableText text = ReadableText.of(message == null ? "" : message);
    String type = CodeNames.type(thrown.type);
    return line(lead, text.whole.isEmpty() ? type : type + ": " + text.oneLine);
  }

  private static List<String> written(List<Section> sections, int maxLines) {
    int others = Math.min(sections.size() - 1, Math.max(0, maxLines - 2));
    boolean counted = others < sections.size() - 1 && others >= LEAST_NAMED;
    int named = counted ? others - 1 : others;
    List<String> lines = new ArrayList<>();
    for (int i = 0; i <= named; i++) {
      lines.add(sections.get(i).title);
      addFrames(sections.get(i).frames, maxLines - lines.size() - (others - i), lines);
    }
    if (counted) {
      lines.add(FOREIGN + "… " + (sections.size() - 1 - named) + " more exceptions");
    }
    return List.copyOf(lines.subList(0, Math.min(lines.size(), maxLines)));
  }

  /** Returns the length of the lines including line ends. */
  static int chars(List<String> lines) {
    return lines.stream().mapToInt(line -> line.length() + 1).sum();
  }

  private static List<Folded> rootFrames(
      ThrowableInfo root, Predicate<StackTraceElement> own, int maxLines) {
    List<Folded> folded = fold(root.frames, root.omittedFrames, own, maxLines);
    return folded.isEmpty() && FAST_THROWN.contains(root.type)
        ? List.of(new Folded(0, NO_STACK))
        : folded;
  }

  /** Returns the message, with an ellipsis for the text repeated from its cause or the root. */
  private static @Nullable String withoutRepeats(
      ThrowableInfo wrapper, List<ThrowableInfo> wrapped) {
    if (wrapper.message == null) {
      return null;
    }
    String message = Cleaner.clean(wrapper.message, true);
    // Not every cause: a search may take as many steps as the product of both lengths.
    message = without(wrapped.get(0), message);
    message = wrapped.size() == 1 ? message : without(wrapped.get(wrapped.size() - 1), message);
    return message.equals(ELLIPSIS) ? null : message;
  }

  private static String without(ThrowableInfo shown, String message) {
    String rest = without(shown.toString(), message);
    return shown.message == null ? rest : without(shown.message, rest);
  }

  private static String without(String shown, String message) {
    return shown.length() < REPEATED_CHARS ? message : message.replace(shown, ELLIPSIS);
  }

  /** Returns a wrapper's frames above those shared with any exception it wraps. */
  private static List<Folded> wrapperFrames(
      ThrowableInfo wrapper,
      List<ThrowableInfo> wrapped,
      Predicate<StackTraceElement> own,
      int maxLines) {
    int unshared = wrapper.length();
    for (ThrowableInfo inner : wrapped) {
      unshared = Math.min(unshared, wrapper.unshared(inner));
    }
    int kept = Math.min(unshared, wrapper.frames.size());
    List<StackTraceElement> frames = wrapper.frames.subList(0, kept);
    return frames.stream().anyMatch(own) ? fold(frames, unshared - kept, own, maxLines) : List.of();
  }

  /**
   * Returns a line for each own frame and for each run of others; the throw point has its own line.
   * Beyond the maximum, all frames share a line.
   */
  private static List<Folded> fold(
      List<StackTraceElement> frames, int omitted, Predicate<StackTraceElement> own, int maxLines) {
    List<Folded> folded = new ArrayList<>();
    int i = 0;
    while (i < frames.size() && folded.size() < maxLines) {
      boolean isOwn = own.test(frames.get(i));
      int end = i + 1;
      while (!isOwn && i > 0 && end < frames.size() && !own.test(frames.get(end))) {
        end++;
      }
      folded.add(folded(frames.subList(i, end), isOwn ? OWN : FOREIGN));
      i = end;
    }
    int rest = frames.size() - i + omitted;
    if (rest > 0) {
      folded.add(new Folded(rest, more(rest)));
    }
    return folded;
  }

  /** Of a run names the first and the last library; proxies and the platform if it has no other. */
  private static Folded folded(List<StackTraceElement> run, String lead) {
    if (run.size() == 1) {
      return new Folded(1, line(lead + "at ", frame(run.get(0))));
    }
    List<StackTraceElement> libraries =
        run.stream().filter(OwnCode::namesLibrary).collect(Collectors.toList());
    List<StackTraceElement> named = libraries.isEmpty() ? run : libraries;
    String first = library(named.get(0));
    String last = library(named.get(named.size() - 1));
    String names = first.equals(last) ? first : first + " … " + last;
    return new Folded(run.size(), line(lead, "… " + run.size() + " frames: " + names));
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

  private static void addFrames(List<Folded> folded, int maxLines, List<String> lines) {
    int shown = folded.size() <= maxLines ? folded.size() : Math.max(0, maxLines - 1);
    folded.subList(0, shown).forEach(one -> lines.add(one.line));
    int rest = folded.subList(shown, folded.size()).stream().mapToInt(one -> one.frames).sum();
    if (rest > 0 && shown < maxLines) {
      lines.add(more(rest));
    }
  }

  private static String frame(StackTraceElement frame) {
    String source = frame.getFileName() == null ? "Unknown Source" : frame.getFileName();
    String place = frame.getLineNumber() < 0 ? source : source + ":" + frame.getLineNumber();
    return CodeNames.method(frame) + "(" + place + ")";
  }

  private static String line(String lead, String raw) {
    return lead
        + Texts.ellipsed(Escaper.fenced(Cleaner.clean(raw, false)), LINE_CHARS - lead.length());
  }

  /** The line of an exception, and the lines of its frames that may be shown. */
  private static final class Section {

    final String title;
    final List<Folded> frames;

    Section(String title, List<Folded> frames) {
      this.title = title;
      this.frames = frames;
    }
  }

  /** A line, and the number of frames it covers. */
  private static final class Folded {

    final int frames;
    final String line;

    Folded(int frames, String line) {
      this.frames = frames;
      this.line = line;
    }
  }
}

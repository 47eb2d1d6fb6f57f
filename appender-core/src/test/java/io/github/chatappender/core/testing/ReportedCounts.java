/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.space.ChatMessage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Adds up a space's messages, as its readers could: how often each problem happened, from nothing
 * but the texts. Fails if a text cannot be parsed, or if a message's total differs from the sum of
 * the messages before it. Not thread-safe.
 */
public final class ReportedCounts {

  /** The beginning of a list's heading. */
  private static final String LIST = "📋";

  private static final Pattern SHOWN_ID = Pattern.compile(" · id `([0-9a-f]{8})`");

  private static final String NUMBER = "([\\d,]+)";

  /** A line of a digest: its count, if it is not 1, with a sparkline, and the id. */
  private static final Pattern LISTED =
      Pattern.compile(".*?(?: ×" + NUMBER + "(?: [▁-█]+)?)? · `([0-9a-f]{8})`");

  private static final Pattern REST = Pattern.compile("… and [\\d,]+ more, ×" + NUMBER);

  private static final Pattern FURTHER =
      Pattern.compile(".* · (?:rising: )?×" + NUMBER + " more, ×" + NUMBER + " since .*");
  private static final Pattern BLOCK = Pattern.compile(".* · ×" + NUMBER + " since [\\d:]+Z");

  /** The line of place and time. */
  private static final Pattern FIRST =
      Pattern.compile("`.*` · thread `.*?(?: · ×" + NUMBER + ")? · \\d\\d:\\d\\d:\\d\\d.*");

  private static final Pattern FRAMES =
      Pattern.compile("^(?:[» ] at .*|  … " + NUMBER + " (?:more )?frames.*)$", Pattern.MULTILINE);

  private static final Pattern THREAD_KEY =
      Pattern.compile("gca:[^:]*:[^:]*:([0-9a-f]{16}):\\d{4}-\\d{2}-\\d{2}");

  private final Map<String, Long> counts = new TreeMap<>();
  private long unnamed;

  private ReportedCounts() {}

  /** Reads all messages of a space, oldest first. */
  public static ReportedCounts by(List<ChatMessage> messages) {
    ReportedCounts counts = new ReportedCounts();
    messages.forEach(counts::read);
    return counts;
  }

  /** Returns the fingerprint in the key of a problem's thread. */
  public static String fingerprintOf(ChatMessage message) {
    Matcher key = THREAD_KEY.matcher(String.valueOf(message.threadKey()));
    if (!key.matches()) {
      throw new AssertionError("not in the thread of a problem: " + message);
    }
    return key.group(1);
  }

  /** Returns how many frames a message shows, plus those it counts as not shown. */
  public static int frames(ChatMessage message) {
    int frames = 0;
    Matcher stack = FRAMES.matcher(message.text());
    while (stack.find()) {
      frames += stack.group(1) == null ? 1 : (int) number(stack.group(1));
    }
    return frames;
  }

  /** Returns how often each problem happened, by the first 8 digits of its fingerprint. */
  public Map<String, Long> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /** Returns how many events were reported, including those of unnamed problems. */
  public long events() {
    return unnamed + counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Reads a notice, a list, or a notice with a list below it. */
  private void read(ChatMessage message) {
    int list = ("\n" + message.text()).indexOf("\n" + LIST);
    String notice = list < 0 ? message.text() : message.text().substring(0, list);
    if (!notice.isBlank()) {
      readOne(idOf(message), notice);
    }
    if (list >= 0) {
      message.text().substring(list).lines().skip(1).forEach(this::readListed);
    }
  }

  /**
   * Returns a problem's id from its thread, or from the text if a flush shows the problem
   * elsewhere.
   */
  private static String idOf(ChatMessage message) {
    Matcher shown = SHOWN_ID.matcher(message.text());
    return THREAD_KEY.matcher(String.valueOf(message.threadKey())).matches() || !shown.find()
        ? fingerprintOf(message).substring(0, 8)
        : shown.group(1);
  }

  private void readListed(String line) {
    Matcher rest = REST.matcher(line);
    Matcher listed = LISTED.matcher(line);
    if (rest.matches()) {
      unnamed += number(rest.group(1));
    } else if (listed.matches()) {
      add(listed.group(2), listed.group(1) == null ? 1 : number(listed.group(1)));
    } else {
      throw new AssertionError("cannot be read: " + line);
    }
  }

  private void readOne(String id, String text) {
    String line = text.lines().findFirst().orElse("");
    Matcher further = FURTHER.matcher(line);
    Matcher block = BLOCK.matcher(line);
    if (further.matches()) {
      add(id, number(further.group(1)));
      if (counts.get(id) != number(further.group(2))) {
        throw new AssertionError("reported before " + counts.get(id) + ": " + line);
      }
    } else if (block.matches()) {
      // a block gives the total, not the number of new events
      counts.put(id, number(block.group(1)));
    } else if (counts.containsKey(id)) {
      throw new AssertionError("cannot be read: " + line);
    } else {
      add(id, countOfFirst(text));
    }
  }

  private static long countOfFirst(String text) {
    for (String line : text.lines().skip(1).collect(Collectors.toList())) {
      Matcher first = FIRST.matcher(line);
      if (first.matches()) {
        return first.group(1) == null ? 1 : number(first.group(1));
      }
    }
    throw new AssertionError("does not say where and when: " + text);
  }

  private void add(String id, long events) {
    counts.merge(id, events, Long::sum);
  }

  private static long number(String text) {
    return Long.parseLong(text.replace(",", ""));
  }

  @Override
  public String toString() {
    return counts + ", not named " + unnamed;
  }
}

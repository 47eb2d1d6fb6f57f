/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.testing.ShownNotice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the course of a scenario to {@code target/timelines}, for people to read: a line for each
 * post, with its time, kind, thread, the answer unless it is 200, the number of events it reports,
 * the total so far, and its first line. Stateless.
 */
final class Timeline {

  private static final Path FOLDER = Path.of("target", "timelines");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int LINE_CHARS = 100;

  private Timeline() {}

  /** Returns a line for each post so far. */
  static List<String> of(LoopRig rig) {
    List<String> lines = new ArrayList<>();
    for (SentPost post : rig.posts()) {
      lines.add(TIME.format(rig.clock.at(post.nanos)) + "  " + line(post));
    }
    return lines;
  }

  /** Writes the posts of a scenario and the final accounts; returns the lines of the posts. */
  static List<String> write(String scenario, LoopRig rig) {
    List<String> lines = of(rig);
    List<String> all = new ArrayList<>();
    all.add("time      " + columns("kind", "thread", "http", "events", "so far", "first line"));
    all.addAll(lines);
    all.add("");
    all.add(accounts(rig.stats()));
    write(scenario, all);
    return lines;
  }

  /** Returns the accounts in one line. */
  static String accounts(DeliveryStats stats) {
    return String.format(
        Locale.ROOT,
        "%,d events, %,d requests, %,d messages; reported %,d, dropped %,d, pending %,d",
        stats.accepted(),
        stats.attempts(),
        stats.messages(),
        stats.reported(),
        stats.droppedTotal(),
        stats.pending());
  }

  /** Writes lines verbatim. */
  static void write(String scenario, List<String> lines) {
    try {
      Files.createDirectories(FOLDER);
      Files.write(FOLDER.resolve(scenario + ".txt"), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(SentPost post) {
    List<ShownNotice> news = ShownNotice.in(post.text());
    ShownNotice first = news.get(0);
    boolean list = first.kind == ShownNotice.Kind.DIGEST;
    String kind = first.kind.name().toLowerCase(Locale.ROOT);
    return columns(
        list || news.size() == 1 ? kind : kind + " +" + (news.size() - 1),
        thread(post.threadKey()),
        post.reply.isOk() ? "" : post.reply.words,
        count(news.stream().mapToLong(one -> one.count).sum()),
        list || news.size() > 1 ? "" : count(first.total),
        shortened(first.line));
  }

  private static String columns(Object... cells) {
    return String.format(Locale.ROOT, "%-9s %-16s %-5s %8s %8s  %s", cells);
  }

  /** Returns a thread's key without the part that all threads of the day share. */
  private static String thread(String key) {
    return key.replaceFirst("^gca:shop::?", "").replaceFirst(":?\\d{4}-\\d\\d-\\d\\d$", "");
  }

  private static String count(long number) {
    return number == 0 ? "" : String.format(Locale.ROOT, "×%,d", number);
  }

  private static String shortened(String line) {
    int chars = line.codePointCount(0, line.length());
    return chars <= LINE_CHARS
        ? line
        : line.substring(0, line.offsetByCodePoints(0, LINE_CHARS - 1)) + "…";
  }
}

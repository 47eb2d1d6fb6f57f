/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Explanation;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.incident.Known;
import io.github.chatappender.core.model.Tally;
import io.github.chatappender.core.text.Cleaner;
import io.github.chatappender.core.text.Texts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says in plain words why events are one problem, and what would change that. Immutable. */
final class Explainer {

  private static final int TEXT_CHARS = 200;

  private final SenderConfig config;
  private final Redaction redaction;

  Explainer(SenderConfig config, Redaction redaction) {
    this.config = config;
    this.redaction = redaction;
  }

  Explanation explain(Known problem) {
    Fingerprint fingerprint = problem.fingerprint;
    List<String> lines =
        fingerprint
            .canonicalText
            .lines()
            .map(line -> Cleaner.clean(line, false))
            .collect(Collectors.toList());
    return new Explanation(
        fingerprint.hex,
        rule(fingerprint.kind),
        redaction.allLines(lines),
        statements(problem.tallies),
        problem.tallies.size(),
        advice(fingerprint.kind));
  }

  private List<String> statements(List<Tally> tallies) {
    List<String> lines =
        tallies.stream()
            .sorted(Comparator.comparingLong(Tally::total).reversed())
            .limit(Explanation.MOST_STATEMENTS)
            .map(Explainer::statement)
            .collect(Collectors.toList());
    return redaction.allLines(lines);
  }

  private static String statement(Tally tally) {
    String text = tally.text();
    String shown =
        text == null
            ? "any text with these frames"
            : '"' + Texts.ellipsed(Cleaner.clean(text, false), TEXT_CHARS) + '"';
    return String.format(Locale.ROOT, "%s: %s ×%,d", tally.logger(), shown, tally.total());
  }

  private static String rule(Fingerprint.Kind kind) {
    switch (kind) {
      case CUSTOM:
        return "the application's own value in the MDC decides";
      case CLASS:
        return "an outage or a lack of memory: the exception's types decide, and the host or the"
            + " kind of memory, wherever it happens";
      case STACK:
        return "the exception's types and its first own frames decide; texts do not count";
      case LIBSTACK:
        return "no frame is the application's own: types, library frames, logger and the text's"
            + " words decide";
      case CYCLE:
        return "an endless recursion: the frames of its cycle decide";
      case STACKLESS:
        return "an exception without frames: its types, logger and the words of both texts decide";
      case MESSAGE:
        return "no exception: the logger and the text's words decide, without numbers, ids, and"
            + " quoted or bracketed names";
      case OTHER:
        return "too many problems at once: those without a place of their own are counted here";
    }
    throw new AssertionError(kind);
  }

  private List<String> advice(Fingerprint.Kind kind) {
    String own = config.fingerprintKey;
    List<String> advice = new ArrayList<>();
    switch (kind) {
      case CUSTOM:
        advice.add(
            "split or merge: the MDC value of "
                + own
                + " (setting fingerprintKey) alone decides;"
                + " {{default}} in it stands for the computed fingerprint");
        return advice;
      case CLASS:
        advice.add("one outage stays one problem, however many places it hits");
        break;
      case STACK:
      case CYCLE:
        advice.add(
            "split: name only your own packages in appPackages, if a shared helper of yours or a"
                + " library counts as own frames");
        advice.add(
            "an exception that is logged again, wrapped or not, within 10 s counts where it was"
                + " logged first");
        break;
      case LIBSTACK:
        advice.add("merge: name your packages in appPackages, so that own frames decide");
        break;
      case STACKLESS:
        advice.add(
            "the exception has no stack trace; if the JVM omits it, the option"
                + " -XX:-OmitStackTraceInFastThrow keeps it");
        break;
      case MESSAGE:
        advice.add(
            "merge: pass the part that differs as an argument, as in"
                + " log.error(\"no stock for {}\", item)");
        break;
      case OTHER:
        advice.add(
            "split: raise maxIncidents (now " + config.maxIncidents + "), or merge problems first");
        return advice;
    }
    advice.add(
        "split: put {{default}}-X into the MDC under "
            + own
            + " (setting fingerprintKey), with a different X for each problem");
    advice.add("merge: put the same value into the MDC under " + own + " for all of them");
    if (config.threadBy.mdcKey() != null) {
      advice.add("each value of threadBy's MDC key has its own thread and its own count");
    }
    return advice;
  }
}

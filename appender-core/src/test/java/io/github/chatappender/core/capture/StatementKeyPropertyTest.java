/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.fingerprint.Fingerprinter;
import io.github.chatappender.core.incident.Incidents;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Mutes;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.redact.OwnSecrets;
import io.github.chatappender.core.redact.Redactor;
import io.github.chatappender.core.redact.UserRules;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;
import java.net.ConnectException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Draws texts, templates, MDC values and exceptions, and compares the logging thread's counts with
 * a reference that reads every event. The profile {@code load} takes a thousand seeds.
 */
class StatementKeyPropertyTest {

  private static final int SEEDS = Integer.getInteger("load.courses", 200);
  private static final int EVENTS = 300;
  private static final int MOST_WRONG_ONE_IN = 10_000;
  private static final long NOON = 1_784_116_800_000L;
  private static final List<String> KEYS = List.of("gchat.fingerprint", "tenant");
  private static final String[] PLACES = {"Shop", "Till", "Bill"};

  private final SenderConfig config = Configs.with(Setting.THREAD_BY, "mdc:tenant");
  private final Clock clock = Clock.fixed(Instant.ofEpochMilli(NOON), ZoneOffset.UTC);
  private final Redactor redactor;
  private final Fingerprinter fingerprinter;
  private long pairs;
  private final List<String> wrong = new ArrayList<>();

  StatementKeyPropertyTest() throws Exception {
    redactor =
        new Redactor(
            true, new OwnSecrets(List.of()), new UserRules(List.of(), () -> 0, line -> {}));
    OwnCode ownCode = new OwnCode(List.of(), Optional::empty);
    fingerprinter = new Fingerprinter(ownCode, KEYS.get(0), text -> text);
  }

  @Test
  void eventsOfOneStatement_haveOneFingerprint_andIncidentsCountThemAll() {
    for (int seed = 0; seed < SEEDS; seed++) {
      new Course(seed, 1_024, true).run();
    }

    assertThat(pairs).isGreaterThan(100L * SEEDS);
    assertThat(wrong.size())
        .as("of %s pairs: %s", pairs, wrong)
        .isLessThanOrEqualTo((int) (pairs / MOST_WRONG_ONE_IN));
  }

  @Test
  void fullQueue_countsEventsAtTheirIncidentOrDropsThem() {
    for (int seed = 0; seed < SEEDS; seed++) {
      new Course(seed, 4, false).run();
    }
  }

  /** The events of one seed. */
  private final class Course {

    private final boolean exactly;
    private final Random random;
    private final Accounts accounts = new Accounts();
    private final SampleQueue queue;
    private final StatementTable table = new StatementTable();
    private final Folding folding;
    private final EntryCapture capture;
    private final EntryCopier copier = new EntryCopier();
    private final Incidents incidents = Incidents.of(config, clock, new Mutes());
    private final List<Function<Random, String>> patterns = new ArrayList<>();
    private final IdentityHashMap<Statement, Long> totals = new IdentityHashMap<>();
    private final IdentityHashMap<Statement, String> firsts = new IdentityHashMap<>();
    private final IdentityHashMap<Statement, String> firstTexts = new IdentityHashMap<>();
    private final Map<String, Long> expected = new HashMap<>();

    Course(int seed, int capacity, boolean exactly) {
      this.exactly = exactly;
      random = new Random(seed);
      queue = new SampleQueue(capacity, accounts, () -> 0);
      folding = new Folding(accounts, queue, table, random::nextInt);
      capture =
          new EntryCapture(config, queue, folding, new FakeCriticalSink(), accounts, () -> {});
      for (int i = 0; i < 2; i++) {
        patterns.add(exactly ? DrawnTexts.pattern(random) : DrawnTexts.plainPattern(random));
      }
    }

    void run() {
      for (int i = 0; i < EVENTS; i++) {
        FakeEvent event = event(NOON + i);
        LogEntry entry = copied(event);
        capture.append(event, FakeReader.INSTANCE);
        note(entry);
        if (random.nextInt(8) == 0) {
          drain();
        }
      }
      drain();
      Map<String, Long> counted = counted();
      if (exactly) {
        assertThat(counted).isEqualTo(expected);
        return;
      }
      long dropped = accounts.dropped().getOrDefault(DropReason.QUEUE_FULL, 0L);
      long all = counted.values().stream().mapToLong(Long::longValue).sum();
      assertThat(all + dropped).isEqualTo(EVENTS);
      counted.forEach(
          (problem, count) -> assertThat(count).isLessThanOrEqualTo(expected.get(problem)));
    }

    /** Finds the statement that counted the latest event, and compares its fingerprint. */
    private void note(LogEntry entry) {
      String problem = problem(fingerprinter.of(entry).hex, entry);
      Statement statement = touched(totals.keySet());
      if (statement == null) {
        statement = touched(table.all()); // slow, as it reads the whole table
      }
      if (statement == null || statement.isWaiting()) {
        expected.merge(problem, 1L, Long::sum);
        return;
      }
      String first = firsts.putIfAbsent(statement, problem);
      String text = firstTexts.putIfAbsent(statement, entry.message);
      pairs += first == null ? 0 : 1;
      if (first != null && !first.equals(problem)) {
        wrong.add(text + " | " + entry.message + " | " + entry.template);
      }
      expected.merge(first == null ? problem : first, 1L, Long::sum);
    }

    /** Returns the statement whose total has changed; null if none of these has. */
    private @Nullable Statement touched(Collection<Statement> statements) {
      for (Statement statement : statements) {
        long total = statement.total();
        if (totals.getOrDefault(statement, 0L) != total) {
          totals.put(statement, total);
          return statement;
        }
      }
      return null;
    }

    private void drain() {
      for (Sample sample = queue.poll(); sample != null; sample = queue.poll()) {
        if (sample.tally != null) {
          folding.arrived(sample.tally);
        }
        incidents.add(sample.with(redacted(sample.entry)), 0);
      }
      folding.sweep(incidents::join);
    }

    private Map<String, Long> counted() {
      Map<String, Long> counted = new HashMap<>();
      Notice notice = incidents.everything(1);
      for (Part part : notice == null ? List.<Part>of() : notice.parts) {
        counted.merge(problem(part.fingerprint, part.entry), part.count, Long::sum);
      }
      return counted;
    }

    private String problem(String fingerprint, LogEntry entry) {
      return fingerprint + " of " + entry.mdc("tenant");
    }

    private LogEntry copied(FakeEvent event) {
      SafeReader<FakeEvent, Throwable> reader = new SafeReader<>(FakeReader.INSTANCE, accounts);
      return redacted(copier.copy(event, reader, null, KEYS, List.of(), null).entry);
    }

    /** Redacts the entry in exact courses, because random words may look like secrets. */
    private LogEntry redacted(LogEntry entry) {
      return exactly ? redactor.builtIn(entry) : entry;
    }

    private FakeEvent event(long millis) {
      String text = patterns.get(random.nextInt(patterns.size())).apply(random);
      FakeEvent event =
          FakeEvent.error(text)
              .logger(random.nextInt(8) == 0 ? "com.acme.L1" : "com.acme.L2")
              .timeMillis(millis);
      if (random.nextInt(4) == 0) {
        event = FakeEvent.error(text + random.nextInt()).template(text + " {}", true);
        event.timeMillis(millis);
      }
      if (random.nextInt(6) == 0) {
        event.mdc("tenant", random.nextBoolean() ? "A1P" : "A21");
      }
      if (random.nextInt(12) == 0) {
        event.mdc(KEYS.get(0), random.nextBoolean() ? "mine" : "{{default}} too");
      }
      return random.nextInt(3) > 0 ? event : event.thrown(thrown(text));
    }

    private Throwable thrown(String text) {
      String place = PLACES[random.nextInt(PLACES.length)];
      switch (random.nextInt(7)) {
        case 0:
          return at(new IllegalStateException(text), "org.springframework.web." + place, 3);
        case 1:
          return new Bare(text);
        case 2:
          ConnectException refused = new ConnectException("Connect to " + place + ":443 failed");
          return at(refused, "com.acme.Net", 3);
        case 3:
          return at(new OutOfMemoryError("no " + place), "com.acme.Net", 3);
        case 4:
          return at(new StackOverflowError(), "com.acme." + place, 40);
        case 5:
          Exception outer = new RuntimeException(text, at(new Exception(), "java.util.List", 2));
          return at(outer, "com.acme." + place, 4);
        default:
          return at(new IllegalStateException(text), "com.acme." + place, 25);
      }
    }

    private <T extends Throwable> T at(T thrown, String type, int frames) {
      StackTraceElement[] stack = new StackTraceElement[frames];
      for (int i = 0; i < frames; i++) {
        stack[i] = new StackTraceElement(type, "step" + (char) ('a' + i % 4), "A.java", 10 + i % 4);
      }
      thrown.setStackTrace(stack);
      return thrown;
    }
  }

  /** Has never had frames. */
  private static final class Bare extends RuntimeException {

    private static final long serialVersionUID = 1;

    Bare(String message) {
      super(message, null, false, false);
    }
  }
}

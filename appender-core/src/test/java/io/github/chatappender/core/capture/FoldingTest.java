/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.Tally;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.CostlyFrames;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeReader;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

  private static final long NOON = 1_784_116_800_000L;

  private final Accounts accounts = new Accounts();
  private final SampleQueue queue = new SampleQueue(16, accounts, () -> 0);
  private final StatementTable table = new StatementTable();
  private final Folding folding = new Folding(accounts, queue, table, new Random(7)::nextInt);
  private final EntryCapture capture =
      new EntryCapture(
          Configs.defaults(), queue, folding, new FakeCriticalSink(), accounts, () -> {});

  @Test
  void firstEventOfAStatement_isASampleAndRepeatsAreCounted() {
    for (int i = 0; i < 1_000; i++) {
      append("boom", NOON + i % 1_000);
    }

    List<Sample> samples = samples();
    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).tally.take()).isEqualTo(1_000);
    assertThat(accounts.accepted()).isEqualTo(1_000);
  }

  @Test
  void freshSample_passesOnceASecond() {
    for (int millis = 0; millis <= 3_000; millis += 100) {
      append("boom", NOON + millis);
    }

    assertThat(samples())
        .extracting(sample -> sample.entry.timeMillis - NOON)
        .containsExactly(0L, 1_000L, 2_000L, 3_000L);
  }

  @Test
  void requestedSample_comesWithTheNextEventASecondAfterTheLast() {
    append("boom", NOON);
    Tally tally = samples().get(0).tally;

    assertThat(tally.hearNext(NOON + 999)).isFalse();
    append("boom", NOON + 999);
    assertThat(samples()).isEmpty();

    assertThat(tally.hearNext(NOON + 1_000)).isTrue();
    append("boom", NOON - 500); // an event may be late
    append("boom", NOON - 499);
    assertThat(samples()).hasSize(1);
  }

  @Test
  void requestedSample_isNeverMissedByAConcurrentCount() throws Exception {
    int rounds = 100_000;
    Statement[] statements = new Statement[rounds];
    boolean[] sampled = new boolean[rounds];
    AtomicInteger begun = new AtomicInteger(-1);
    AtomicInteger ended = new AtomicInteger(-1);
    Thread writer =
        new Thread(
            () -> {
              for (int round = 0; round < rounds; round++) {
                while (begun.get() < round) {
                  Thread.onSpinWait();
                }
                statements[round].count(NOON);
                sampled[round] = statements[round].claimSample(NOON);
                ended.set(round);
              }
            });
    writer.start();
    int unheard = 0;
    for (int round = 0; round < rounds; round++) {
      Statement statement = new Statement(table, 0, 0, "", "", null, null, NOON);
      statement.claimSample(NOON);
      statements[round] = statement;
      begun.set(round);
      for (int wait = round % 40; wait > 0; wait--) {
        Thread.onSpinWait();
      }
      statement.hearNext(NOON + 1_000);
      statement.take();
      while (ended.get() < round) {
        Thread.onSpinWait();
      }
      unheard += statement.hasCounted() && !sampled[round] ? 1 : 0;
      statements[round] = null;
    }
    writer.join();

    assertThat(unheard).isZero();
  }

  @Test
  void clockSetBack_doesNotSilenceAStatement() {
    append("boom", NOON);
    append("boom", NOON - 3_600_000);

    assertThat(samples()).hasSize(2);
  }

  @Test
  void eventsThatDiffer_areDifferentStatements() {
    append("boom", NOON);
    append("bang", NOON);
    capture.append(FakeEvent.of(Severity.FATAL, "boom").timeMillis(NOON), FakeReader.INSTANCE);
    capture.append(FakeEvent.error("boom").logger("com.acme.B"), FakeReader.INSTANCE);
    capture.append(
        FakeEvent.error("boom").thrown(new IllegalStateException("x")), FakeReader.INSTANCE);
    capture.append(
        FakeEvent.error("boom").thrown(new IllegalArgumentException("x")), FakeReader.INSTANCE);
    capture.append(FakeEvent.error("boom").mdc("gchat.fingerprint", "mine"), FakeReader.INSTANCE);
    capture.append(FakeEvent.error("a {}").template("boom", true), FakeReader.INSTANCE);

    assertThat(samples()).hasSize(8);
  }

  @ParameterizedTest
  @CsvSource({"A1P, A21", "k1n9, k309", "tenantAa, tenantBB", "'', AaAa", "AaAa, BBBB"})
  void mdcValuesOfEqualHashes_areTwoStatements(String one, String other) {
    capture.reconfigure(Configs.with(Setting.THREAD_BY, "mdc:tenant"));
    for (String key : List.of("tenant", "gchat.fingerprint")) {
      for (int i = 0; i < 10; i++) {
        capture.append(FakeEvent.error("boom").mdc(key, one).timeMillis(NOON), FakeReader.INSTANCE);
        capture.append(
            FakeEvent.error("boom").mdc(key, other).timeMillis(NOON), FakeReader.INSTANCE);
      }

      assertThat(samples())
          .extracting(sample -> sample.entry.mdc(key) + " " + sample.tally.take())
          .containsExactly(one + " 10", other + " 10");
    }
  }

  @Test
  void equalValuesOfTwoMdcKeys_areTwoStatements() {
    capture.reconfigure(Configs.with(Setting.THREAD_BY, "mdc:tenant"));

    capture.append(FakeEvent.error("boom").mdc("tenant", "a"), FakeReader.INSTANCE);
    capture.append(FakeEvent.error("boom").mdc("gchat.fingerprint", "a"), FakeReader.INSTANCE);
    capture.append(FakeEvent.error("boom"), FakeReader.INSTANCE);

    assertThat(samples()).hasSize(3);
  }

  @Test
  void longTextsCutWithinASurrogatePair_areOneStatement() {
    capture.reconfigure(Configs.with(Setting.THREAD_BY, "mdc:tenant"));
    String template = "m".repeat(2_047) + "\uD83D\uDD25 burns";
    String value = "v".repeat(255) + "\uD83D\uDD25 burns";

    for (int i = 0; i < 10; i++) {
      capture.append(
          FakeEvent.error(template).mdc("tenant", value).timeMillis(NOON), FakeReader.INSTANCE);
    }

    assertThat(samples()).hasSize(1);
  }

  @Test
  void placesWithEqualShortHashes_areTwoStatements() {
    for (int i = 0; i < 10; i++) {
      append(thrownAt("com.acme.Loop", "stepB", 100));
      append(thrownAt("com.acme.Loop", "stepA", 131));
      append(thrownAt("com.acme.AaLoop", "step", 1));
      append(thrownAt("com.acme.BBLoop", "step", 1));
    }

    assertThat(samples())
        .extracting(sample -> sample.tally.take())
        .containsExactly(10L, 10L, 10L, 10L);
  }

  @Test
  void messagesOfEqualHashesWithoutFrames_areTwoStatements() {
    for (int i = 0; i < 10; i++) {
      append(new Bare("Aa"));
      append(new Bare("BB"));
    }

    assertThat(samples()).hasSize(2);
  }

  @Test
  void classesOfEqualHashes_areTwoStatements() {
    assertThat(Aa.class.getName().hashCode()).isEqualTo(BB.class.getName().hashCode());
    append(new Aa());
    append(new BB());

    assertThat(samples()).hasSize(2);
  }

  @Test
  void rootsFarDownTheirChains_areTwoStatements() {
    append(deep(20, thrownAt("com.acme.Shop", "a", 1)));
    append(deep(20, thrownAt("com.acme.Shop", "b", 1)));

    assertThat(samples()).hasSize(2);
  }

  @Test
  void cyclicChain_isOneStatement() {
    for (int i = 0; i < 10; i++) {
      RuntimeException outer = thrownAt("com.acme.Shop", "a", 1);
      RuntimeException inner = thrownAt("com.acme.Shop", "b", 1);
      outer.initCause(inner);
      inner.initCause(outer);
      append(outer);
    }

    assertThat(samples()).extracting(sample -> sample.tally.take()).containsExactly(10L);
  }

  private static Throwable deep(int wrappers, Throwable root) {
    Throwable thrown = root;
    for (int i = 0; i < wrappers; i++) {
      RuntimeException wrapper = new RuntimeException("w", thrown);
      wrapper.setStackTrace(new StackTraceElement[] {new StackTraceElement("a.W", "w", null, 1)});
      thrown = wrapper;
    }
    return thrown;
  }

  private static RuntimeException thrownAt(String type, String method, int line) {
    RuntimeException thrown = new IllegalStateException("at " + line);
    StackTraceElement caller = new StackTraceElement("com.acme.Main", "main", "Main.java", 9);
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement(type, method, "A.java", line), caller});
    return thrown;
  }

  private static final class Bare extends RuntimeException {
    private static final long serialVersionUID = 1;

    Bare(String message) {
      super(message, null, false, false);
    }
  }

  private static final class Aa extends RuntimeException {
    private static final long serialVersionUID = 1;

    Aa() {
      super("x", null, false, false);
    }
  }

  private static final class BB extends RuntimeException {
    private static final long serialVersionUID = 1;

    BB() {
      super("x", null, false, false);
    }
  }

  @Test
  void sameExceptionObject_isAskedForItsFramesOnce() {
    AskedException thrown = new AskedException("Shop");
    append(thrown);
    int asked = thrown.asked;
    for (int i = 0; i < 999; i++) {
      append(thrown);
    }

    assertThat(thrown.asked).isEqualTo(asked);
    List<Sample> samples = samples();
    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).tally.take()).isEqualTo(1_000);
  }

  @Test
  void whereFramesAreCheap_everyExceptionIsCountedAtItsPlace() {
    AskedException known = new AskedException("Shop");
    for (int i = 0; i < 1_000; i++) {
      append(new AskedException("Shop"));
      append(known);
      append(new AskedException("Till"));
    }

    assertThat(samples()).extracting(sample -> sample.tally.take()).containsExactly(2_000L, 1_000L);
  }

  @Test
  void textsPutTogetherWithANumber_areOneStatement() {
    for (int i = 0; i < 1_000; i++) {
      append("Order " + i + " failed", NOON);
      append("Order " + i + " failed again", NOON);
    }

    assertThat(samples()).extracting(sample -> sample.tally.take()).containsExactly(1_000L, 1_000L);
  }

  @Test
  void templatesPutTogetherWithANumber_areOneStatement() {
    for (int i = 0; i < 1_000; i++) {
      FakeEvent event = FakeEvent.error("Order " + i + ": no " + i).timeMillis(NOON);
      capture.append(event.template("Order " + i + ": {}", true), FakeReader.INSTANCE);
    }

    assertThat(samples()).extracting(sample -> sample.tally.take()).containsExactly(1_000L);
  }

  @Test
  void beforeTheFirstSampleIsResolved_aNewTextIsANewStatement() {
    append("Alice failed", thrownAt("com.acme.Shop", "a", 1));
    append("Bob failed", thrownAt("com.acme.Shop", "a", 1));

    assertThat(samples()).hasSize(2);
  }

  @Test
  void onceTheFramesDecide_anyTextIsTheSameStatement() {
    append("Alice failed", thrownAt("com.acme.Shop", "a", 1));
    Tally whole = samples().get(0).tally.decide(true);
    for (int i = 0; i < 1_000; i++) {
      append(words(i) + " failed", thrownAt("com.acme.Shop", "a", 1));
    }
    append("Alice failed", thrownAt("com.acme.Shop", "b", 1));

    List<Sample> samples = samples();
    assertThat(samples).hasSize(2);
    assertThat(samples.get(0).tally).isSameAs(whole);
    assertThat(samples.get(0).entry.message).isEqualTo(words(0) + " failed");
    assertThat(whole.take()).isEqualTo(1_000);
  }

  @Test
  void onceTheFramesDecide_theNewestTextIsStillSampledOnceASecond() {
    append("Alice failed", thrownAt("com.acme.Shop", "a", 1));
    samples().get(0).tally.decide(true);
    for (int millis = 0; millis <= 3_000; millis += 10) {
      RuntimeException thrown = new IllegalStateException("no " + millis);
      thrown.setStackTrace(thrownAt("com.acme.Shop", "a", 1).getStackTrace());
      capture.append(
          FakeEvent.error(words(millis)).thrown(thrown).timeMillis(NOON + millis),
          FakeReader.INSTANCE);
    }

    assertThat(samples())
        .extracting(sample -> sample.entry.message + sample.entry.root().message)
        .containsExactly(
            words(0) + "no 0",
            words(1_000) + "no 1000",
            words(2_000) + "no 2000",
            words(3_000) + "no 3000");
  }

  @Test
  void whereTheTextDecides_aNewTextIsANewStatement() {
    append("Alice failed", thrownAt("com.acme.Shop", "a", 1));
    assertThat(samples().get(0).tally.decide(false)).isNull();
    append("Bob failed", thrownAt("com.acme.Shop", "a", 1));

    assertThat(samples()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"tenant", "gchat.fingerprint"})
  void whereTheFramesDecide_mdcValuesStillSeparateStatements(String key) {
    capture.reconfigure(Configs.with(Setting.THREAD_BY, "mdc:tenant"));
    append("Alice failed", thrownAt("com.acme.Shop", "a", 1));
    samples().get(0).tally.decide(true);

    for (String value : List.of("A1P", "A21", "A1P")) {
      capture.append(
          FakeEvent.error("Bob failed").mdc(key, value).thrown(thrownAt("com.acme.Shop", "a", 1)),
          FakeReader.INSTANCE);
    }

    assertThat(samples()).extracting(sample -> sample.entry.mdc(key)).containsExactly("A1P", "A21");
  }

  @Test
  void fullQueue_countsNewTextsWhereTheFramesDecide() {
    append("Alice failed", thrownAt("com.acme.Shop", "a", 1));
    fillQueue();
    for (int i = 0; i < 1_000; i++) {
      append(words(i) + " failed", thrownAt("com.acme.Shop", "a", 1));
    }
    List<Sample> samples = samples();
    folding.arrived(samples.get(0).tally);
    Tally whole = samples.get(0).tally.decide(true);
    List<Tally> joined = new ArrayList<>();
    folding.sweep(
        (one, other) -> {
          joined.add(one);
          return other == whole;
        });

    assertThat(samples).hasSize(16);
    assertThat(joined).hasSize(1);
    assertThat(whole.take() + joined.get(0).take()).isEqualTo(1_000);
    assertThat(accounts.dropped().values()).containsOnly(0L);
  }

  @Test
  void fullQueue_dropsNewTextsWhereTheTextDecides() {
    append("Alice failed", thrownAt("com.acme.Shop", "a", 1));
    fillQueue();
    for (int i = 0; i < 1_000; i++) {
      append(words(i) + " failed", thrownAt("com.acme.Shop", "a", 1));
    }
    List<Sample> samples = samples();
    folding.arrived(samples.get(0).tally);
    samples.get(0).tally.decide(false);
    folding.sweep((one, other) -> true);

    assertThat(accounts.dropped()).containsEntry(DropReason.QUEUE_FULL, 1_000L);
    append("Bob failed", thrownAt("com.acme.Shop", "a", 1));
    assertThat(samples()).hasSize(1);
  }

  @Test
  void fullQueue_keepsNewTextsApartFromKnownOnes() {
    append("Alice failed", thrownAt("com.acme.Shop", "a", 1));
    fillQueue();
    append("Bob failed", thrownAt("com.acme.Shop", "a", 1));
    append("Carol failed", thrownAt("com.acme.Shop", "a", 1));
    append("Alice failed", thrownAt("com.acme.Shop", "a", 1));
    append("Bob failed", thrownAt("com.acme.Shop", "a", 1));

    assertThat(samples().get(0).tally.take()).isEqualTo(2);
    assertThat(table.all()).extracting(Statement::total).contains(2L, 2L, 1L);
  }

  @Test
  void whereFramesAreCostly_fullQueueReadsFewNewExceptions() {
    append("Alice failed", new AskedException("Shop"), CostlyFrames.INSTANCE);
    fillQueue();
    int asked = 0;
    for (int i = 0; i < 1_600; i++) {
      AskedException thrown = new AskedException("Shop");
      append(words(i) + " failed", thrown, CostlyFrames.INSTANCE);
      asked += thrown.asked;
    }

    assertThat(asked).isBetween(70, 130);
  }

  @Test
  void whereFramesAreCostly_oneExceptionIn16IsReadAboveTheLimit() {
    int asked = 0;
    for (int i = 0; i < 16_100; i++) {
      AskedException thrown = new AskedException("Shop");
      append("Order " + i + " failed", thrown, CostlyFrames.INSTANCE);
      asked += thrown.asked;
    }

    assertThat(asked).isBetween(1_000, 1_220);
    assertThat(samples()).extracting(sample -> sample.tally.take()).containsExactly(16_100L);
  }

  @Test
  void objectMessage_isFormattedOncePerEvent() {
    int[] made = {0};
    FakeReader ofObjects =
        new FakeReader() {
          @Override
          public boolean hasPlainText(FakeEvent event) {
            return false;
          }

          @Override
          public String message(FakeEvent event) {
            made[0]++;
            return super.message(event);
          }
        };

    for (int i = 0; i < 20; i++) { // 16 of them find room
      capture.append(FakeEvent.error(words(i)).timeMillis(NOON), ofObjects);
    }

    assertThat(samples()).hasSize(16);
    assertThat(made[0]).isEqualTo(20);
  }

  @Test
  void outagesOfTwoHosts_areTwoStatements_withAnyNumbers() {
    for (int i = 1; i <= 10; i++) {
      append(outage("Connect to payments.internal:443 failed after " + i + " ms"));
      append(outage("Connect to mail.internal:25 failed after " + i + " ms"));
    }

    assertThat(samples()).extracting(sample -> sample.tally.take()).containsExactly(10L, 10L);
  }

  @Test
  void exceptionsWithoutFrames_areOneStatementDespiteIdsInTheirMessages() {
    for (int i = 0; i < 10; i++) {
      append(new Bare("no order " + i));
    }

    assertThat(samples()).extracting(sample -> sample.tally.take()).containsExactly(10L);
  }

  private static Throwable outage(String message) {
    Throwable outage = new ConnectException(message);
    outage.setStackTrace(thrownAt("com.acme.Net", "connect", 1).getStackTrace());
    Throwable outer = new IllegalStateException("x", outage);
    outer.setStackTrace(outage.getStackTrace());
    return outer;
  }

  private void fillQueue() {
    for (char c = 'a'; !queue.isFull(); c++) {
      append("filler " + c, NOON);
    }
  }

  private void append(String text, Throwable thrown) {
    append(text, thrown, FakeReader.INSTANCE);
  }

  private void append(String text, Throwable thrown, FakeReader reader) {
    capture.append(FakeEvent.error(text).thrown(thrown).timeMillis(NOON), reader);
  }

  /** Returns a unique text for a number, without digits, which would all be one statement. */
  private static String words(int number) {
    return Integer.toString(number, 8)
        .chars()
        .mapToObj(c -> "" + (char) (c + 49))
        .collect(Collectors.joining());
  }

  @Test
  void statementWithoutRoomForItsSample_isDroppedOnceTheQueueHasDrained() {
    for (int i = 0; i < 16; i++) {
      append("filler " + (char) ('a' + i), NOON);
    }
    append("late", NOON);
    append("late", NOON);
    samples().forEach(sample -> folding.arrived(sample.tally));

    folding.sweep((one, other) -> false);
    append("late", NOON);

    assertThat(accounts.dropped()).containsEntry(DropReason.QUEUE_FULL, 2L);
    List<Sample> samples = samples();
    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).tally.take()).isEqualTo(1);
  }

  @Test
  void statementsBeyondTheTable_areQueuedOneByOne() {
    long counted = 0;
    long asThemselves = 0;
    for (int i = 0; i < 6_000; i++) {
      append("statement " + words(i), NOON);
      for (Sample sample : samples()) {
        if (sample.tally == null) {
          asThemselves++;
        } else {
          counted++;
        }
      }
    }

    assertThat(counted).isLessThanOrEqualTo(StatementTable.LIMIT);
    assertThat(counted + asThemselves).isEqualTo(6_000);
    assertThat(accounts.accepted()).isEqualTo(6_000);
  }

  @Test
  void idleStatements_areRemovedAndTheirCountsPassedOn() {
    int known = 0;
    for (int i = 0; i < 4_000; i++) {
      append("statement " + words(i), NOON);
      for (Sample sample : samples()) {
        Tally tally = sample.tally;
        if (tally != null) { // a seed may leave one without a slot
          folding.arrived(tally);
          tally.take();
          known++;
        }
      }
    }
    assertThat(known).isBetween(3_900, 4_000);
    long[] rest = {0};
    int[] gone = {0};

    folding.makeRoom(
        NOON + 60_000,
        (tally, count) -> {
          gone[0]++;
          rest[0] += count;
        });

    assertThat(gone[0]).isEqualTo(known);
    assertThat(rest[0]).isZero();
    assertThat(accounts.accepted()).isEqualTo(4_000);
  }

  @Test
  void layout_runsForSamplesOnly() {
    int[] layouts = {0};
    FakeReader withLayout =
        new FakeReader() {
          @Override
          public String layoutText(FakeEvent event) {
            layouts[0]++;
            return "laid out";
          }
        };

    for (int i = 0; i < 10_000; i++) {
      capture.append(FakeEvent.error("boom").timeMillis(NOON + i / 4), withLayout);
    }

    assertThat(layouts[0]).isEqualTo(3);
    assertThat(samples()).hasSize(3);
  }

  @Test
  void retiredStatementShownAgain_losesNoCount() {
    append("boom", NOON);
    Statement gone = table.all().get(0);
    samples();
    folding.arrived(gone);
    gone.take();
    folding.retire(gone);
    // the thread that added it was delayed until now, and makes it visible once more
    table.show(StatementTable.slot(gone.hash, 0), gone);

    for (int i = 0; i < 100; i++) {
      append("boom", NOON + i);
    }

    List<Sample> samples = samples();
    assertThat(samples).hasSize(1);
    assertThat(samples.get(0).tally.take()).isEqualTo(100);
    assertThat(accounts.accepted()).isEqualTo(101);
  }

  @Test
  void comingAndGoingStatements_neitherLoseNorDoubleCountEvents() throws Exception {
    int threads = 8;
    int each = 50_000;
    AtomicLong told = new AtomicLong();
    CountDownLatch done = new CountDownLatch(threads);
    List<Thread> writers = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int offset = t;
      Thread writer =
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  append("statement " + words((i + offset) % 20), NOON + i / 10);
                }
                done.countDown();
              });
      writers.add(writer);
      writer.start();
    }

    long before = 0;
    while (done.getCount() > 0) {
      takeSamples(told);
      folding.retireAll((tally, rest) -> told.addAndGet(rest));
      folding.sweep((one, other) -> false);
      long accepted = accounts.accepted();
      assertThat(accepted).isGreaterThanOrEqualTo(before);
      before = accepted;
    }
    for (Thread writer : writers) {
      writer.join();
    }
    takeSamples(told);
    folding.close((tally, rest) -> told.addAndGet(rest));

    assertThat(accounts.accepted()).isEqualTo(400_000);
    assertThat(told.get() + accounts.settled()).isEqualTo(400_000);
  }

  private void takeSamples(AtomicLong told) {
    for (Sample sample : samples()) {
      if (sample.tally == null) {
        told.incrementAndGet();
      } else {
        folding.arrived(sample.tally);
        told.addAndGet(sample.tally.take());
      }
    }
  }

  private void append(String message, long millis) {
    capture.append(FakeEvent.error(message).timeMillis(millis), FakeReader.INSTANCE);
  }

  private List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    for (Sample sample = queue.poll(); sample != null; sample = queue.poll()) {
      samples.add(sample);
    }
    return samples;
  }

  private void append(Throwable thrown) {
    capture.append(FakeEvent.error("boom").thrown(thrown).timeMillis(NOON), FakeReader.INSTANCE);
  }

  /** Has a frame of the given class, and counts how often its frames are read. */
  private static final class AskedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private int asked;

    AskedException(String origin) {
      setStackTrace(
          new StackTraceElement[] {
            new StackTraceElement("com.acme." + origin, "run", origin + ".java", 7)
          });
    }

    @Override
    public StackTraceElement[] getStackTrace() {
      asked++;
      return super.getStackTrace();
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.chatappender.core.testing.SpoolDir;
import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills JVMs with SIGKILL while they log critical events: a successor delivers every event whose
 * logging call had returned, once.
 */
class KillTest {

  private static final int KILLS = Integer.getInteger("soak.kills", 4);
  private static final int KILLS_OF_A_ROUND = 10;
  private static final int LATEST_KILL_MILLIS = 400;

  /** A disk for few files; each takes at least a page of 4 KiB. */
  private static final int SMALL_KIBIBYTES = 200;

  private static final int MORE_THAN_FIT = SMALL_KIBIBYTES / 4;
  private static final Pattern TOLD = Pattern.compile("critical \\d+ of \\w+ is here");
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Misbehavior[] FAULTS = {
    Misbehavior.status(503),
    Misbehavior.answerLost(),
    Misbehavior.resetBeforeAnswer(),
    Misbehavior.resetDuringAnswer(),
    Misbehavior.garbage(),
    Misbehavior.delay(Duration.ofMillis(300)),
    Misbehavior.status(404),
  };

  private static final Report REPORT = new Report("kills.txt");

  @TempDir Path temp;

  private final ChatSpace space = ChatSpace.builder().unlimitedRate().start();
  private final FaultyLink link = new FaultyLink(space.port());
  private final Random random = new Random(Long.getLong("soak.seed", 1));
  private final Set<String> ledger = new HashSet<>();
  private final List<Process> children = new ArrayList<>();
  private Path spool;
  private int kills;

  @BeforeEach
  void spoolOnTheDiskOfThisMachine() {
    spool = temp;
  }

  @AfterEach
  void close() {
    children.forEach(Process::destroyForcibly);
    link.close();
    space.close();
  }

  @AfterAll
  static void report() throws IOException {
    REPORT.close();
  }

  @Test
  void eventsKeptWhileTheEndpointWasDown_areDeliveredOnce() throws Exception {
    while (kills < KILLS) {
      link.be(FaultyLink.Manner.REFUSE);
      for (int i = 0; i < KILLS_OF_A_ROUND && kills < KILLS; i++) {
        killOne(host(), 1);
      }
      link.be(FaultyLink.Manner.OPEN);
      assertDelivered("endpoint down");
    }
  }

  @Test
  void eventsKeptByTwoProcessesDuringRandomFailures_areDeliveredOnce() throws Exception {
    while (kills < KILLS) {
      for (int i = 0; i < KILLS_OF_A_ROUND && kills < KILLS; i += 2) {
        Child first = new Child(host(), 1);
        Child second = new Child(host(), 1);
        for (int fault = random.nextInt(3); fault >= 0; fault--) {
          space.answerWith(1 + random.nextInt(3), FAULTS[random.nextInt(FAULTS.length)]);
          TimeUnit.MILLISECONDS.sleep(random.nextInt(LATEST_KILL_MILLIS));
        }
        first.kill();
        second.kill();
      }
      space.answerNormally();
      assertDelivered("endpoint failing at random, two at a time");
    }
  }

  @Test
  void eventsThatFitOnAFillingDisk_areDeliveredOnce() throws Exception {
    try (SmallDisk disk = SmallDisk.create(SMALL_KIBIBYTES)) {
      assumeTrue(disk.isSmall(), "a small disk can be mounted, which is for root alone");
      spool = disk.path().resolve("spool");
      int inMemory = 0;
      while (kills < KILLS) {
        link.be(FaultyLink.Manner.REFUSE);
        Set<String> durable = new HashSet<>(ledger);
        for (int i = 0; i < KILLS_OF_A_ROUND && kills < KILLS; i++) {
          killOne(host(), MORE_THAN_FIT);
        }
        durable.addAll(keptOnDisk());
        int logged = ledger.size();
        ledger.retainAll(durable);
        inMemory += logged - ledger.size();
        link.be(FaultyLink.Manner.OPEN);
        assertDelivered(
            "disk full, " + inMemory + " that were in memory alone died with their JVM");
      }
      assertThat(inMemory).as("events that found no room").isPositive();
    }
  }

  private Set<String> keptOnDisk() throws IOException {
    Set<String> kept = new HashSet<>();
    for (Path entry : new SpoolDir(spool).entries()) {
      Matcher matcher = TOLD.matcher(Files.readString(entry));
      while (matcher.find()) {
        kept.add(matcher.group());
      }
    }
    return kept;
  }

  private void killOne(String host, int events) throws Exception {
    Child child = new Child(host, events);
    TimeUnit.MILLISECONDS.sleep(random.nextInt(LATEST_KILL_MILLIS));
    child.kill();
  }

  /** Lets a successor deliver the events left behind, and compares the space with the ledger. */
  private void assertDelivered(String how) throws Exception {
    SoakHost successor = host().equals("log4j2") ? new Log4jSoakHost() : new LogbackSoakHost();
    SpoolDir left = new SpoolDir(spool);
    try (successor) {
      // the successor adopts the files left behind at its start, as far as there is room
      successor.configure(Map.of("chat", CriticalMain.settings(webhook(), spool.toString())));
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(left.entries()).isEmpty());
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(left.messages()).isEmpty());
    }
    Map<String, Integer> told = told();
    Set<String> missing = new HashSet<>(ledger);
    missing.removeAll(told.keySet());
    assertThat(missing).as("kept, and not delivered").isEmpty();
    told.values().removeIf(times -> times == 1);
    assertThat(told).as("delivered more than once").isEmpty();
    assertThat(left.setAside()).isEmpty();
    assertThat(left.senders()).isEmpty();
    REPORT.say(
        String.format(
            "%s: %d kills, %,d critical events kept by their calls, all delivered once, in %,d messages of %,d requests",
            how, kills, ledger.size(), space.messages().size(), space.arrivals().size()));
  }

  private Map<String, Integer> told() {
    Map<String, Integer> told = new TreeMap<>();
    for (ChatMessage message : space.messages()) {
      Matcher matcher = TOLD.matcher(message.text());
      while (matcher.find()) {
        told.merge(matcher.group(), 1, Integer::sum);
      }
    }
    return told;
  }

  private String host() {
    return random.nextBoolean() ? "log4j2" : "logback";
  }

  private String webhook() {
    return space.webhookUrl().replace(":" + space.port() + "/", ":" + link.port() + "/");
  }

  /** A JVM that logs, and a reader of its ledger. */
  private final class Child {

    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();
    private final CountDownLatch begun;

    /** Starts a JVM, and waits until it has logged the given number of events. */
    Child(String host, int events) throws Exception {
      kills++;
      begun = new CountDownLatch(events);
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  CriticalMain.class.getName(),
                  host,
                  "c" + kills,
                  webhook(),
                  spool.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      children.add(process);
      reader = new Thread(this::read, "ledger");
      reader.start();
      assertThat(begun.await(60, TimeUnit.SECONDS)).as("the child logs").isTrue();
    }

    private void read() {
      try (BufferedReader in =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = in.readLine(); line != null; line = in.readLine()) {
          lines.add(line);
          begun.countDown();
        }
      } catch (IOException e) {
        // killed
      }
    }

    /** Sends SIGKILL; the lines printed until then are the ledger. */
    void kill() throws InterruptedException {
      process.destroyForcibly();
      process.waitFor();
      reader.join();
      lines.stream().filter(line -> TOLD.matcher(line).matches()).forEach(ledger::add);
    }
  }
}

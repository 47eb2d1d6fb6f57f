/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.spool.Disk;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.SpoolDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that critical events are delivered under all circumstances. */
class CriticalTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @TempDir Path temp;
  private Path base;
  private SpoolDir spool;
  private LoopRig rig;

  @BeforeEach
  void start() {
    base = temp.resolve("spool");
    spool = new SpoolDir(base);
    rig = new LoopRig(settings());
  }

  private Settings settings() {
    return LoopRig.grouped().set(Setting.SPOOL_DIRECTORY, base.toString());
  }

  private LoopRig successor() {
    spool.killSenders();
    return new LoopRig(settings());
  }

  @Test
  void entry_isOnDiskBeforeAppendReturns_untilItIsDelivered() {
    rig.critical("boom");

    assertThat(spool.entries()).hasSize(1);
    rig.run(MINUTE);

    assertThat(rig.texts())
        .containsExactly(
            "🔴 *ERROR critical* shop — boom in `A`\n"
                + "`c.acme.A` · thread `exec-1` · 12:00:00Z · id `"
                + id(0)
                + "`");
    assertThat(rig.postMillis()).containsExactly(0L);
    assertThat(spool.entries()).isEmpty();
    assertThat(spool.messages()).isEmpty();
    rig.assertAccounts(1, 0);
  }

  @Test
  void message_isOnDiskBeforeItIsPosted_withoutSecrets() throws IOException {
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(5)));
    rig.critical("boom password=hunter2");
    rig.runUntilMillis(2_000);

    Path message = spool.messages().get(0);
    String entry = Files.readString(spool.entries().get(0));

    assertThat(Files.readString(message))
        .contains(rig.post(0).requestId())
        .contains(spool.entries().get(0).getFileName().toString())
        .doesNotContain("hunter2", "key-of-tests", "token-of-tests");
    assertThat(entry)
        .startsWith("google-chat-appender entry 1 crc32c ")
        .contains("\"message\" : \"boom password=[redacted]\"")
        .doesNotContain("hunter2");
    rig.run(MINUTE);
    assertThat(spool.messages()).isEmpty();
  }

  @Test
  void usersRules_applyToTheFiles() throws IOException {
    rig = new LoopRig(settings().addRedact("order (\\d+)"));
    rig.critical("order 4711 lost");

    assertThat(Files.readString(spool.entries().get(0)))
        .contains("order [redacted] lost")
        .doesNotContain("4711");
  }

  @Test
  void criticalEvents_arePostedFirst_equalOnesWithTheirCount() {
    for (int i = 0; i < 3; i++) {
      rig.append("com.acme.B", "ordinary");
    }
    rig.critical("order 1 lost");
    rig.critical("order 2 lost");
    rig.critical("order 1 lost");
    assertThat(spool.entries()).hasSize(3);

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.post(0).text())
        .startsWith(
            "🔴 *ERROR critical* shop — order 1 lost in `A`\n`c.acme.A` · thread `exec-1` · ×2 · ")
        .endsWith("\n\n🔴 *ERROR critical* shop — order 2 lost in `A`");
    assertThat(rig.post(1).text()).contains("ordinary");
    assertThat(rig.post(0).threadKey()).endsWith(":2026-03-01").contains(id(0));
    assertThat(spool.entries()).isEmpty();
    rig.assertAccounts(6, 0);
  }

  @Test
  void stackOfAProblem_isShownOncePerMessage() {
    IllegalStateException thrown = new IllegalStateException("root");
    for (int i = 1; i <= 3; i++) {
      rig.append(
          FakeEvent.error("step " + i)
              .logger("com.acme.A")
              .marker("CRITICAL")
              .timeMillis(rig.clock.instant().toEpochMilli())
              .thrown(thrown));
    }

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.post(0).text()).contains("step 2", "step 3");
    assertThat(rig.post(0).text().split("```", -1)).hasSize(3);
    rig.assertAccounts(3, 0);
  }

  @Test
  void criticalLevel_makesEventsCritical() {
    rig = new LoopRig(settings().set(Setting.CRITICAL_LEVEL, "FATAL"));
    rig.append(FakeEvent.of(Severity.FATAL, "down").logger("com.acme.A"));
    rig.append(FakeEvent.of(Severity.ERROR, "bad").logger("com.acme.A"));

    assertThat(spool.entries()).hasSize(1);
    rig.run(MINUTE);
    assertThat(rig.post(0).text()).startsWith("🔥 *FATAL critical* shop — down");
    assertThat(rig.post(1).text()).startsWith("🔴 *ERROR* shop — bad");
  }

  @Test
  void criticalMarker_canBeRenamed() {
    rig = new LoopRig(settings().set(Setting.CRITICAL_MARKER, "AUDIT"));
    rig.critical("not any more");
    rig.append(FakeEvent.error("audit").logger("com.acme.A").marker("AUDIT"));

    assertThat(spool.entries()).hasSize(1);
  }

  @Test
  void fullQueue_doesNotAffectCriticalEvents() {
    rig = new LoopRig(settings().set(Setting.GROUP_BY, "none").set(Setting.QUEUE_CAPACITY, "16"));
    rig.appendMany(100, "ordinary");

    rig.critical("boom");
    rig.run(MINUTE);

    assertThat(rig.post(0).text()).startsWith("🔴 *ERROR critical* shop — boom");
    rig.assertAccounts(17, 84);
  }

  @Test
  void body_keepsItsRequestIdThroughALongOutage() {
    rig.transport.next(40, Reply.status(503));
    rig.critical("boom");

    rig.run(HOUR);

    assertThat(rig.posts()).hasSize(41);
    assertThat(rig.posts().stream().map(SentPost::requestId).distinct()).hasSize(1);
    assertThat(rig.posts().stream().map(post -> post.body).distinct()).hasSize(1);
    assertThat(spool.entries()).isEmpty();
    rig.assertAccounts(1, 0);
  }

  @Test
  void probesOfABrokenWebhook_carryTheCriticalEvent() {
    rig.transport.next(3, Reply.status(403));
    rig.append("com.acme.B", "ordinary");
    rig.critical("boom");

    rig.run(HOUR);

    assertThat(rig.postMillis().subList(0, 4))
        .containsExactly(0L, 600_000L, 1_200_000L, 1_800_000L);
    assertThat(rig.posts().stream().limit(4).map(SentPost::requestId).distinct()).hasSize(1);
    assertThat(rig.post(4).text()).contains("ordinary");
    rig.assertAccounts(2, 0);
  }

  @Test
  void refusedMessage_isPostedInASimplerFormWithANewId() {
    rig.transport.next(Reply.status(400));
    rig.critical("boom");

    rig.run(MINUTE);

    assertThat(rig.post(1).text()).isEqualTo("🔴 *ERROR critical* shop — boom in `A`");
    assertThat(rig.post(1).requestId()).isNotEqualTo(rig.post(0).requestId());
    assertThat(spool.entries()).isEmpty();
    assertThat(spool.messages()).isEmpty();
    rig.assertAccounts(1, 0);
  }

  @Test
  void messageRefusedAsLineOne_isSetAside() {
    rig.transport.next(2, Reply.status(400));
    rig.critical("boom");

    rig.run(MINUTE);

    assertThat(spool.entries()).isEmpty();
    assertThat(spool.setAside()).hasSize(2);
    assertThat(rig.told("warn").stream().filter(line -> line.contains("set-aside"))).hasSize(2);
    assertThat(rig.stats().dropped(DropReason.REJECTED)).isEqualTo(1);
    rig.assertAccounts(0, 1);
  }

  @Test
  void missingThread_isOpenedAgain() {
    rig = new LoopRig(settings().set(Setting.REPLY_OPTION, "fail"));
    rig.critical("boom");
    rig.run(MINUTE);
    rig.transport.next(Reply.error(404, "NOT_FOUND", "thread"));

    rig.critical("boom");
    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(1).replyOption()).isEqualTo("REPLY_MESSAGE_OR_FAIL");
    assertThat(rig.post(2).replyOption()).isEqualTo("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
    assertThat(rig.post(2).requestId()).isNotEqualTo(rig.post(1).requestId());
    rig.assertAccounts(2, 0);
  }

  @Test
  void eventsOfAKilledProcess_arePostedFirstWithTheirTimes() {
    rig.critical("order 1 lost");
    rig.ticker.advance(Duration.ofMillis(500).toNanos());
    rig.critical("order 2 lost");

    LoopRig next = successor();
    next.leftBehind(2);
    next.append("com.acme.B", "new");
    next.run(MINUTE);

    assertThat(next.postMillis().get(0)).isZero();
    assertThat(next.post(0).text())
        .startsWith(
            "🔴 *ERROR critical* shop — order 1 lost in `A` · happened at 2026-03-01 12:00:00Z\n")
        .endsWith(
            "🔴 *ERROR critical* shop — order 2 lost in `A` · happened at 2026-03-01 12:00:00Z");
    assertThat(next.told("info")).contains("found 2 critical events of ended processes in " + base);
    assertThat(spool.entries()).isEmpty();
    assertThat(spool.senders()).isEmpty();
    next.assertAccounts(3, 0);
  }

  @Test
  void unansweredMessage_isPostedAgainByteForByte() {
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(5)));
    rig.critical("order 1 lost");
    rig.critical("order 2 lost");
    rig.runUntilMillis(2_000);
    rig.critical("order 3 lost");

    LoopRig next = successor();
    next.leftBehind(3);
    next.run(MINUTE);

    assertThat(next.posts()).hasSize(2);
    assertThat(next.post(0).requestId()).isEqualTo(rig.post(0).requestId());
    assertThat(next.post(0).body).isEqualTo(rig.post(0).body);
    assertThat(next.post(1).text()).contains("order 3 lost").doesNotContain("order 1", "order 2");
    assertThat(spool.senders()).isEmpty();
    next.assertAccounts(3, 0);
  }

  @Test
  void messageWithoutItsEntries_isStillPostedAgain() throws IOException {
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(5)));
    rig.critical("boom");
    rig.runUntilMillis(2_000);
    Files.delete(spool.entries().get(0));

    LoopRig next = successor();
    next.run(MINUTE);

    assertThat(next.posts()).hasSize(1);
    assertThat(next.post(0).requestId()).isEqualTo(rig.post(0).requestId());
    assertThat(spool.senders()).isEmpty();
    next.assertAccounts(0, 0);
  }

  @Test
  void refusedRestoredMessage_isPostedInASimplerForm() {
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(5)));
    rig.critical("boom");
    rig.runUntilMillis(2_000);

    LoopRig next = successor();
    next.leftBehind(1);
    next.transport.next(Reply.status(400));
    next.run(MINUTE);

    assertThat(next.post(1).text())
        .isEqualTo("🔴 *ERROR critical* shop — boom in `A` · happened at 2026-03-01 12:00:00Z");
    assertThat(spool.senders()).isEmpty();
    next.assertAccounts(1, 0);
  }

  @Test
  void damagedForeignAndNewerFiles_areSetAsideAndReported() throws IOException {
    for (int i = 1; i <= 4; i++) {
      rig.critical("order " + i + " lost");
    }
    List<Path> entries = spool.entries();
    String text = Files.readString(entries.get(0));
    Files.writeString(entries.get(0), text.replace("order 1", "order 9"));
    Files.writeString(
        entries.get(1), Files.readString(entries.get(1)).replace("entry 1", "entry 2"));
    Files.writeString(entries.get(2), "");
    Files.writeString(entries.get(0).resolveSibling("notes.txt"), "mine");
    Files.writeString(entries.get(0).resolveSibling("000000009-x.entry.tmp"), "half");

    LoopRig next = successor();
    next.leftBehind(1);
    next.run(MINUTE);

    assertThat(next.posts()).hasSize(1);
    assertThat(next.post(0).text()).contains("order 4 lost");
    assertThat(next.told("warn").stream().map(line -> line.replaceAll("; it was.*", "")))
        .containsExactly(
            "a spool file is damaged: its checksum is wrong",
            "a spool file has version 2, which this release cannot read",
            "a spool file has no valid header",
            "a spool file was not written by this appender");
    assertThat(spool.setAside()).hasSize(4);
    assertThat(spool.senders()).isEmpty();
    next.assertAccounts(1, 0);
  }

  @Test
  void eventsForAnotherSpace_areLeftAlone() {
    rig.critical("boom");
    spool.killSenders();

    LoopRig next =
        new LoopRig(settings().set(Setting.WEBHOOK_URL, LoopRig.ADDRESS.replace("/AAA/", "/BBB/")));
    next.run(HOUR);
    next.run(HOUR);

    assertThat(next.posts()).isEmpty();
    assertThat(spool.entries()).hasSize(1);
    assertThat(next.told("info").stream().filter(line -> line.contains("for another space")))
        .hasSize(1);
  }

  @Test
  void movedWebhook_receivesTheKeptEvents() {
    rig.transport.next(50, Reply.status(404));
    rig.critical("boom");
    rig.run(MINUTE);
    Settings moved = settings().set(Setting.WEBHOOK_URL, LoopRig.ADDRESS.replace("/AAA/", "/BBB/"));
    rig.reconfigure(moved);
    rig.run(Duration.ZERO);
    spool.killSenders();

    LoopRig next = new LoopRig(moved);
    next.leftBehind(1);
    next.run(MINUTE);

    assertThat(next.posts()).hasSize(1);
  }

  @Test
  void undeliverableMessage_doesNotDelayNewSettings() {
    rig.transport.next(1, Reply.status(404));
    rig.append("com.acme.B", "ordinary");
    rig.critical("boom");
    rig.run(MINUTE);

    rig.reconfigure(
        settings()
            .set(Setting.GROUP_BY, "none")
            .set(Setting.WEBHOOK_URL, LoopRig.ADDRESS.replace("t0", "t1") + "&x=y"));
    rig.run(MINUTE);

    assertThat(rig.texts()).hasSize(3);
    assertThat(
            rig.posts().stream()
                .filter(post -> post.text().contains("boom"))
                .map(SentPost::requestId)
                .distinct())
        .hasSize(1);
    assertThat(spool.entries()).isEmpty();
    rig.assertAccounts(2, 0);
  }

  @Test
  void deadSiblingsEvents_areAdoptedWithinTheHour() {
    LoopRig sibling = new LoopRig(settings());
    sibling.run(MINUTE);
    rig.critical("boom");
    spool.killSenders();
    sibling.leftBehind(1);

    sibling.run(HOUR);

    assertThat(sibling.posts()).hasSize(1);
    sibling.assertAccounts(1, 0);
  }

  @Test
  void livingSibling_keepsItsEvents() {
    rig.critical("boom");

    LoopRig sibling = new LoopRig(settings());
    sibling.run(HOUR);

    assertThat(sibling.posts()).isEmpty();
    assertThat(spool.entries()).hasSize(1);
    rig.run(MINUTE);
    rig.assertAccounts(1, 0);
  }

  @Test
  void fullDisk_keepsEventsInMemoryAndIsReportedOnce() {
    FillableDisk disk = new FillableDisk();
    rig = new LoopRig(settings(), new LoopRig.Around().disk(disk));
    rig.critical("before");
    disk.full = true;
    rig.critical("meanwhile 1");
    rig.critical("meanwhile 2");
    disk.full = false;
    rig.critical("after");

    assertThat(spool.entries()).hasSize(2);
    rig.run(MINUTE);

    assertThat(String.join("\n", rig.texts()))
        .contains("before", "meanwhile 1", "meanwhile 2", "after");
    assertThat(rig.told("alert"))
        .containsExactly(
            "spoolDirectory "
                + base
                + " does not work; critical events that cannot be written are kept in memory only:"
                + " java.io.IOException: No space left on device");
    assertThat(rig.told("info")).contains("spoolDirectory " + base + " works again");
    assertThat(spool.entries()).isEmpty();
    rig.assertAccounts(4, 0);
  }

  @Test
  void deletedDirectory_isCreatedAgain() throws IOException {
    rig.critical("order 1 lost");
    for (Path file : spool.files("")) {
      Files.delete(file);
    }
    Files.delete(spool.senders().get(0));
    rig.critical("order 2 lost");
    rig.run(Duration.ofSeconds(20));

    rig.critical("order 3 lost");

    assertThat(spool.entries()).hasSize(1);
    rig.run(MINUTE);
    rig.assertAccounts(3, 0);
  }

  @Test
  void pathThatIsNoDirectory_isReportedAndNothingIsLost() throws IOException {
    Files.writeString(base, "a file");
    rig.critical("boom");
    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(1);
    assertThat(rig.told("alert")).hasSize(1);
    rig.assertAccounts(1, 0);
  }

  @Test
  void storm_fillsDiskThenMemoryAndCountsTheRest() {
    for (int i = 0; i < 10_000; i++) {
      rig.critical("boom");
    }

    assertThat(spool.entries()).hasSize(1_000);
    rig.run(HOUR);

    assertThat(rig.stats().dropped(DropReason.SPOOL_FULL)).isEqualTo(10_000 - 2_024);
    assertThat(String.join("\n", rig.texts())).contains("×1,000", "×1,024", "spool full");
    assertThat(spool.entries()).isEmpty();
    rig.assertAccounts(2_024, 10_000 - 2_024);
  }

  @Test
  void stormOfDifferentTexts_isPostedCompletely() {
    List<String> texts =
        IntStream.range(0, 200).mapToObj(i -> "order " + i + " lost").collect(Collectors.toList());
    texts.forEach(rig::critical);

    rig.run(HOUR);

    assertThat(String.join("\n", rig.texts())).contains(texts);
    assertThat(rig.posts().size()).isLessThan(20);
    rig.assertAccounts(200, 0);
  }

  @Test
  void everyThirdMessage_isForOtherNotices() {
    rig = new LoopRig(settings().set(Setting.THREAD_BY, "logger"));
    for (int i = 0; i < 4; i++) {
      rig.append(FakeEvent.error("critical").logger("com.acme.C" + i).marker("CRITICAL"));
      rig.append("com.acme.O" + i, "ordinary");
    }

    rig.run(MINUTE);

    assertThat(rig.texts().stream().map(text -> text.contains("critical*")))
        .startsWith(true, true, false, true, true);
    rig.assertAccounts(8, 0);
  }

  @Test
  void criticalEventsWithoutRoom_arePostedAsALossWithTheNextMessages() {
    rig = new LoopRig(settings().set(Setting.SPOOL_DIRECTORY, ""));
    for (int i = 0; i < 1_500; i++) {
      rig.critical("boom " + i);
    }

    rig.run(HOUR);

    long lost = rig.stats().dropped(DropReason.SPOOL_FULL);
    assertThat(lost).isPositive();
    assertThat(rig.texts())
        .filteredOn(text -> text.contains(" events not shown: "))
        .singleElement()
        .asString()
        .contains("mostly from `c.acme.A`");
    rig.assertAccounts(1_500 - lost, lost);
  }

  @Test
  void losses_arePostedWhileManyCriticalMessagesWait() {
    rig = new LoopRig(settings().set(Setting.SPOOL_DIRECTORY, "").set(Setting.THREAD_BY, "logger"));
    for (int i = 0; i < 1_500; i++) {
      rig.append(FakeEvent.error("boom").logger("com.acme.C" + i).marker("CRITICAL"));
    }

    rig.run(MINUTE);

    assertThat(rig.texts()).anyMatch(text -> text.contains(" events not shown: "));
  }

  @Test
  void unreadableLeftFiles_delayNoOthers() throws IOException {
    rig.transport.thenAlways(Reply.status(503));
    for (int i = 0; i < 4; i++) {
      rig.critical("boom " + i);
    }
    spool.killSenders();
    List<Path> entries = spool.entries();
    Files.delete(entries.get(0));
    Files.createSymbolicLink(entries.get(0), Path.of("nowhere"));
    Files.delete(entries.get(1));
    Files.createDirectory(entries.get(1));
    LoopRig next = new LoopRig(settings());
    next.leftBehind(2);

    next.run(MINUTE);

    assertThat(String.join("\n", next.texts())).contains("boom");
    assertThat(next.stats().reported()).isEqualTo(2);
  }

  @Test
  void eventsKeptForOverAWeek_expire() {
    rig.transport.thenAlways(Reply.status(404));
    rig.critical("first");
    rig.run(MINUTE);
    rig.critical("second");
    rig.run(Duration.ofDays(7).plus(HOUR));

    assertThat(spool.entries()).hasSize(1); // the message that was posted is kept
    assertThat(rig.stats().dropped(DropReason.SPOOL_EXPIRED)).isEqualTo(1);
    rig.assertAccounts(0, 1);
  }

  @Test
  void eventsUndeliveredAtClose_stayOnDiskAndAreReported() {
    rig.transport.thenAlways(Reply.status(503));
    rig.critical("boom");
    rig.run(MINUTE);
    rig.critical("bang");

    rig.close(Duration.ofSeconds(3));
    rig.run(MINUTE);

    assertThat(rig.told("warn"))
        .contains("2 critical events are not delivered yet; kept for the next start in " + base);
    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(2);
    assertThat(spool.senders().get(0).getFileName().toString()).startsWith("0-0-");

    LoopRig next = new LoopRig(settings());
    next.leftBehind(2);
    next.run(MINUTE);
    assertThat(next.posts()).hasSize(2);
    next.assertAccounts(2, 0);
    assertThat(spool.senders()).isEmpty();
  }

  @Test
  void eventsWithoutASpool_areLostAtClose() {
    rig = new LoopRig(LoopRig.grouped());
    rig.transport.thenAlways(Reply.status(503));
    rig.critical("boom");
    rig.run(MINUTE);

    rig.close(Duration.ofSeconds(3));
    rig.run(MINUTE);

    assertThat(rig.stats().dropped(DropReason.CLOSED)).isEqualTo(1);
    assertThat(base).doesNotExist();
  }

  @Test
  void finalFlush_postsCriticalEventsFirst() {
    rig.append("com.acme.B", "ordinary");
    rig.critical("boom");

    rig.close(Duration.ofSeconds(10));
    rig.run(MINUTE);

    assertThat(rig.texts()).hasSize(2);
    assertThat(rig.post(0).text()).contains("boom");
    assertThat(rig.post(1).text()).contains("ordinary");
    assertThat(spool.senders()).isEmpty();
    rig.assertAccounts(2, 0);
  }

  @Test
  void interruptedThread_keepsItsEventsAndFlag() {
    rig = new LoopRig(settings().set(Setting.SPOOL_SYNC, "true"));
    Thread.currentThread().interrupt();
    rig.critical("order 1 lost");
    rig.critical("order 2 lost");

    assertThat(Thread.interrupted()).isTrue();
    assertThat(spool.entries()).hasSize(2);
    assertThat(rig.told("warn")).isEmpty();
  }

  @Test
  void spoolSync_forcesWritesToTheDevice() {
    List<Boolean> asked = new ArrayList<>();
    Disk disk =
        (file, content, sync) -> {
          asked.add(sync);
          Disk.real().write(file, content, sync);
        };
    LoopRig synced =
        new LoopRig(settings().set(Setting.SPOOL_SYNC, "true"), new LoopRig.Around().disk(disk));
    synced.critical("boom");
    assertThat(asked).containsExactly(false, true); // the space's name, and the entry

    rig = new LoopRig(settings(), new LoopRig.Around().disk(disk));
    rig.critical("boom");
    assertThat(asked).containsExactly(false, true, false, false);
  }

  @Test
  void onlyTheOwner_canReadTheSpool() throws IOException {
    rig.critical("boom");

    Path entry = spool.entries().get(0);
    assertThat(Files.getPosixFilePermissions(entry)).hasSize(2);
    assertThat(Files.getPosixFilePermissions(entry.getParent())).hasSize(3);
    assertThat(Files.getPosixFilePermissions(base)).hasSize(3);
    assertThat(Files.getPosixFilePermissions(entry.resolveSibling("lock"))).hasSize(2);
  }

  @Test
  void dryRun_leavesTheSpoolAlone() {
    rig.critical("boom");
    spool.killSenders();

    LoopRig dry = new LoopRig(settings().set(Setting.DRY_RUN, "true"));
    dry.critical("dry");
    dry.run(HOUR);

    assertThat(dry.posts()).hasSize(1);
    assertThat(spool.entries()).hasSize(1);
  }

  @Test
  void sameDirectoryUnderOtherSettings_isTheSameSpool() {
    for (int i = 0; i < 1_100; i++) {
      if (i % 10 == 0) {
        rig.reconfigure(settings().set(Setting.SPOOL_SYNC, i % 20 == 0 ? "true" : "false"));
        rig.run(Duration.ZERO);
      }
      rig.critical("boom " + i);
      assertThat(spool.entries()).as("event %d", i).hasSize(1);
      rig.run(MINUTE);
    }

    rig.assertAccounts(1_100, 0);
  }

  @Test
  void abandonedDirectory_isEmptiedAndNoLongerWritten() {
    Path other = temp.resolve("other");
    rig.transport.next(3, Reply.status(503));
    rig.critical("order 1 lost");
    rig.reconfigure(settings().set(Setting.SPOOL_DIRECTORY, other.toString()));
    rig.run(Duration.ZERO);
    rig.critical("order 2 lost");
    assertThat(new SpoolDir(other).entries()).hasSize(1);
    rig.reconfigure(LoopRig.grouped());
    rig.run(Duration.ZERO);
    rig.reconfigure(LoopRig.grouped().set(Setting.STACK_LINES, "3"));
    rig.run(Duration.ZERO);
    rig.critical("order 3 lost");
    assertThat(new SpoolDir(other).entries()).hasSize(1);
    assertThat(spool.entries()).hasSize(1);

    rig.run(HOUR);

    assertThat(spool.entries()).isEmpty();
    assertThat(new SpoolDir(other).entries()).isEmpty();
    rig.assertAccounts(3, 0);
  }

  @Test
  void fullPreviousSpool_doesNotMakeTheLoopSpin() {
    rig.transport.thenAlways(Reply.status(503));
    for (int i = 0; i < 1_000; i++) {
      rig.critical("boom " + i);
    }
    rig.run(MINUTE);
    LoopRig sibling = new LoopRig(settings());
    sibling.critical("of a sibling");
    rig.reconfigure(settings().set(Setting.SPOOL_DIRECTORY, temp.resolve("other").toString()));

    rig.run(HOUR);

    assertThat(rig.stats().pending()).isEqualTo(1_000);
  }

  @Test
  void dryRunThatBegins_leavesFilesToSuccessors() {
    rig.transport.thenAlways(Reply.status(503));
    rig.critical("boom");
    rig.run(MINUTE);
    rig.critical("bang");
    rig.transport.thenAlways(Reply.ok());
    int posts = rig.posts().size();

    rig.reconfigure(settings().set(Setting.DRY_RUN, "true"));
    rig.run(HOUR);

    assertThat(rig.posts().stream().skip(posts).filter(post -> !post.text().startsWith("⚠️")))
        .isEmpty();
    assertThat(spool.entries()).hasSize(2);
    rig.assertAccounts(0, 2);
  }

  @Test
  void bodyNeverAccepted_doesNotDelayOthers() {
    rig.transport.thenAlways(body -> body.contains("poison") ? Reply.status(500) : Reply.ok());
    rig.critical("poison");
    rig.run(MINUTE);
    rig.critical("order 1 lost");
    rig.append("com.acme.B", "ordinary");

    rig.run(HOUR);

    assertThat(rig.posts().stream().filter(SentPost::isDelivered).map(SentPost::text))
        .anyMatch(text -> text.contains("order 1 lost"))
        .anyMatch(text -> text.contains("ordinary"));
    assertThat(rig.posts().stream().filter(post -> post.text().contains("poison")))
        .extracting(SentPost::requestId)
        .containsOnly(rig.post(0).requestId());
  }

  @Test
  void defect_losesNoCriticalMessage() {
    rig.transport.next(Reply.throwing(new IllegalStateException("defect")));
    rig.critical("boom");

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.post(1).requestId()).isEqualTo(rig.post(0).requestId());
    rig.assertAccounts(1, 0);
  }

  @Test
  void restoredMessageWithAMissingThread_isPostedUnchanged() {
    rig = new LoopRig(settings().set(Setting.REPLY_OPTION, "fail"));
    rig.critical("boom");
    rig.run(MINUTE);
    rig.transport.next(Reply.ok().after(Duration.ofSeconds(5)));
    for (int i = 0; i < 100; i++) {
      rig.critical("boom");
    }
    rig.run(Duration.ofMillis(1_500));

    LoopRig next = successor();
    next.leftBehind(100);
    next.transport.next(Reply.error(404, "NOT_FOUND", "thread"));
    next.run(MINUTE);

    assertThat(next.posts()).hasSize(2);
    assertThat(next.post(1).body).isEqualTo(next.post(0).body);
    assertThat(next.post(1).requestId()).isNotEqualTo(next.post(0).requestId());
    next.assertAccounts(100, 0);
    assertThat(spool.senders()).isEmpty();
  }

  @Test
  void losses_areReportedByOrdinaryMessages() {
    rig = new LoopRig(settings().set(Setting.QUEUE_CAPACITY, "16").set(Setting.GROUP_BY, "none"));
    rig.transport.next(Reply.status(503));
    rig.appendMany(56, "ordinary");
    rig.critical("boom");

    rig.run(HOUR);

    assertThat(rig.texts().stream().filter(text -> text.contains("⚠️"))).hasSize(1);
    assertThat(rig.post(0).text()).contains("boom").doesNotContain("⚠️");
  }

  @Test
  void expiry_usesTheNewestEqualEventAndNotTheWallClock() {
    rig.transport.thenAlways(Reply.status(404));
    rig.critical("first");
    rig.run(MINUTE);
    rig.critical("boom");
    rig.run(Duration.ofDays(6));
    rig.clock.jump(Duration.ofDays(30));
    rig.critical("boom");
    rig.run(Duration.ofDays(2));
    rig.transport.thenAlways(Reply.ok());

    rig.run(HOUR);

    assertThat(rig.post(rig.posts().size() - 1).text()).contains("boom").contains("×2");
    rig.assertAccounts(3, 0);
  }

  @Test
  void unreadableDirectory_doesNotDelayOthers() throws IOException {
    rig.critical("boom");
    spool.killSenders();
    Path unreadable = base.resolve("4194304-1-00000000-0000-0000-0000-000000000000");
    Files.createDirectories(unreadable.resolve("space"));
    Files.setLastModifiedTime(unreadable, java.nio.file.attribute.FileTime.fromMillis(0));

    LoopRig next = new LoopRig(settings());
    next.leftBehind(1);
    next.run(HOUR);

    assertThat(next.posts()).hasSize(1);
    assertThat(next.told("warn")).hasSize(1);
    next.assertAccounts(1, 0);
  }

  private String id(int post) {
    String key = rig.post(post).threadKey();
    return key.substring("gca:shop::".length(), "gca:shop::".length() + 8);
  }

  /** A disk that a test can fill. */
  private static final class FillableDisk implements Disk {

    private boolean full;

    @Override
    public void write(Path file, byte[] content, boolean sync) throws IOException {
      if (full) {
        throw new IOException("No space left on device");
      }
      Disk.real().write(file, content, sync);
    }
  }
}

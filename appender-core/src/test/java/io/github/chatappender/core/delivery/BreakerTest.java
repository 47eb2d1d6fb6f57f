/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.settings;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests a faulty webhook: which answers open the breaker, pass it and close it. */
class BreakerTest {

  private static final Reply FORBIDDEN = Reply.error(403, "PERMISSION_DENIED", "Bad token");
  private static final String MAKE_A_NEW_ONE =
      ": the token in the address is wrong, or apps are turned off in the space; create a new"
          + " webhook";
  private static final String DELETED =
      ": the webhook or its space was deleted; create a new webhook";
  private static final Reply UNKNOWN = Reply.error(401, "UNAUTHENTICATED", "Who are you");
  private static final String FILE = "/run/secrets/webhook";
  private static final String NEW_ADDRESS = LoopRig.ADDRESS.replace("token-of", "new-token-of");
  private static final String SPACE = "chat.googleapis.com/spaces/AAA";

  static Stream<Arguments> webhookFaults() {
    return Stream.of(
        Arguments.of(
            Reply.errorWithReason(400, "INVALID_ARGUMENT", "Not valid", "API_KEY_INVALID"),
            "400 INVALID_ARGUMENT API_KEY_INVALID \"Not valid\": the key in the address is not"
                + " valid; copy the webhook's address again"),
        Arguments.of(FORBIDDEN, "403 PERMISSION_DENIED \"Bad token\"" + MAKE_A_NEW_ONE),
        Arguments.of(
            Reply.error(404, "NOT_FOUND", "No space"), "404 NOT_FOUND \"No space\"" + DELETED),
        Arguments.of(
            Reply.status(404, "<html><p>Not here</p></html>"), "404 \"Not here\"" + DELETED),
        Arguments.of(Reply.status(407), "407"),
        Arguments.of(Reply.status(405), "405"),
        Arguments.of(Reply.status(410), "410"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("webhookFaults")
  void webhookFault_isReportedOnceAndProbedEveryTenMinutes(Reply fault, String words) {
    LoopRig rig = new LoopRig();
    rig.transport.next(fault, fault);
    rig.append("first");
    rig.runUntilMillis(100_000);
    rig.append("second");
    rig.runUntilMillis(700_000);
    rig.append("third");
    DeliveryStats.State during = rig.stats().state();

    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 601_000L, 1_201_000L);
    assertThat(rig.post(1).text()).contains("second", "1 event not shown: retries exhausted");
    assertThat(rig.post(2).text())
        .contains("third", "2 events not shown: retries exhausted, mostly from `c.acme.A`");
    assertThat(during).isEqualTo(DeliveryStats.State.BROKEN);
    assertThat(rig.stats().state()).isEqualTo(DeliveryStats.State.OK);
    String line =
        "the webhook of " + SPACE + " does not work: " + words + "; retrying every 10 minutes";
    assertThat(rig.diagnostics.lines())
        .containsExactly(
            "fault: " + line,
            "alert: nothing was delivered for 10 min although messages are due; " + line,
            "alert: messages reach " + SPACE + " again after 2 failures");
    assertThat(rig.stats().dropped(DropReason.RETRIES_EXHAUSTED)).isEqualTo(2);
    rig.assertAccounts(1, 2);
  }

  @Test
  void openBreaker_stillAcceptsEvents() {
    LoopRig rig = new LoopRig(settings().set(Setting.QUEUE_CAPACITY, "16"));
    rig.transport.next(FORBIDDEN);
    rig.append("first");
    rig.runUntilMillis(2_000);
    rig.appendMany(16, "waiting");
    rig.runUntilMillis(3_000);
    rig.appendMany(20, "behind");

    rig.run(Duration.ofHours(1));

    assertThat(rig.post(1).millis()).isEqualTo(601_000L);
    assertThat(rig.post(1).text())
        .contains("waiting 1 ", "waiting 16 ")
        .contains(
            "21 events not shown: queue full ×20, retries exhausted ×1, mostly from `c.acme.A`");
    assertThat(rig.stats().dropped(DropReason.QUEUE_FULL)).isEqualTo(20);
    rig.assertAccounts(16, 21);
  }

  @Test
  void first401_isRetriedOnceBeforeTheBreakerOpens() {
    LoopRig rig = new LoopRig();
    rig.transport.next(UNKNOWN, UNKNOWN);
    rig.append("boom");

    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L, 602_500L);
    assertThat(rig.post(1).parameters).isEqualTo(rig.post(0).parameters);
    assertThat(rig.told("fault"))
        .containsExactly(
            "the webhook of chat.googleapis.com/spaces/AAA does not work:"
                + " 401 UNAUTHENTICATED \"Who are you\": the key or the token in the address is"
                + " wrong; copy the webhook's address again; retrying every 10 minutes");
    rig.assertAccounts(0, 1);
  }

  @Test
  void single401_opensNothing() {
    LoopRig rig = new LoopRig();
    rig.transport.next(UNKNOWN);
    rig.append("boom");

    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_500L);
    assertThat(rig.told("fault")).isEmpty();
    rig.assertAccounts(1, 0);
  }

  @Test
  void probeWith401_isNotRetried() {
    LoopRig rig = new LoopRig();
    rig.transport.next(FORBIDDEN, UNKNOWN);
    rig.append("first");
    rig.runUntilMillis(100_000);
    rig.append("second");
    rig.runUntilMillis(700_000);
    rig.append("third");

    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 601_000L, 1_201_000L);
    assertThat(rig.post(2).text()).contains("third").doesNotContain("second");
    assertThat(rig.told("fault")).hasSize(1);
    rig.assertAccounts(1, 2);
  }

  @Test
  void probeWithAPassingFailure_waitsForTheNextProbe() {
    LoopRig rig = new LoopRig();
    rig.transport.next(FORBIDDEN, Reply.status(503), Reply.never());
    rig.append("first");
    rig.runUntilMillis(100_000);
    rig.append("second");

    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 601_000L, 1_201_000L, 1_811_000L);
    assertThat(rig.post(2).text())
        .isEqualTo("⚠️ shop — 2 events not shown: retries exhausted, mostly from `c.acme.A`");
    assertThat(rig.told("fault")).hasSize(1);
    rig.assertAccounts(0, 2);
  }

  @Test
  void throttledProbe_waitsForTheNextProbe() {
    LoopRig rig = new LoopRig();
    rig.transport.next(FORBIDDEN, Reply.retryAfter(429, "20"));
    rig.append("first");
    rig.runUntilMillis(100_000);
    rig.append("second");

    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 601_000L, 1_201_000L);
    assertThat(rig.post(2).text())
        .isEqualTo("⚠️ shop — 2 events not shown: retries exhausted, mostly from `c.acme.A`");
    rig.assertAccounts(0, 2);
  }

  @Test
  void recovery_restoresNormalPosting() {
    LoopRig rig = new LoopRig();
    rig.transport.next(FORBIDDEN);
    rig.append("first");
    rig.runUntilMillis(650_000);
    rig.append("second");

    rig.run(Duration.ofMinutes(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 601_000L, 651_000L);
    assertThat(rig.told("alert"))
        .containsExactly("messages reach " + SPACE + " again after 1 failure");
    rig.assertAccounts(1, 1);
  }

  @Test
  void secondOpening_isReportedAgain() {
    LoopRig rig = new LoopRig();
    rig.transport.next(FORBIDDEN, Reply.ok(), FORBIDDEN);
    rig.append("first");
    rig.runUntilMillis(650_000);
    rig.append("second");

    rig.run(Duration.ofHours(1));

    assertThat(rig.told("fault")).hasSize(2);
    assertThat(rig.told("alert")).hasSize(2).allMatch(line -> line.startsWith("messages reach"));
  }

  @Test
  void probe_rereadsTheWebhookFile() {
    LoopRig rig =
        new LoopRig(
            settings().set(Setting.WEBHOOK_URL, null).set(Setting.WEBHOOK_URL_FILE, FILE),
            new LoopRig.Around().file(FILE, LoopRig.ADDRESS));
    rig.transport.next(FORBIDDEN);
    rig.append("first");
    rig.runUntilMillis(100_000);
    rig.facts.file(FILE, NEW_ADDRESS + "\n");

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts())
        .extracting(post -> post.address)
        .containsExactly(LoopRig.ADDRESS, NEW_ADDRESS);
    assertThat(rig.postMillis()).containsExactly(1_000L, 601_000L);
    assertThat(rig.told("info"))
        .containsExactly(
            "webhookUrlFile contains a new address, of chat.googleapis.com/spaces/AAA");
    assertThat(rig.diagnostics.lines()).noneMatch(line -> line.contains("token-of"));
  }

  @Test
  void theFileMayNameAnotherSpace() {
    String elsewhere = LoopRig.ADDRESS.replace("AAA", "BBB");
    LoopRig rig =
        new LoopRig(
            settings().set(Setting.WEBHOOK_URL, null).set(Setting.WEBHOOK_URL_FILE, FILE),
            new LoopRig.Around().file(FILE, LoopRig.ADDRESS));
    rig.transport.next(FORBIDDEN);
    rig.append("first");
    rig.runUntilMillis(2_000);
    rig.facts.file(FILE, elsewhere);

    rig.run(Duration.ofHours(1));

    assertThat(rig.post(1).address).isEqualTo(elsewhere);
    assertThat(rig.told("alert"))
        .containsExactly("messages reach chat.googleapis.com/spaces/BBB again after 1 failure");
  }

  @Test
  void unusableFile_leavesTheAddressUnchanged() {
    LoopRig rig =
        new LoopRig(
            settings().set(Setting.WEBHOOK_URL, null).set(Setting.WEBHOOK_URL_FILE, FILE),
            new LoopRig.Around().file(FILE, LoopRig.ADDRESS));
    rig.transport.next(FORBIDDEN, FORBIDDEN);
    rig.append("first");
    rig.runUntilMillis(2_000);
    rig.facts.file(FILE, "https://evil.example/v1/spaces/AAA/messages?key=k&token=secret-token");
    rig.runUntilMillis(700_000);
    rig.facts.brokenFile(FILE, new IOException("gone: " + LoopRig.ADDRESS));

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.posts()).extracting(post -> post.address).containsOnly(LoopRig.ADDRESS);
    assertThat(rig.told("alert").subList(0, 1))
        .containsExactly(
            "keeping the previous address: the address in webhookUrlFile must have a host from"
                + " allowedHosts, which are chat.googleapis.com");
    assertThat(rig.diagnostics.lines())
        .noneMatch(line -> line.contains("token-of") || line.contains("secret-token"));
  }

  @Test
  void missingFile_isReportedWithItsSetting() {
    LoopRig rig =
        new LoopRig(
            settings().set(Setting.WEBHOOK_URL, null).set(Setting.WEBHOOK_URL_FILE, FILE),
            new LoopRig.Around().file(FILE, LoopRig.ADDRESS));
    rig.transport.next(FORBIDDEN);
    rig.append("first");
    rig.runUntilMillis(2_000);
    rig.facts.brokenFile(FILE, new IOException("gone: " + LoopRig.ADDRESS));

    rig.run(Duration.ofHours(1));

    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.told("alert").subList(0, 1))
        .containsExactly(
            "webhookUrlFile could not be read again, keeping the previous address: IOException");
  }

  @Test
  void openBreaker_repeatsItsLineAtGrowingIntervals() {
    LoopRig rig = new LoopRig();
    rig.transport.thenAlways(FORBIDDEN);
    List<Long> minutes = new ArrayList<>();
    rig.afterEachStep(
        stats -> {
          if (rig.told("alert").size() > minutes.size()) {
            minutes.add(Duration.ofNanos(rig.ticker.elapsedNanos()).toMinutes());
          }
        });
    for (int hour = 0; hour < 5; hour++) {
      rig.append("boom");
      rig.run(Duration.ofHours(1));
    }

    assertThat(rig.told("fault")).hasSize(1);
    assertThat(minutes).containsExactly(10L, 20L, 30L, 40L, 60L, 100L, 160L, 220L, 280L);
  }

  @Test
  void newAddress_closesTheBreaker() {
    LoopRig rig = new LoopRig();
    rig.transport.next(FORBIDDEN);
    rig.append("first");
    rig.runUntilMillis(100_000);
    rig.append("second");
    rig.runUntilMillis(200_000);

    rig.reconfigure(settings().set(Setting.WEBHOOK_URL, NEW_ADDRESS));
    rig.run(Duration.ofMinutes(1));

    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.post(1).address).isEqualTo(NEW_ADDRESS);
    assertThat(rig.post(1).millis()).isBetween(200_000L, 201_000L);
    rig.assertAccounts(1, 1);
  }

  @Test
  void otherNewSettings_leaveTheBreakerOpen() {
    LoopRig rig = new LoopRig();
    rig.transport.next(FORBIDDEN);
    rig.append("first");
    rig.runUntilMillis(100_000);

    rig.reconfigure(settings().set(Setting.FIRST_WAIT, "0"));
    rig.append("second");
    rig.run(Duration.ofHours(1));

    assertThat(rig.postMillis()).containsExactly(1_000L, 601_000L);
  }
}

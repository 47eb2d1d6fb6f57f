/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static io.github.chatappender.core.delivery.LoopRig.grouped;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Tests that unusable settings are named once, as the last lines of the next message. */
class SettingFaultsTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String STACK =
      "⚠️ stackLines must be a whole number from 0 to 100: 500; using 12";
  private static final String WAIT = "⚠️ firstWait must have a unit, such as 5 s: 5; using 1 s";

  private static Settings bad() {
    return grouped().set(Setting.STACK_LINES, "500");
  }

  @Test
  void firstNotice_endsWithEveryFault() {
    LoopRig rig = new LoopRig(bad().set(Setting.FIRST_WAIT, "5"));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L);
    assertThat(rig.post(0).text())
        .startsWith("🔴 *ERROR* shop — boom in `A`\n")
        .endsWith("\n\n" + WAIT + "\n" + STACK);
    rig.assertAccounts(1, 0);
  }

  @Test
  void faults_areShownOnce() {
    LoopRig rig = new LoopRig(bad());
    rig.append("boom");
    rig.run(MINUTE);
    rig.append("com.acme.B", "later");

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.post(0).text()).endsWith(STACK);
    assertThat(rig.post(1).text()).contains("later").doesNotContain("⚠️");
  }

  @Test
  void withoutEventsNothingIsPosted() {
    LoopRig rig = new LoopRig(bad());

    rig.run(MINUTE);

    assertThat(rig.posts()).isEmpty();
  }

  @Test
  void retriedBody_keepsTheFaults() {
    LoopRig rig = new LoopRig(bad());
    rig.transport.next(2, Reply.error(503, "UNAVAILABLE", "Later"));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.texts()).allMatch(text -> text.endsWith(STACK));
    assertThat(rig.texts().stream().distinct()).hasSize(1);
  }

  @Test
  void dissolvedBody_leavesTheFaultsToTheNextMessage() {
    LoopRig rig = new LoopRig(bad().set(Setting.MAX_ATTEMPTS, "1"));
    rig.transport.next(1, Reply.error(503, "UNAVAILABLE", "Later"));
    rig.append("boom");

    rig.run(Duration.ofMinutes(2));
    rig.append("com.acme.B", "later");
    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(0).text()).endsWith(STACK);
    assertThat(rig.post(1).text()).contains("boom").endsWith(STACK);
    assertThat(rig.post(2).text()).contains("later").doesNotContain("⚠️");
    rig.assertAccounts(2, 0);
  }

  @Test
  void refusedBody_keepsTheFaultsInItsSimplerForms() {
    LoopRig rig = new LoopRig(bad().set(Setting.FORMAT, "card"));
    rig.transport.next(2, Reply.error(400, "INVALID_ARGUMENT", "Too rich"));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(0).body).contains("stackLines must be a whole number");
    assertThat(rig.post(1).text()).endsWith("\n\n" + STACK);
    assertThat(rig.post(2).text()).isEqualTo("🔴 *ERROR* shop — boom in `A`\n\n" + STACK);
  }

  @Test
  void droppedMessage_leavesTheFaultsToTheNextMessage() {
    LoopRig rig = new LoopRig(bad());
    rig.transport.next(2, Reply.error(400, "INVALID_ARGUMENT", "Bad"));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(3);
    assertThat(rig.post(2).text())
        .isEqualTo(
            "⚠️ shop — 1 event not shown: refused by the service, mostly from `c.acme.A`\n"
                + STACK);
    rig.assertAccounts(0, 1);
  }

  @Test
  void newSettings_showOnlyNewFaults() {
    LoopRig rig = new LoopRig(bad());
    rig.append("boom");
    rig.run(MINUTE);
    rig.reconfigure(bad().set(Setting.FIRST_WAIT, "5"));
    rig.append("com.acme.B", "later");

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.post(1).text()).contains("later").endsWith("\n\n" + WAIT);
    assertThat(rig.post(1).text()).doesNotContain("stackLines");
  }

  @Test
  void faultCorrectedBeforeItWasShown_isNotShown() {
    LoopRig rig = new LoopRig(bad());
    rig.reconfigure(grouped());
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.post(0).text()).doesNotContain("⚠️");
  }

  @Test
  void faultThatReturns_isShownAgain() {
    LoopRig rig = new LoopRig(bad());
    rig.append("boom");
    rig.run(MINUTE);
    rig.reconfigure(grouped());
    rig.run(MINUTE);
    rig.reconfigure(bad());
    rig.append("com.acme.B", "later");

    rig.run(MINUTE);

    assertThat(rig.post(1).text()).contains("later").endsWith(STACK);
  }

  @Test
  void criticalMessage_carriesTheFaults() {
    LoopRig rig = new LoopRig(bad());
    rig.critical("ledger differs");

    rig.run(MINUTE);

    assertThat(rig.post(0).text()).contains("ledger differs").endsWith(STACK);
  }

  @Test
  void hostileValue_isShownEscapedAndWithoutSecrets() {
    LoopRig rig =
        new LoopRig(
            grouped()
                .set(Setting.FORMAT, "<users/all> *x* `y` password=hunter2hunter2")
                .set(Setting.LEVEL, "token-of-tests"));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.post(0).text())
        .contains("⚠️ format must be one of text, card: ", "⚠️ level must be one of ")
        .doesNotContain("<users/all>", "*x*", "`y`", "hunter2", "token-of-tests");
  }

  @Test
  void manyFaults_showSevenAndCountTheRest() {
    Settings settings = grouped();
    for (Setting setting :
        new Setting[] {
          Setting.BURST,
          Setting.DIGEST_AT,
          Setting.MAX_ATTEMPTS,
          Setting.MAX_INCIDENTS,
          Setting.MESSAGE_CHARS,
          Setting.QUEUE_CAPACITY,
          Setting.STACK_LINES,
          Setting.FORMAT,
          Setting.MARKUP
        }) {
      settings.set(setting, "x".repeat(1_000));
    }
    LoopRig rig = new LoopRig(settings);
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.post(0).text().lines().filter(line -> line.startsWith("⚠️"))).hasSize(8);
    assertThat(rig.post(0).text()).endsWith("⚠️ 2 more settings are invalid");
    assertThat(rig.post(0).text().length()).isLessThan(2_000);
  }
}

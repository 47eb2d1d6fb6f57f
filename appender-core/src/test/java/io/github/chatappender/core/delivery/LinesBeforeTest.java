/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinesBeforeTest {

  private static final String BLOCK =
      "\n```\nbefore:\n12:00:00Z INFO Orders: loading order 8123\n```";

  @Test
  void firstNotice_showsTheLinesOfItsTrace() {
    LoopRig rig = new LoopRig(settings());
    rig.refused(line(rig, "a", "loading order 8123"));
    rig.refused(line(rig, "b", "of another request"));

    rig.append(failure(rig, "a", "no price"));
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.texts()).hasSize(1);
    assertThat(rig.texts().get(0)).endsWith(BLOCK).doesNotContain("another request");
    rig.assertAccounts(1, 0);
  }

  @Test
  void updateAndQuiet_showNone_againAndEscalationDo() {
    LoopRig rig = new LoopRig(settings());
    rig.append(failure(rig, "x", "no price"));
    rig.run(Duration.ofSeconds(5));
    rig.refused(line(rig, "a", "loading order 8123"));

    rig.append(failure(rig, "a", "no price"));
    rig.run(Duration.ofSeconds(70));
    assertThat(rig.texts().get(1)).contains("×1 more").doesNotContain("before:");

    rig.run(Duration.ofMinutes(20));
    assertThat(rig.texts().get(2)).startsWith("✅").doesNotContain("before:");

    rig.append(failure(rig, "a", "no price"));
    rig.run(Duration.ofMinutes(2));
    assertThat(rig.texts().get(3)).contains("again after", "loading order 8123");

    rig.append(
        FakeEvent.of(Severity.FATAL, "no price")
            .logger("com.acme.Orders")
            .thrown(thrown())
            .mdc("traceId", "a")
            .timeMillis(now(rig)));
    rig.run(Duration.ofSeconds(5));
    assertThat(rig.texts().get(4)).contains("rising", "loading order 8123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fingerprint", "none"})
  void criticalNotice_showsThem(String groupBy) {
    LoopRig rig = new LoopRig(settings().set(Setting.GROUP_BY, groupBy));
    rig.refused(line(rig, "a", "loading order 8123"));

    rig.append(failure(rig, "a", "order is lost").marker("CRITICAL"));
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.texts().get(0)).endsWith(BLOCK);
  }

  @Test
  void card_showsThemCollapsed() {
    LoopRig rig = new LoopRig(settings().set(Setting.FORMAT, "card"));
    rig.refused(line(rig, "a", "loading order 8123"));

    rig.append(failure(rig, "a", "no price"));
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.posts().get(0).body)
        .contains(
            "{\"header\":\"Before\",\"collapsible\":true,\"uncollapsibleWidgetsCount\":0,"
                + "\"widgets\":[{\"textParagraph\":{\"text\":\"<pre>12:00:00Z INFO Orders: loading"
                + " order 8123</pre>\"");
  }

  @Test
  void earlierErrors_areLinesToo_butTheErrorItselfIsNot() {
    LoopRig rig = new LoopRig(settings());
    rig.append(failure(rig, "a", "first failure"));
    rig.append(failure(rig, "a", "second failure").logger("com.acme.Other").thrown(new Error()));
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.texts()).hasSize(2);
    assertThat(rig.texts().get(0)).doesNotContain("before:");
    assertThat(rig.texts().get(1)).endsWith("before:\n12:00:00Z ERROR Orders: first failure\n```");
  }

  @ParameterizedTest
  @CsvSource({"DEBUG, true", "INFO, true", "WARN, false", "OFF, false"})
  void beforeLevel_isTheLowestOfALine(String level, boolean shown) {
    LoopRig rig = new LoopRig(settings().set(Setting.BEFORE_LEVEL, level));
    rig.refused(line(rig, "a", "loading order 8123"));

    rig.append(failure(rig, "a", "no price"));
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.texts().get(0).contains("loading order 8123")).isEqualTo(shown);
  }

  @Test
  void secretInALine_isRedactedEvenAtTheCut() {
    LoopRig rig = new LoopRig(settings().addRedact("iban=(\\w+)"));
    rig.refused(line(rig, "a", "login with password=hunter2x iban=DE00123"));
    rig.refused(line(rig, "a", "x".repeat(189) + " password=hunter2x"));

    rig.append(failure(rig, "a", "no price"));
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.texts().get(0))
        .contains("login with password=[redacted] iban=[redacted]")
        .doesNotContain("hunter", "DE00");
  }

  @Test
  void hostileLine_isEscaped() {
    LoopRig rig = new LoopRig(settings());
    rig.refused(line(rig, "a", "```\n<users/all> \u202Egnp\n# x"));

    rig.append(failure(rig, "a", "no price"));
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.texts().get(0))
        .endsWith("INFO Orders: `\u200B`\u200B`\u200B <\u200Busers/all> gnp # x\n```");
  }

  @Test
  void excludedAndOwnLines_areNotKept() {
    LoopRig rig = new LoopRig(settings().set(Setting.EXCLUDE_LOGGERS, "com.acme.noise"));
    rig.refused(line(rig, "a", "noise").logger("com.acme.noise.A"));
    rig.refused(line(rig, "a", "ours").logger("io.github.chatappender.core.X"));
    rig.refused(line(rig, "a", "our thread").thread("google-chat-appender-delivery-1"));

    rig.append(failure(rig, "a", "no price"));
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.texts().get(0)).doesNotContain("before:");
  }

  @Test
  void argumentThatLogs_addsNoLineOfItsOwn() {
    LoopRig rig = new LoopRig(settings());
    FakeEvent nested = line(rig, "a", "nested");
    FakeEvent outer =
        FakeEvent.of(
                Severity.INFO,
                () -> {
                  rig.refused(nested);
                  return "outer";
                })
            .template("{}", true)
            .logger("com.acme.Orders")
            .mdc("traceId", "a")
            .timeMillis(now(rig));
    rig.refused(outer);

    rig.append(failure(rig, "a", "no price"));
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.texts().get(0)).endsWith("before:\n12:00:00Z INFO Orders: outer\n```");
  }

  @Test
  void unreadableLine_isLeftOutAndChangesNoAccount() {
    LoopRig rig = new LoopRig(settings());
    rig.refused(
        FakeEvent.of(
                Severity.INFO,
                () -> {
                  throw new IllegalStateException("toString");
                })
            .mdc("traceId", "a"));

    rig.append(failure(rig, "a", "no price"));
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.texts().get(0)).doesNotContain("before:");
    rig.assertAccounts(1, 0);
  }

  @Test
  void withoutTheSetting_noneAreShown() {
    LoopRig rig = new LoopRig(LoopRig.grouped());
    rig.refused(line(rig, "a", "loading order 8123"));

    rig.append(failure(rig, "a", "no price"));
    rig.run(Duration.ofSeconds(5));

    assertThat(rig.texts().get(0)).doesNotContain("before:", "loading");
  }

  private static Settings settings() {
    return LoopRig.grouped().set(Setting.BEFORE, "5");
  }

  private static FakeEvent line(LoopRig rig, String trace, String text) {
    return FakeEvent.of(Severity.INFO, text)
        .logger("com.acme.Orders")
        .mdc("traceId", trace)
        .timeMillis(now(rig));
  }

  private static FakeEvent failure(LoopRig rig, String trace, String text) {
    return FakeEvent.error(text)
        .logger("com.acme.Orders")
        .thrown(thrown())
        .mdc("traceId", trace)
        .timeMillis(now(rig));
  }

  private static Throwable thrown() {
    Throwable thrown = new IllegalStateException("no");
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme.Orders", "price", "Orders.java", 7)
        });
    return thrown;
  }

  private static long now(LoopRig rig) {
    return rig.clock.instant().toEpochMilli();
  }
}

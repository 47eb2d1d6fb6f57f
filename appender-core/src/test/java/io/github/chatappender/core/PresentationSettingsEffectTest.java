/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeProcessFacts;
import io.github.chatappender.core.testing.FakeReader;
import io.github.chatappender.space.ChatSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that every presentation setting changes the messages. */
class PresentationSettingsEffectTest {

  private final FakeDiagnostics diagnostics = new FakeDiagnostics();
  private final Settings settings = new Settings();
  private ChatSpace space;

  @BeforeEach
  void openSpace() {
    space = ChatSpace.start();
    settings
        .set(Setting.WEBHOOK_URL, space.webhookUrl())
        .set(Setting.MESSAGES_PER_MINUTE, "6000")
        .set(Setting.BURST, "60")
        .set(Setting.GROUP_BY, "none")
        .set(Setting.APPLICATION, "shop");
  }

  @AfterEach
  void close() {
    space.close();
  }

  @Test
  void formatCard_postsACardAndAShortText() {
    settings.set(Setting.FORMAT, "card");

    tell(FakeEvent.error("hello").thrown(new IllegalStateException("y")));

    assertThat(space.messages()).hasSize(1);
    assertThat(space.messages().get(0).body().path("cardsV2")).hasSize(1);
    assertThat(texts().get(0)).startsWith("🔴 *ERROR* shop — *IllegalStateException*");
    assertThat(texts().get(0)).doesNotContain("```");
  }

  @Test
  void markupMarkdown_isRequestedAndWritten() {
    settings.set(Setting.MARKUP, "markdown").addLink("Runbook", "https://wiki.example/run");

    tell(FakeEvent.error("hello"));

    assertThat(texts().get(0)).contains("**ERROR**", "[Runbook](https://wiki.example/run)");
    assertThat(space.messages().get(0).body().path("markupSyntax").asText())
        .isEqualTo("MARKUP_SYNTAX_MARKDOWN");
  }

  @Test
  void markupChat_writesLinksWithTheirLabels() {
    settings.set(Setting.MARKUP, "chat").addLink("Runbook", "https://wiki.example/run");

    tell(FakeEvent.error("hello"));

    assertThat(texts().get(0)).contains("*ERROR*", "<https://wiki.example/run|Runbook>");
    assertThat(space.messages().get(0).body().path("markupSyntax").asText())
        .isEqualTo("MARKUP_SYNTAX_CHAT");
  }

  @Test
  void mdcKeysAreShown_andTheTraceIdIsFound() {
    settings.set(Setting.MDC_KEYS, "tenant");

    tell(
        FakeEvent.error("hello")
            .mdc("tenant", "acme")
            .mdc("user", "not shown")
            .mdc("traceId", "4bf92f3577b34da6"));

    assertThat(texts().get(0)).contains("`trace=4bf92f3577b34da6` · `tenant=acme`");
    assertThat(texts().get(0)).doesNotContain("not shown");
  }

  @Test
  void link_isFilledIn_orLeftOutIfAValueIsMissing() {
    settings
        .addLink("Logs", "https://logs.example/q?app={application}&t={traceId}&u={mdc:user}")
        .addLink("Pod", "https://pods.example/{environment}");

    tell(FakeEvent.error("hello").mdc("trace_id", "4bf9 2f").mdc("user", "a&b"));

    assertThat(texts().get(0))
        .endsWith("\nLogs: https://logs.example/q?app=shop&t=4bf9%202f&u=a%26b")
        .doesNotContain("pods.example");
  }

  @Test
  void timeZone_appliesToTheTimesShown() {
    settings.set(Setting.TIME_ZONE, "Asia/Kolkata");

    tell(FakeEvent.error("hello"));

    assertThat(texts().get(0)).contains(" · 17:33:07+05:30");
  }

  @Test
  void before_isHowManyLinesAreShown() {
    settings.set(Setting.BEFORE, "2");

    tellWithLines(FakeEvent.error("failed").mdc("traceId", "a"));

    assertThat(texts().get(0)).contains("INFO OrderService: line 2\n", "line 3\n```");
    assertThat(texts().get(0)).doesNotContain("line 1");
  }

  @Test
  void beforeLevel_isTheLowestLevelOfALine() {
    settings.set(Setting.BEFORE, "2").set(Setting.BEFORE_LEVEL, "WARN");

    tellWithLines(FakeEvent.error("failed").mdc("traceId", "a"));

    assertThat(texts().get(0)).doesNotContain("line 3");
  }

  private void tellWithLines(FakeEvent failure) {
    List<FakeEvent> events = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      events.add(FakeEvent.of(Severity.INFO, "line " + i).mdc("traceId", "a"));
    }
    events.add(failure);
    tell(events.toArray(FakeEvent[]::new));
  }

  @Test
  void mention_namesTheConfiguredUser() {
    settings.set(Setting.MENTION, "12345").set(Setting.MENTION_LEVEL, "ERROR");

    tell(FakeEvent.error("hello"));

    assertThat(texts().get(0).lines().findFirst().orElseThrow()).endsWith(" <users/12345>");
  }

  @Test
  void mentionLevel_isTheLowestLevelThatMentions() {
    settings.set(Setting.MENTION, "all");

    tell(FakeEvent.error("hello"));
    tell(FakeEvent.of(Severity.FATAL, "worse"));

    assertThat(texts().get(0)).doesNotContain("<users/");
    assertThat(texts().get(1)).contains("<users/all>");
  }

  @Test
  void mentionInterval_spacesMentions() {
    settings.set(Setting.MENTION, "all").set(Setting.MENTION_LEVEL, "ERROR");
    tell(FakeEvent.error("one"), FakeEvent.error("two"));

    settings.set(Setting.MENTION_INTERVAL, "0");
    tell(FakeEvent.error("three"), FakeEvent.error("four"));

    assertThat(texts().stream().map(text -> text.contains("<users/all>")))
        .containsExactly(true, false, true, true);
  }

  @Test
  void owner_isShownAndMentionedInPlaceOfTheOthers() {
    settings
        .set(Setting.MENTION, "all")
        .set(Setting.MENTION_LEVEL, "ERROR")
        .addOwner("com.acme.shop", "Shop team", "4711");

    tell(FakeEvent.error("ours").logger("com.acme.shop.Orders"));
    tell(FakeEvent.error("other").logger("org.example.Other"));

    assertThat(texts().get(0)).contains(" <users/4711>\n", " · `owner=Shop team`");
    assertThat(texts().get(1)).contains(" <users/all>\n").doesNotContain("owner=");
  }

  @Test
  void redact_removesEachMatch() {
    settings.addRedact("order [0-9]+").addRedact("iban=(\\w+)");

    tell(FakeEvent.error("order 8123 failed, iban=DE00123"));

    assertThat(texts().get(0)).contains("[redacted] failed, iban=[redacted]");
  }

  @Test
  void redactDefaults_applyUnlessSwitchedOff() {
    tell(FakeEvent.error("login failed password=hunter2"));
    settings.set(Setting.REDACT_DEFAULTS, "false");
    tell(FakeEvent.error("login failed password=hunter2"));

    assertThat(texts().get(0)).contains("password=[redacted]").doesNotContain("hunter2");
    assertThat(texts().get(1)).contains("hunter2");
  }

  /** Posts each event in its own message, with one sender. */
  private void tell(FakeEvent... events) {
    ChatSender.Configuration config =
        ChatSender.configure(settings, new FakeProcessFacts(), diagnostics);
    assertThat(config).as(diagnostics.lines().toString()).isNotNull();
    ChatSender sender = ChatSender.start(Objects.requireNonNull(config), diagnostics);
    try {
      for (FakeEvent event : events) {
        sender.append(event, FakeReader.INSTANCE);
        assertThat(sender.flush(Duration.ofSeconds(10))).isTrue();
      }
    } finally {
      sender.close();
    }
  }

  private List<String> texts() {
    return space.messages().stream().map(message -> message.text()).collect(Collectors.toList());
  }
}

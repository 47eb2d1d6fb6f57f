/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.ProcessFacts;
import io.github.chatappender.core.delivery.SlowSettingsEffectTest;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeEvent;
import io.github.chatappender.core.testing.FakeProcessFacts;
import io.github.chatappender.core.testing.FakeReader;
import io.github.chatappender.core.testing.SpoolDir;
import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.JsonValue;
import io.github.chatappender.space.Misbehavior;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that every setting changes the messages; {@link SlowSettingsEffectTest} does so for those
 * that take minutes.
 */
class SettingsEffectTest {

  private final FakeDiagnostics diagnostics = new FakeDiagnostics();
  private final Settings settings = new Settings();
  private final List<ChatSender> senders = new ArrayList<>();
  private ProcessFacts facts = new FakeProcessFacts();
  private ChatSpace space;

  @BeforeEach
  void openSpace() {
    space = ChatSpace.start();
    settings
        .set(Setting.WEBHOOK_URL, space.webhookUrl())
        .set(Setting.MESSAGES_PER_MINUTE, "6000")
        .set(Setting.BURST, "60")
        .set(Setting.GROUP_BY, "none")
        .set(Setting.THREAD_BY, "logger");
  }

  @AfterEach
  void close() {
    senders.forEach(ChatSender::close);
    space.close();
  }

  @Test
  void everySetting_hasATestHere() {
    List<String> shown =
        Stream.of(
                SettingsEffectTest.class,
                PresentationSettingsEffectTest.class,
                SlowSettingsEffectTest.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .map(method -> method.getName())
            .collect(Collectors.toList());

    for (Setting setting : Setting.values()) {
      assertThat(shown).as(setting.key()).anyMatch(name -> name.startsWith(setting.key()));
    }
  }

  @Test
  void webhookUrl_receivesThePost() {
    tell(FakeEvent.error("hello"));

    assertThat(onlyText()).contains("hello");
  }

  @Test
  void webhookUrlFileHoldsTheAddress(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("webhook");
    Files.writeString(file, space.webhookUrl() + "\n");
    settings.set(Setting.WEBHOOK_URL, null).set(Setting.WEBHOOK_URL_FILE, file.toString());
    facts = ProcessFacts.ofThisProcess();

    tell(FakeEvent.error("hello"));

    assertThat(onlyText()).contains("hello");
  }

  @Test
  void allowedHostsAndProxyDecideWhereRequestsGo() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      settings
          .set(Setting.WEBHOOK_URL, "https://chat.example/v1/spaces/A/messages?key=k&token=t")
          .set(Setting.ALLOWED_HOSTS, "chat.example")
          .set(Setting.PROXY, "127.0.0.1:" + proxy.getLocalPort())
          .set(Setting.MESSAGES_PER_MINUTE, "15")
          .set(Setting.FIRST_WAIT, "0")
          .set(Setting.SHUTDOWN_TIMEOUT, "100 ms");

      start().append(FakeEvent.error("hello"), FakeReader.INSTANCE);

      assertThat(firstLineTo(proxy)).isEqualTo("CONNECT chat.example:443 HTTP/1.1");
    }
  }

  @Test
  void proxyIsPostedThrough() throws Exception {
    try (ServerSocket proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      settings
          .set(Setting.PROXY, "127.0.0.1:" + proxy.getLocalPort())
          .set(Setting.FIRST_WAIT, "0")
          .set(Setting.SHUTDOWN_TIMEOUT, "100 ms");

      start().append(FakeEvent.error("hello"), FakeReader.INSTANCE);

      assertThat(firstLineTo(proxy)).startsWith("POST http://127.0.0.1:" + space.port() + "/v1/");
    }
  }

  @Test
  void connectTimeoutEndsAnAttemptThatIsNotAccepted() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> waiting = fillBacklog(deaf);
      settings
          .set(Setting.WEBHOOK_URL, webhookAt(deaf.getLocalPort()))
          .set(Setting.CONNECT_TIMEOUT, "150 ms")
          .set(Setting.FIRST_WAIT, "0")
          .set(Setting.SHUTDOWN_TIMEOUT, "100 ms");

      start().append(FakeEvent.error("hello"), FakeReader.INSTANCE);

      await().until(() -> diagnostics.lines().toString().contains("within 150 ms: is a proxy"));
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  @Test
  void requestTimeoutEndsAnAttemptThatIsNotAnswered() throws Exception {
    space.answerWith(Misbehavior.delay(Duration.ofSeconds(20)));
    settings
        .set(Setting.REQUEST_TIMEOUT, "200 ms")
        .set(Setting.FIRST_WAIT, "0")
        .set(Setting.SHUTDOWN_TIMEOUT, "100 ms");

    start().append(FakeEvent.error("hello"), FakeReader.INSTANCE);

    await().until(() -> diagnostics.lines().toString().contains("within 200 ms"));
  }

  @Test
  void required_turnsAMissingAddressIntoAFault() {
    settings.set(Setting.REQUIRED, "true").set(Setting.WEBHOOK_URL, null);

    assertThat(ChatSender.configure(settings, new FakeProcessFacts(), diagnostics)).isNull();
    assertThat(diagnostics.lines())
        .containsExactly(
            "fault: idle: neither webhookUrl nor webhookUrlFile nor the variable"
                + " GOOGLE_CHAT_WEBHOOK_URL is set (required is true)");
  }

  @Test
  void required_turnsAnUnsetVariableIntoAFault() {
    settings.set(Setting.REQUIRED, "true").set(Setting.WEBHOOK_URL, "${env:CHAT_URL}");
    FakeProcessFacts others =
        new FakeProcessFacts().variable("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl());

    assertThat(ChatSender.configure(settings, others, diagnostics)).isNull();
    assertThat(diagnostics.lines())
        .containsExactly(
            "fault: idle: webhookUrl is not set: variable CHAT_URL has no value"
                + " (required is true)");
  }

  @Test
  void enabledSwitchesEverythingOff() {
    settings.set(Setting.ENABLED, "false");

    assertThat(ChatSender.configure(settings, new FakeProcessFacts(), diagnostics)).isNull();
  }

  @Test
  void jmx_registersAnMBeanUntilTheEnd() throws Exception {
    settings.set(Setting.JMX, "true").names("main", "CHAT");
    ObjectName name =
        new ObjectName("io.github.chatappender:type=GoogleChat,context=main,name=CHAT");

    ChatSender sender = tell(FakeEvent.error("hello"));

    assertThat(ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Reported"))
        .isEqualTo(1L);
    sender.close();
    assertThat(ManagementFactory.getPlatformMBeanServer().isRegistered(name)).isFalse();
  }

  @Test
  void dryRunPrintsAndPostsNothing() {
    PrintStream stdout = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      settings.set(Setting.DRY_RUN, "true");

      ChatSender sender = tell(FakeEvent.error("hello"));

      assertThat(sender.getDeliveryStats().reported()).isEqualTo(1);
    } finally {
      System.setOut(stdout);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("Z  🔴 *ERROR*")
        .containsSubsequence("hello", "           dry run, 127.0.0.1", "hello")
        .contains("hello", "messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD")
        .doesNotContain("token=");
    assertThat(space.arrivals()).isEmpty();
  }

  @Test
  void dryRunNeedsNoWebhook() {
    settings.set(Setting.DRY_RUN, "true").set(Setting.WEBHOOK_URL, null);

    assertThat(ChatSender.configure(settings, new FakeProcessFacts(), diagnostics)).isNotNull();
  }

  @Test
  void levelIsTheLowestAccepted() {
    settings.set(Setting.LEVEL, "WARN");

    tell(FakeEvent.of(Severity.INFO, "too low"), FakeEvent.of(Severity.WARN, "enough"));

    assertThat(onlyText()).contains("enough").doesNotContain("too low");
  }

  @Test
  void excludeLoggers_refusesTheirEvents() {
    settings.set(Setting.EXCLUDE_LOGGERS, "com.noise");

    tell(FakeEvent.error("noise").logger("com.noise.A"), FakeEvent.error("hello"));

    assertThat(onlyText()).contains("hello").doesNotContain("noise");
  }

  @Test
  void excludeExceptions_appliesToCausesAndSubclasses() {
    settings.set(Setting.EXCLUDE_EXCEPTIONS, "java.io.IOException");

    tell(
        FakeEvent.error("noise")
            .thrown(new RuntimeException(new java.io.FileNotFoundException("x"))),
        FakeEvent.error("hello").thrown(new IllegalStateException("y")));

    assertThat(onlyText()).contains("hello").doesNotContain("noise");
  }

  @Test
  void applicationEnvironmentAndInstance_identifyTheSender() {
    settings
        .set(Setting.APPLICATION, "orders-api")
        .set(Setting.ENVIRONMENT, "prod")
        .set(Setting.INSTANCE, "orders-7c9f");

    tell(FakeEvent.error("hello").thrown(new IllegalStateException("y")));

    assertThat(onlyText())
        .startsWith("🔴 *ERROR* orders-api · prod — *IllegalStateException*")
        .contains(" · `orders-7c9f` · ");
    assertThat(space.messages().get(0).threadKey()).startsWith("gca:orders-api:prod:");
  }

  /** {@link UncaughtExceptionsTest} has the details. */
  @Test
  void uncaughtExceptions_areHandledIfTheSettingIsTrue() {
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    try {
      Thread.setDefaultUncaughtExceptionHandler(null);
      senders.add(ChatSender.start(configuration(), diagnostics, thrown -> {}));
      assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNull();

      settings.set(Setting.UNCAUGHT_EXCEPTIONS, "true");
      senders.add(ChatSender.start(configuration(), diagnostics, thrown -> {}));
      assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNotNull();
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  @Test
  void version_isShownInTheStartLineAndTheMessage() {
    settings.set(Setting.APPLICATION, "orders-api").set(Setting.VERSION, "1.4.2");

    tell(FakeEvent.error("hello"));

    assertThat(diagnostics.lines())
        .contains("info: application orders-api, version 1.4.2; accepts ERROR and above");
    assertThat(onlyText()).contains(" · v1.4.2 · ");
  }

  @Test
  void version_andCommitAreLookedForAfterTheStart() {
    FakeProcessFacts found = new FakeProcessFacts();
    facts = found.buildVersion("1.5.0").variable("GIT_COMMIT", "7e3c1f2b6d0a");
    settings.set(Setting.APPLICATION, "orders-api");

    start();
    assertThat(found.lookups()).isZero();
    tell(FakeEvent.error("hello"));

    assertThat(onlyText()).contains(" · v1.5.0 (7e3c1f2) · ");
    assertThat(diagnostics.lines())
        .contains(
            "info: application orders-api; accepts ERROR and above",
            "info: version 1.5.0, commit 7e3c1f2b6d0a");
  }

  @Test
  void commit_isShownWithTheVersion() {
    settings.set(Setting.COMMIT, "7e3c1f2b6d0a").set(Setting.VERSION, "1.4.2");

    tell(FakeEvent.error("hello"));

    assertThat(onlyText()).contains(" · v1.4.2 (7e3c1f2) · ");
  }

  @Test
  void environment_isLeftOutIfUnknown() {
    settings.set(Setting.APPLICATION, "orders-api");

    tell(FakeEvent.error("hello"));

    assertThat(onlyText()).startsWith("🔴 *ERROR* orders-api — ");
  }

  @Test
  void instance_isLeftOutIfUnknown() {
    tell(FakeEvent.error("hello"));

    assertThat(onlyText()).contains("thread `exec-1` · 12:03:07Z");
  }

  @Test
  void groupByFingerprint_postsAProblemOnceWithItsCount() {
    settings
        .set(Setting.GROUP_BY, "fingerprint")
        .set(Setting.THREAD_BY, "fingerprint")
        .set(Setting.FIRST_WAIT, "60 s");

    tell(FakeEvent.error("order 1 failed"), FakeEvent.error("order 2 failed"));

    assertThat(onlyText())
        .startsWith("🔴 *ERROR* unnamed — order 1 failed in `OrderService`\n")
        .contains(" · ×2 · ")
        .doesNotContain("order 2");
  }

  @Test
  void groupByNone_postsEveryEvent() {
    settings.set(Setting.GROUP_BY, "none").set(Setting.FIRST_WAIT, "60 s");

    tell(FakeEvent.error("order 1 failed"), FakeEvent.error("order 2 failed"));

    assertThat(onlyText()).contains("order 1 failed", "order 2 failed").doesNotContain("×");
  }

  @Test
  void threadByFingerprintGivesEachProblemAThread() {
    settings.set(Setting.THREAD_BY, "fingerprint").set(Setting.THREAD_ROTATION, "never");

    tellApart(
        FakeEvent.error("order 1 failed"),
        FakeEvent.error("disk full"),
        FakeEvent.error("order 2 failed"));

    assertThat(threadKeys()).allMatch(key -> key.matches("gca:unnamed::[0-9a-f]{16}"));
    assertThat(threadKeys().get(2)).isEqualTo(threadKeys().get(0));
    assertThat(threadKeys().get(1)).isNotEqualTo(threadKeys().get(0));
  }

  @Test
  void appPackages_chooseTheFramesThatDistinguishProblems() {
    settings.set(Setting.THREAD_BY, "fingerprint").set(Setting.APP_PACKAGES, "com.acme");

    tellApart(throughVendor("read"), throughVendor("write"));

    assertThat(threadKeys().get(1)).isEqualTo(threadKeys().get(0));
  }

  @Test
  void appPackagesNotSet_countEverythingButKnownLibraries() {
    settings.set(Setting.THREAD_BY, "fingerprint");

    tellApart(throughVendor("read"), throughVendor("write"));

    assertThat(threadKeys().get(1)).isNotEqualTo(threadKeys().get(0));
  }

  @Test
  void fingerprintKeyNamesTheMdcValueThatReplacesTheFingerprint() {
    settings
        .set(Setting.THREAD_BY, "fingerprint")
        .set(Setting.GROUP_BY, "fingerprint")
        .set(Setting.FINGERPRINT_KEY, "problem");

    tellApart(
        FakeEvent.error("no connection").mdc("problem", "database"),
        FakeEvent.error("no answer").mdc("problem", "database"),
        FakeEvent.error("no answer").mdc("gchat.fingerprint", "database"));

    assertThat(threadKeys().get(1)).isEqualTo(threadKeys().get(0));
    assertThat(threadKeys().get(2)).isNotEqualTo(threadKeys().get(0));
  }

  @Test
  void updateInterval_isTheTimeFromFirstNoticeToUpdate() throws Exception {
    settings
        .set(Setting.GROUP_BY, "fingerprint")
        .set(Setting.THREAD_BY, "fingerprint")
        .set(Setting.FIRST_WAIT, "0")
        .set(Setting.UPDATE_INTERVAL, "1 s");
    ChatSender sender = start();
    long begin = System.nanoTime();
    sender.append(FakeEvent.error("order 1 failed"), FakeReader.INSTANCE);
    assertThat(space.awaitMessages(1, Duration.ofSeconds(10))).isTrue();

    sender.append(FakeEvent.error("order 2 failed"), FakeReader.INSTANCE);

    assertThat(space.awaitArrivals(2, Duration.ofSeconds(10))).isTrue();
    long span = space.arrivals().get(1).nanos() - begin;
    assertThat(TimeUnit.NANOSECONDS.toMillis(span)).isBetween(1_000L, 9_000L);
    assertThat(space.messages().get(1).text()).contains(" · ×1 more, ×2 since 12:03:07Z");
  }

  @Test
  void updateMaxBelowUpdateInterval_isReportedAndAlertingGoesOn() {
    settings.set(Setting.UPDATE_INTERVAL, "2 min").set(Setting.UPDATE_MAX, "60 s");

    tell(FakeEvent.error("hello"));

    String fault =
        "updateInterval must be at most updateMax: 2 min and 60 s; using 60 s and 30 min";
    assertThat(diagnostics.lines()).contains("fault: " + fault);
    assertThat(onlyText()).contains("hello").endsWith("\n\n⚠️ " + fault);
  }

  @Test
  void maxIncidents_limitsTheProblemsKeptApart() {
    settings
        .set(Setting.GROUP_BY, "fingerprint")
        .set(Setting.THREAD_BY, "fingerprint")
        .set(Setting.FIRST_WAIT, "60 s")
        .set(Setting.MAX_INCIDENTS, "10");

    tell(differentProblems(12));

    assertThat(space.messages().get(0).text())
        .as("a quarter of the places, and the logger's other")
        .startsWith("🔴 *ERROR* unnamed — problem b in `OrderService`\n")
        .contains("\n📋 unnamed — 2 new problems\n", "other problems from", " ×10 · ");
  }

  @Test
  void maxIncidentsDefault_leavesRoomForMany() {
    settings
        .set(Setting.GROUP_BY, "fingerprint")
        .set(Setting.THREAD_BY, "fingerprint")
        .set(Setting.FIRST_WAIT, "60 s");

    tell(differentProblems(12));

    // the messages that follow are the blocks still owed after a list
    assertThat(space.messages().get(0).text()).contains("\n📋 unnamed — 11 new problems\n");
  }

  @Test
  void threadByNoneSendsNeitherKeyNorReplyOption() {
    settings.set(Setting.THREAD_BY, "none");

    tell(FakeEvent.error("hello"));

    assertThat(space.messages().get(0).threadKey()).isNull();
    assertThat(space.arrivals().get(0).replyOption()).isNull();
  }

  @Test
  void threadByMdcReadsTheKey() {
    settings.set(Setting.THREAD_BY, "mdc:tenant").set(Setting.THREAD_ROTATION, "never");

    tell(FakeEvent.error("hello").mdc("tenant", "acme"));

    assertThat(space.messages().get(0).threadKey()).isEqualTo("gca:unnamed::mdc:acme");
  }

  @Test
  void threadRotationNever_omitsTheDate() {
    settings.set(Setting.THREAD_ROTATION, "never").set(Setting.THREAD_BY, "application");

    tell(FakeEvent.error("hello"));

    assertThat(space.messages().get(0).threadKey()).isEqualTo("gca:unnamed:");
  }

  @Test
  void replyOptionFail_isSentInRepliesOnly() {
    settings.set(Setting.REPLY_OPTION, "fail");

    ChatSender sender = tell(FakeEvent.error("opens the thread"));
    sender.append(FakeEvent.error("replies"), FakeReader.INSTANCE);
    assertThat(sender.flush(Duration.ofSeconds(10))).isTrue();

    assertThat(space.arrivals().get(0).replyOption())
        .isEqualTo("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
    assertThat(space.arrivals().get(1).replyOption()).isEqualTo("REPLY_MESSAGE_OR_FAIL");
  }

  @Test
  void firstWait_collectsEventsIntoOneMessage() throws Exception {
    settings.set(Setting.FIRST_WAIT, "300 ms");
    ChatSender sender = start();

    sender.append(FakeEvent.error("one"), FakeReader.INSTANCE);
    sender.append(FakeEvent.error("two"), FakeReader.INSTANCE);

    assertThat(space.awaitMessages(1, Duration.ofSeconds(10))).isTrue();
    assertThat(onlyText()).contains("one", "two");
  }

  @Test
  void messagesPerMinuteAndBurstPaceThePosts() throws Exception {
    settings
        .set(Setting.MESSAGES_PER_MINUTE, "120")
        .set(Setting.BURST, "2")
        .set(Setting.FIRST_WAIT, "0");
    ChatSender sender = start();

    for (int i = 0; i < 4; i++) {
      sender.append(FakeEvent.error("event").logger("com.acme.L" + i), FakeReader.INSTANCE);
    }

    assertThat(space.awaitArrivals(4, Duration.ofSeconds(10))).isTrue();
    long span = space.arrivals().get(3).nanos() - space.arrivals().get(0).nanos();
    assertThat(TimeUnit.NANOSECONDS.toMillis(span)).isGreaterThanOrEqualTo(900);
  }

  @Test
  void burstOfOneSpacesEveryPost() throws Exception {
    settings
        .set(Setting.MESSAGES_PER_MINUTE, "120")
        .set(Setting.BURST, "1")
        .set(Setting.FIRST_WAIT, "0");
    ChatSender sender = start();

    sender.append(FakeEvent.error("event").logger("com.acme.L1"), FakeReader.INSTANCE);
    sender.append(FakeEvent.error("event").logger("com.acme.L2"), FakeReader.INSTANCE);

    assertThat(space.awaitArrivals(2, Duration.ofSeconds(10))).isTrue();
    long span = space.arrivals().get(1).nanos() - space.arrivals().get(0).nanos();
    assertThat(TimeUnit.NANOSECONDS.toMillis(span)).isGreaterThanOrEqualTo(400);
  }

  @Test
  void formatCard_postsACardAndLineOne() {
    settings
        .set(Setting.FORMAT, "card")
        .set(Setting.APPLICATION, "orders-api")
        .addLink("Logs", "https://logs.example.com/{logger}");

    tell(FakeEvent.error("<b>no</b> \"status\"").thrown(new IllegalStateException("y")));

    assertThat(onlyText())
        .startsWith("🔴 *ERROR* orders-api — *IllegalStateException* in `")
        .endsWith("`: y")
        .doesNotContain("status", "\n");
    ChatMessage message = space.messages().get(0);
    assertThat(message.cards()).as("nothing of it is dropped in silence").hasSize(1);
    assertThat(message.cards().get(0)).isEqualTo(message.body().at("/cardsV2/0"));
    assertThat(message.cards().get(0).at("/card/header/title").asText())
        .isEqualTo("🔴 ERROR · orders-api");
    assertThat(message.cards().get(0).findValues("text"))
        .extracting(JsonValue::asText)
        .contains("&lt;b&gt;no&lt;/b&gt; &quot;status&quot;", "Logs");
  }

  @Test
  void formatCardListsTheOtherProblemsToo() {
    settings
        .set(Setting.FORMAT, "card")
        .set(Setting.GROUP_BY, "fingerprint")
        .set(Setting.THREAD_BY, "fingerprint")
        .set(Setting.FIRST_WAIT, "60 s");

    tell(differentProblems(5));

    ChatMessage digest = space.messages().get(0);
    assertThat(digest.text())
        .isEqualTo("🔴 *ERROR* unnamed — problem e in `OrderService`\n… and 4 more, ×4");
    assertThat(digest.cards().get(0)).isEqualTo(digest.body().at("/cardsV2/0"));
    assertThat(digest.cards().get(0).at("/card/sections/1/widgets")).hasSize(4);
  }

  @Test
  void formatTextPostsNoCard() {
    settings.set(Setting.FORMAT, "text");

    tell(FakeEvent.error("hello"));

    assertThat(space.messages().get(0).body().has("cardsV2")).isFalse();
  }

  @Test
  void stackLinesBoundTheStack() {
    settings.set(Setting.STACK_LINES, "3");

    tell(FakeEvent.error("hello").thrown(new IllegalStateException("y")));

    String text = onlyText();
    String block = text.substring(text.indexOf("```") + 4, text.lastIndexOf("```"));
    assertThat(block.lines()).hasSize(3);
  }

  @Test
  void messageCharsBoundTheMessage() {
    settings.set(Setting.MESSAGE_CHARS, "50");

    tell(FakeEvent.error("x".repeat(300)).thrown(new IllegalStateException("y")));

    assertThat(onlyText()).contains("\n" + "x".repeat(50) + "… (250 more chars)\n");
  }

  @Test
  void queueCapacity_limitsWaitingEvents() {
    settings
        .set(Setting.QUEUE_CAPACITY, "16")
        .set(Setting.FIRST_WAIT, "60 s")
        .set(Setting.SHUTDOWN_TIMEOUT, "0");
    ChatSender sender = start();

    for (int i = 0; i < 1_000; i++) {
      sender.append(FakeEvent.error("event " + i), FakeReader.INSTANCE);
    }

    DeliveryStats stats = sender.getDeliveryStats();
    assertThat(stats.pending()).isBetween(16L, 32L);
    assertThat(stats.dropped(DropReason.QUEUE_FULL)).isEqualTo(1_000 - stats.pending());
  }

  @Test
  void maxAttemptsBoundsTheAttemptsOfABody() {
    space.answerWith(Misbehavior.status(503));
    settings
        .set(Setting.MAX_ATTEMPTS, "2")
        .set(Setting.RETRY_DELAY, "100 ms")
        .set(Setting.RETRY_MAX, "100 ms")
        .set(Setting.FIRST_WAIT, "0");
    ChatSender sender = start();

    sender.append(FakeEvent.error("hello"), FakeReader.INSTANCE);

    await().until(() -> sender.getDeliveryStats().dropped(DropReason.RETRIES_EXHAUSTED) == 1);
    assertThat(space.arrivals().get(0).requestId()).isEqualTo(space.arrivals().get(1).requestId());
    assertThat(space.arrivals().stream().filter(a -> a.body().contains("hello"))).hasSize(2);
  }

  @Test
  void retryDelayAndRetryMaxPaceTheAttempts() {
    space.answerWith(Misbehavior.status(503));
    settings
        .set(Setting.MAX_ATTEMPTS, "1")
        .set(Setting.RETRY_DELAY, "400 ms")
        .set(Setting.RETRY_MAX, "400 ms")
        .set(Setting.FIRST_WAIT, "0");
    ChatSender sender = start();

    sender.append(FakeEvent.error("hello"), FakeReader.INSTANCE);

    await().until(() -> space.arrivals().size() >= 2);
    long span = space.arrivals().get(1).nanos() - space.arrivals().get(0).nanos();
    assertThat(TimeUnit.NANOSECONDS.toMillis(span)).isBetween(390L, 1_500L);
  }

  @Test
  void retryMaxBelowRetryDelay_isReportedAndAlertingGoesOn() {
    settings.set(Setting.RETRY_DELAY, "2 min").set(Setting.RETRY_MAX, "60 s");

    tell(FakeEvent.error("hello"));

    String fault = "retryDelay must be at most retryMax: 2 min and 60 s; using 2 s and 60 s";
    assertThat(diagnostics.lines()).contains("fault: " + fault);
    assertThat(onlyText()).contains("hello").endsWith("\n\n⚠️ " + fault);
  }

  @Test
  void shutdownTimeoutBoundsStop() {
    space.answerWith(Misbehavior.delay(Duration.ofSeconds(20)));
    settings.set(Setting.SHUTDOWN_TIMEOUT, "200 ms");
    ChatSender sender = start();
    sender.append(FakeEvent.error("hello"), FakeReader.INSTANCE);

    long start = System.nanoTime();
    sender.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    assertThat(sender.getDeliveryStats().dropped(DropReason.CLOSED)).isEqualTo(1);
  }

  @Test
  void shutdownHook_deliversMainsLastEvents(@TempDir Path folder) throws Exception {
    runMainThatLogsLast("true", folder);

    assertThat(onlyText()).contains("last words of main");
  }

  @Test
  void shutdownHookCanBeSwitchedOff(@TempDir Path folder) throws Exception {
    runMainThatLogsLast("false", folder);

    assertThat(space.messages()).isEmpty();
  }

  @Test
  void criticalMarkerMakesAnEventCritical() {
    settings.set(Setting.CRITICAL_MARKER, "AUDIT");

    tell(FakeEvent.error("boom").marker("AUDIT"));

    assertThat(onlyText()).startsWith("🔴 *ERROR critical* unnamed — boom");
  }

  @Test
  void criticalLevelMakesEventsCritical() {
    settings.set(Setting.CRITICAL_LEVEL, "ERROR");

    tell(FakeEvent.error("boom"));

    assertThat(onlyText()).startsWith("🔴 *ERROR critical* unnamed — boom");
  }

  @Test
  void spoolDirectory_keepsUndeliveredEvents(@TempDir Path folder) {
    space.answerWith(Misbehavior.status(503));
    settings.set(Setting.SPOOL_DIRECTORY, folder.toString()).set(Setting.SHUTDOWN_TIMEOUT, "1 s");
    ChatSender before = start();
    before.append(FakeEvent.error("boom").marker("CRITICAL"), FakeReader.INSTANCE);
    before.close();
    space.answerNormally();

    ChatSender after = start();
    await().untilAsserted(() -> assertThat(after.getDeliveryStats().reported()).isEqualTo(1));
    after.close();

    assertThat(onlyText()).startsWith("🔴 *ERROR critical* unnamed — boom");
  }

  /**
   * CriticalTest shows that the file is forced to the device; this shows that nothing else changes.
   */
  @Test
  void spoolSync_deliversTheEventAndEmptiesTheSpool(@TempDir Path folder) {
    settings.set(Setting.SPOOL_DIRECTORY, folder.toString()).set(Setting.SPOOL_SYNC, "true");

    tell(FakeEvent.error("boom").marker("CRITICAL"));

    assertThat(onlyText()).startsWith("🔴 *ERROR critical* unnamed — boom");
    assertThat(new SpoolDir(folder).entries()).isEmpty();
  }

  /** Logs one event at the end of a program; arguments are webhook and {@code shutdownHook}. */
  public static final class LastWords {

    private LastWords() {}

    public static void main(String[] args) {
      ChatSender.Configuration config =
          Objects.requireNonNull(
              ChatSender.configure(
                  new Settings()
                      .set(Setting.WEBHOOK_URL, args[0])
                      .set(Setting.SHUTDOWN_HOOK, args[1])
                      .set(Setting.SHUTDOWN_TIMEOUT, "30 s") // the machine may be busy
                      .set(Setting.FIRST_WAIT, "60 s"),
                  new FakeDiagnostics()));
      ChatSender.start(config, new FakeDiagnostics())
          .append(FakeEvent.error("last words of main"), FakeReader.INSTANCE);
    }
  }

  private void runMainThatLogsLast(String hook, Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-cp",
                System.getProperty("java.class.path"),
                LastWords.class.getName(),
                space.webhookUrl(),
                hook)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
  }

  private ChatSender.Configuration configuration() {
    ChatSender.Configuration config = ChatSender.configure(settings, facts, diagnostics);
    assertThat(config).as(diagnostics.lines().toString()).isNotNull();
    return Objects.requireNonNull(config);
  }

  private ChatSender start() {
    ChatSender sender = ChatSender.start(configuration(), diagnostics);
    senders.add(sender);
    return sender;
  }

  private ChatSender tell(FakeEvent... events) {
    ChatSender sender = start();
    for (FakeEvent event : events) {
      sender.append(event, FakeReader.INSTANCE);
    }
    assertThat(sender.flush(Duration.ofSeconds(10))).isTrue();
    return sender;
  }

  /** Posts each event in its own message. */
  private void tellApart(FakeEvent... events) {
    ChatSender sender = start();
    for (FakeEvent event : events) {
      sender.append(event, FakeReader.INSTANCE);
      assertThat(sender.flush(Duration.ofSeconds(10))).isTrue();
    }
  }

  private List<String> threadKeys() {
    return space.messages().stream()
        .map(message -> message.threadKey())
        .collect(Collectors.toList());
  }

  /** Fails in different places of an unknown library, called from the same place. */
  private static FakeEvent throughVendor(String method) {
    Exception failure = new IllegalStateException("no");
    failure.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.vendor.Client", method, "Client.java", 1),
          new StackTraceElement("com.acme.shop.Orders", "save", "Orders.java", 2)
        });
    return FakeEvent.error("cannot save").thrown(failure);
  }

  private static FakeEvent[] differentProblems(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> FakeEvent.error("problem " + (char) ('a' + i)))
        .toArray(FakeEvent[]::new);
  }

  private String onlyText() {
    assertThat(space.messages()).hasSize(1);
    return space.messages().get(0).text();
  }

  private static String webhookAt(int port) {
    return "http://127.0.0.1:" + port + "/v1/spaces/AAA/messages?key=k&token=t";
  }

  private static String firstLineTo(ServerSocket server) throws Exception {
    server.setSoTimeout(10_000);
    try (Socket socket = server.accept();
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      return in.readLine();
    }
  }

  /** Connects until the kernel accepts no further connections into the backlog. */
  private static List<Socket> fillBacklog(ServerSocket server) throws Exception {
    List<Socket> waiting = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 100);
        waiting.add(socket);
      } catch (SocketTimeoutException e) {
        socket.close();
        break;
      }
    }
    return waiting;
  }
}

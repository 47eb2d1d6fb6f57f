/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import ch.qos.logback.core.status.Status;
import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoogleChatAppenderTest {

  private static final String FAST = "<messagesPerMinute>6000</messagesPerMinute><burst>60</burst>";

  /** The thread key of a problem in no known environment. */
  private static final String PROBLEM = "gca:[^:]+::[0-9a-f]{16}:\\d{4}-\\d{2}-\\d{2}";

  /** Every event is an entry of its own, in the thread of its logger. */
  private static final String BY_LOGGER = "<groupBy>none</groupBy><threadBy>logger</threadBy>";

  private static final String AT_LEAST_13 =
      "io.github.chatappender.logback.LogbackVersion#isAtLeast13";

  private ChatSpace space;

  @BeforeEach
  void openSpace() {
    space = ChatSpace.start();
  }

  @AfterEach
  void closeSpace() {
    space.close();
  }

  @Test
  void postsAnErrorWithNothingButTheWebhookConfigured() throws Exception {
    try (Host host = Host.withAppender(Host.webhook(space.webhookUrl()))) {
      host.logger("com.acme.shop.OrderService").error("Order {} failed", 8123);

      assertThat(space.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
      assertThat(space.messages().get(0).text())
          .contains("*ERROR*", "Order 8123 failed", "`c.a.shop.OrderService`");
      assertThat(space.messages().get(0).threadKey()).matches(PROBLEM);
      assertThat(space.arrivals().get(0).replyOption())
          .isEqualTo("REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
    }
  }

  @RepeatedTest(20)
  void concurrentStarts_startOnce_andConcurrentStopsStop() throws InterruptedException {
    try (Host host = ourHost("")) {
      GoogleChatAppender appender = host.appender();
      appender.stop();
      long before = starts(host);

      runAtOnce(appender::start);
      long after = starts(host);
      host.logger("com.acme.Shop").error("between");
      runAtOnce(appender::stop);

      assertThat(after - before).isEqualTo(1);
      assertThat(appender.isStarted()).isFalse();
      assertThat(appender.getDeliveryStats().reported()).isEqualTo(1);
    }
    assertThat(space.messages()).hasSize(1);
  }

  private static long starts(Host host) {
    return host.ourStatuses().stream().filter(status -> status.contains("; accepts ")).count();
  }

  private static void runAtOnce(Runnable work) throws InterruptedException {
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(
          new Thread(
              () -> {
                awaitUninterruptibly(go);
                work.run();
              }));
    }
    threads.forEach(Thread::start);
    go.countDown();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void showsRootCauseFirstAndEveryWrapper() {
    Exception root = new java.net.SocketTimeoutException("Read timed out");
    StackTraceElement place = new StackTraceElement("com.acme.Pay", "pay", "Pay.java", 7);
    root.setStackTrace(new StackTraceElement[] {place});
    Exception middle = new IllegalStateException("payment failed", root);
    try (Host host = ourHost("")) {
      host.logger("com.acme.Pay").error("Order failed", new RuntimeException("outer", middle));
      host.flush();

      String text = space.messages().get(0).text();
      assertThat(text).contains("— *SocketTimeoutException* in `Pay.pay`: Read timed out\n");
      assertThat(text)
          .containsSubsequence(
              "```\njava.net.SocketTimeoutException: Read timed out\n",
              "wrapped by java.lang.IllegalStateException: payment failed\n",
              "wrapped by java.lang.RuntimeException: outer\n");
    }
  }

  @Test
  void eventsOfOneLoggerShareAMessageAndAnotherLoggerHasItsOwnThread() throws Exception {
    try (Host host = ourHost("<firstWait>200 ms</firstWait>" + BY_LOGGER)) {
      host.logger("com.acme.A").error("first");
      host.logger("com.acme.A").error("second");
      host.logger("com.acme.B").error("third");

      assertThat(space.awaitMessages(2, Duration.ofSeconds(10))).isTrue();
      assertThat(space.messages().get(0).text())
          .contains("first", "second")
          .doesNotContain("third");
      assertThat(space.messages().get(1).text()).contains("third");
      assertThat(space.threads()).hasSize(2);
    }
  }

  @Test
  void repeatedStatement_isOneMessageWithItsCountInItsProblemsThread() {
    try (Host host = ourHost("<firstWait>60 s</firstWait>")) {
      Logger logger = host.logger("com.acme.shop.OrderService");
      for (int i = 0; i < 50; i++) {
        logger.error("Order {} failed", i);
      }
      host.flush();

      assertThat(space.messages()).hasSize(1);
      assertThat(space.messages().get(0).text())
          .contains("Order 0 failed in `OrderService`\n", " · ×50 · ", " · id `")
          .doesNotContain("Order 1");
      assertThat(space.messages().get(0).threadKey()).matches(PROBLEM);
      assertThat(host.appender().getDeliveryStats().reported()).isEqualTo(50);
    }
  }

  @Test
  void fingerprintKey_groupsTheEventsThatCarryIt() {
    try (Host host = ourHost("<firstWait>60 s</firstWait>")) {
      host.mdc.put("gchat.fingerprint", "database");
      host.logger("com.acme.A").error("no connection");
      host.logger("com.acme.B").error("no answer");
      host.mdc.remove("gchat.fingerprint");
      host.flush();

      assertThat(space.messages()).hasSize(1);
      assertThat(space.messages().get(0).text()).contains("no answer in `B`\n", " · ×2 · ");
    }
  }

  @Test
  void refusesEventsBelowTheLevelAndDoesNotCountThem() {
    try (Host host = ourHost("<level>WARN</level>")) {
      host.logger("com.acme.A").info("too low");
      host.logger("com.acme.A").warn("just enough");
      host.flush();

      assertThat(host.appender().getDeliveryStats().accepted()).isEqualTo(1);
      assertThat(space.messages()).hasSize(1);
      assertThat(space.messages().get(0).text()).contains("🟠 *WARN*", "just enough");
    }
  }

  @Test
  void hostsFilters_runFirst() {
    String filter =
        "<filter class=\"ch.qos.logback.classic.filter.LevelFilter\"><level>ERROR</level>"
            + "<onMatch>DENY</onMatch></filter><level>WARN</level>";
    try (Host host = ourHost(filter)) {
      host.logger("com.acme.A").error("denied by the filter");
      host.logger("com.acme.A").warn("let through");
      host.flush();

      assertThat(space.messages()).hasSize(1);
      assertThat(space.messages().get(0).text())
          .contains("let through")
          .doesNotContain("denied by the filter");
    }
  }

  @Test
  void layoutWithoutAClass_isAPatternLayout_andReplacesMessageAndStack() {
    try (Host host = ourHost("<layout><pattern>layout says: %msg%n</pattern></layout>")) {
      host.logger("com.acme.A").error("hello", new IllegalStateException("boom"));
      host.flush();

      String text = space.messages().get(0).text();
      assertThat(text).startsWith("🔴 *ERROR*").contains("\n```\nlayout says: hello\n");
      assertThat(text).doesNotContain("\n» at", "\n  …");
    }
  }

  @Test
  @SuppressWarnings("NullAway") // what a foreign layout must not return
  void layoutThatReturnsNull_isAFailure() {
    LogbackReader reader = new LogbackReader(event -> null);

    assertThatThrownBy(() -> reader.layoutText(new LoggingEvent()))
        .hasMessage("the layout returned null");
  }

  @Test
  void encoderWithAPattern_isUsedLikeItsLayout() {
    try (Host host = ourHost("<encoder><pattern>encoder says: %msg</pattern></encoder>")) {
      host.logger("com.acme.A").error("hello");
      host.flush();

      assertThat(space.messages().get(0).text()).contains("encoder says: hello");
    }
  }

  @Test
  void encoderWithoutALayoutIsReadAsUtf8() {
    String encoder = "<encoder class=\"" + OwnEncoder.class.getName() + "\"/>";
    try (Host host = ourHost(encoder)) {
      host.logger("com.acme.A").error("grüße");
      host.flush();

      assertThat(space.messages().get(0).text()).contains("encoded: grüße");
    }
  }

  @Test
  @EnabledIf(AT_LEAST_13)
  void showsKeyValuePairsOfTheFluentApi() {
    try (Host host = ourHost("")) {
      host.logger("com.acme.A")
          .atError()
          .addKeyValue("orderId", 8123)
          .addKeyValue("customer", "acme")
          .log("failed");
      host.flush();

      assertThat(space.messages().get(0).text()).contains("`orderId=8123`", "`customer=acme`");
    }
  }

  @Test
  @EnabledIf(AT_LEAST_13)
  void pairThatThrows_losesOnlyItsValue() {
    Object pair =
        new Object() {
          @Override
          public String toString() {
            throw new IllegalStateException("toString");
          }
        };
    try (Host host = ourHost("")) {
      host.logger("com.acme.A")
          .atError()
          .addKeyValue("broken", pair)
          .addKeyValue("customer", "acme")
          .log("failed");
      host.flush();

      assertThat(space.messages().get(0).text())
          .contains("failed", "`customer=acme`", "[unreadable: IllegalStateException]");
    }
  }

  @Test
  void nullIsAnEmptyMessage() {
    try (Host host = ourHost("")) {
      host.logger("com.acme.A").error(null);
      host.flush();

      assertThat(space.messages().get(0).text()).doesNotContain("null");
    }
  }

  @ParameterizedTest
  @CsvSource({"A1P, A21", "k1n9, k309", "tenantAa, tenantBB"})
  void tenantsOfEqualHashes_areTwoProblems(String one, String other) {
    try (Host host = ourHost("<threadBy>mdc:tenant</threadBy>")) {
      for (String tenant : List.of(one, other, one, other)) {
        host.mdc.put("tenant", tenant);
        host.logger("com.acme.A").error("boom");
        host.mdc.remove("tenant");
        host.flush();
      }

      assertThat(space.threads()).hasSize(2);
    }
  }

  @Test
  void mdcValue_choosesTheThread() {
    try (Host host = ourHost("<threadBy>mdc:tenant</threadBy><application>shop</application>")) {
      host.mdc.put("tenant", "acme");
      host.logger("com.acme.A").error("failed");
      host.mdc.remove("tenant");
      host.flush();

      assertThat(space.messages().get(0).threadKey()).startsWith("gca:shop::mdc:acme:");
    }
  }

  @Test
  void repeatedListElements_addUp_despiteAnUnsetVariable() {
    String lists =
        "<excludeLoggers>com.noise, org.noise</excludeLoggers>"
            + "<excludeLoggers>${CHAT_TEST_NO_SUCH}</excludeLoggers>"
            + "<excludeLoggers>net.noise</excludeLoggers>";
    try (Host host = ourHost(lists)) {
      host.logger("com.noise.A").error("one");
      host.logger("org.noise.A").error("two");
      host.logger("net.noise.A").error("three");
      host.logger("com.acme.A").error("four");
      host.flush();

      assertThat(host.appender().getDeliveryStats().accepted()).isEqualTo(1);
      assertThat(space.messages().get(0).text()).contains("four");
    }
  }

  @Test
  void aContextWithoutMdcAdapterIsRead() {
    ch.qos.logback.classic.LoggerContext bare = new ch.qos.logback.classic.LoggerContext();
    ch.qos.logback.classic.spi.LoggingEvent event =
        new ch.qos.logback.classic.spi.LoggingEvent(
            "fqcn",
            bare.getLogger("com.acme.A"),
            ch.qos.logback.classic.Level.ERROR,
            "x",
            null,
            null);

    assertThat(new LogbackReader(null).mdc(event, "key")).isNull();
  }

  @Test
  void startsAgainAfterAStop_andDeliversPendingEvents() {
    try (Host host = ourHost("<firstWait>60 s</firstWait>")) {
      GoogleChatAppender appender = host.appender();
      Logger logger = host.logger("com.acme.A");
      logger.error("before");
      appender.stop();
      assertThat(space.messages()).hasSize(1);
      assertThat(appender.getDeliveryStats().reported()).isEqualTo(1);
      logger.error("while stopped");

      appender.start();
      appender.start();
      logger.error("after");
      appender.stop();
      appender.stop();

      assertThat(space.messages()).hasSize(2);
      assertThat(space.messages().get(1).text()).contains("after").doesNotContain("while stopped");
    }
  }

  @Test
  void missingWebhook_leavesItIdleAndReportedOnce() {
    try (Host host = Host.withAppender("")) {
      host.logger("com.acme.A").error("nobody hears this");
      host.logger("com.acme.A").error("nor this");

      assertThat(host.appender().isStarted()).isTrue();
      assertThat(host.ourStatuses())
          .filteredOn(status -> status.contains("idle"))
          .containsExactly(
              "INFO idle: neither webhookUrl nor webhookUrlFile nor the variable"
                  + " GOOGLE_CHAT_WEBHOOK_URL is set");
      assertThat(host.ourStatuses()).allMatch(status -> status.startsWith("INFO"));
      assertThat(host.appender().getDeliveryStats().state()).isEqualTo(DeliveryStats.State.IDLE);
      assertThat(host.appender().getDeliveryStats().why())
          .isEqualTo(
              "neither webhookUrl nor webhookUrlFile nor the variable GOOGLE_CHAT_WEBHOOK_URL is set");
      assertThat(host.appender().explain("b7d8334e")).isNull();
      assertThat(host.appender().unmute("b7d8334e")).isFalse();
      assertThatThrownBy(() -> host.appender().mute("b7d8334e", Duration.ofHours(1)))
          .isInstanceOf(IllegalStateException.class);
      assertThat(host.appender().flush(Duration.ofSeconds(1))).isTrue();
      assertThat(ourThreads()).isEmpty();
    }
  }

  @Test
  void unsetVariable_countsAsNotSetAndIsNamed() {
    try (Host host = Host.withAppender("<webhookUrl>${CHAT_TEST_NO_SUCH}</webhookUrl>")) {
      assertThat(host.ourStatuses())
          .containsExactly(
              "INFO idle: webhookUrl is not set: variable CHAT_TEST_NO_SUCH has no value");
    }
  }

  @Test
  @EnabledIf("io.github.chatappender.logback.LogbackVersion#keepsEmptyDefaults")
  void emptyDefaultOfAVariable_isAnUnsetAddress() {
    try (Host host = Host.withAppender("<webhookUrl>${CHAT_TEST_NO_SUCH:-}</webhookUrl>")) {
      assertThat(host.appender().isStarted()).isTrue();
      assertThat(host.ourStatuses())
          .containsExactly(
              "INFO idle: webhookUrl is set but empty: does the variable it names have no value?");
    }
  }

  /** Logback does not call the setter of an element that is literally empty. */
  @Test
  void unsetAddressVariable_neverFallsBackToAnotherRoom() {
    System.setProperty("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl());
    try (Host host = Host.withAppender("<webhookUrl>${CHAT_TEST_NO_SUCH:-}</webhookUrl>")) {
      host.logger("com.acme.A").error("for another room");

      assertThat(host.appender().getDeliveryStats().accepted()).isZero();
    } finally {
      System.clearProperty("GOOGLE_CHAT_WEBHOOK_URL");
    }
    assertThat(space.arrivals()).isEmpty();
  }

  @Test
  void addressByName_isReadByTheAppender() {
    System.setProperty("CHAT_TEST_URL", space.webhookUrl());
    try (Host host = Host.withAppender("<webhookUrl>env:CHAT_TEST_URL</webhookUrl>")) {
      host.logger("com.acme.A").error("hello");
      host.flush();
    } finally {
      System.clearProperty("CHAT_TEST_URL");
    }
    assertThat(space.messages()).hasSize(1);
  }

  @Test
  void contextName_isTheApplicationsName() {
    String xml =
        "<configuration><contextName>shop-web</contextName>"
            + Host.appender(Host.webhook(space.webhookUrl()))
            + "<root><appender-ref ref=\"CHAT\"/></root></configuration>";
    try (Host host = Host.of(xml)) {
      assertThat(host.ourStatuses())
          .anyMatch(status -> status.startsWith("INFO application shop-web"));
    }
  }

  @Test
  void disabledAppender_isIdle() {
    try (Host host = ourHost("<enabled>false</enabled>")) {
      host.logger("com.acme.A").error("unheard");

      assertThat(host.ourStatuses()).containsExactly("INFO idle: enabled is false");
      assertThat(host.appender().getDeliveryStats().accepted()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://chat.googleapis.com/v1/spaces/A/messages?key=MARKK&token=MARKT| use https (http"
            + " only on loopback)",
        "https://evil.example/v1/spaces/A/messages?key=MARKK&token=MARKT| have a host from"
            + " allowedHosts, which are chat.googleapis.com",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=MARKK| have the parameters key and"
            + " token; missing: token; it is cut off at the first & (a shell needs quotes around"
            + " it)",
        "https://chat.googleapis.com/v1/spaces/A/messages?token=MARKT| have the parameters key and"
            + " token; missing: key",
        "https://chat.googleapis.com/v1/other?key=MARKK&token=MARKT| have a path that ends in"
            + " /spaces/SPACE/messages",
        "MARKT garbage| contain no spaces",
        "MARKT| be an absolute address with scheme and host"
      })
  void badWebhook_isOneWarningThatNamesTheRuleAndNotTheValue(String url, String rule) {
    PrintStream stderr = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (Host host = Host.withAppender(Host.webhook(url))) {
      host.logger("com.acme.A").error("unheard");

      assertThat(host.appender().isStarted()).isTrue();
      assertThat(host.ourStatuses())
          .filteredOn(status -> !status.startsWith("INFO"))
          .containsExactly("WARN idle: webhookUrl must " + rule);
      assertThat(host.statuses()).noneMatch(status -> status.getLevel() == Status.ERROR);
      assertThat(host.statuses().toString()).doesNotContain("MARKT", "MARKK");
      assertThat(printed.toString(StandardCharsets.UTF_8).lines())
          .containsExactly("GoogleChat appender CHAT: idle: webhookUrl must " + rule);
      assertThat(ourThreads()).isEmpty();
    } finally {
      System.setErr(stderr);
    }
  }

  @Test
  void openingBreaker_isOneLineOnStandardErrorWithoutStatusListeners() throws Exception {
    PrintStream stderr = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (Host host = Host.withAppender(Host.webhook(wrongToken()) + "<firstWait>0</firstWait>")) {
      host.logger("com.acme.A").error("one");

      assertThat(space.awaitArrivals(1, Duration.ofSeconds(10))).isTrue();
      org.awaitility.Awaitility.await()
          .until(() -> host.appender().getDeliveryStats().state() == DeliveryStats.State.BROKEN);
      assertThat(host.ourStatuses())
          .filteredOn(status -> status.startsWith("WARN"))
          .singleElement()
          .asString()
          .contains("does not work: 403 PERMISSION_DENIED")
          .doesNotContain("MARKER-TOKEN");
      assertThat(printed.toString(StandardCharsets.UTF_8).lines()).hasSize(1);
    } finally {
      System.setErr(stderr);
    }
  }

  @Test
  void openingBreaker_isOneLineOnStandardErrorWithANopStatusListener() throws Exception {
    PrintStream stderr = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (Host host =
        Host.of(
            "<configuration>"
                + "<statusListener class=\"ch.qos.logback.core.status.NopStatusListener\"/>"
                + Host.appender(Host.webhook(wrongToken()) + "<firstWait>0</firstWait>")
                + "<root level=\"TRACE\"><appender-ref ref=\"CHAT\"/></root></configuration>")) {
      host.logger("com.acme.A").error("one");

      org.awaitility.Awaitility.await()
          .until(() -> host.appender().getDeliveryStats().state() == DeliveryStats.State.BROKEN);
      assertThat(printed.toString(StandardCharsets.UTF_8).lines())
          .singleElement()
          .asString()
          .contains("does not work: 403 PERMISSION_DENIED")
          .doesNotContain("MARKER-TOKEN");
    } finally {
      System.setErr(stderr);
    }
  }

  @Test
  void token_appearsNowhere_evenInTheHostsDebugOutput() throws Exception {
    PrintStream stdout = System.out;
    PrintStream stderr = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try (Host host =
        Host.of(
            "<configuration debug=\"true\">"
                + Host.appender(Host.webhook(wrongToken()) + "<firstWait>0</firstWait>")
                + "<root level=\"TRACE\"><appender-ref ref=\"CHAT\"/></root></configuration>")) {
      space.answerWith(1, Misbehavior.resetBeforeAnswer());
      host.logger("com.acme.A").error("one");
      org.awaitility.Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> host.appender().getDeliveryStats().state() == DeliveryStats.State.BROKEN);

      assertThat(host.statuses().toString()).doesNotContain("MARKER-TOKEN");
    } finally {
      System.setOut(stdout);
      System.setErr(stderr);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("does not work")
        .doesNotContain("MARKER-TOKEN");
  }

  @Test
  void stop_returnsInTimeWithASilentEndpoint_andCountsTheRest() {
    space.answerWith(Misbehavior.delay(Duration.ofSeconds(30)));
    Host host = ourHost("<shutdownTimeout>500 ms</shutdownTimeout>");
    GoogleChatAppender appender = host.appender();
    host.logger("com.acme.A").error("one");
    host.logger("com.acme.A").error("two");

    long start = System.nanoTime();
    host.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    assertThat(appender.getDeliveryStats().dropped(DropReason.CLOSED)).isEqualTo(2);
    assertThat(appender.getDeliveryStats().pending()).isZero();
  }

  @Test
  void everyEventOfManyThreads_isReportedOrCounted() throws Exception {
    try (Host host =
        ourHost(
            "<queueCapacity>65536</queueCapacity><groupBy>none</groupBy><threadBy>none</threadBy>")) {
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 8; t++) {
        Logger logger = host.logger("com.acme.T" + t);
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 100; i++) {
                    logger.error("event {}", i);
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      host.flush();

      DeliveryStats stats = host.appender().getDeliveryStats();
      assertThat(stats.accepted()).isEqualTo(800);
      assertThat(stats.reported()).isEqualTo(800);
      assertThat(stats.droppedTotal()).isZero();
    }
  }

  @Test
  void argumentsThatLogOrThrow_neverAffectTheApplication() {
    try (Host host = ourHost("")) {
      Logger logger = host.logger("com.acme.A");
      logger.error(
          "deep {}",
          new Object() {
            @Override
            public String toString() {
              logger.error("logged meanwhile");
              throw new IllegalStateException("toString");
            }
          });
      logger.error("fine");
      host.flush();

      DeliveryStats stats = host.appender().getDeliveryStats();
      assertThat(stats.accepted()).isEqualTo(stats.reported() + stats.droppedTotal());
      assertThat(space.messages().get(0).text()).contains("fine");
    }
  }

  private String wrongToken() {
    return space.webhookUrl().replace("token=t", "token=MARKER-TOKEN-ABCDEF");
  }

  private Host ourHost(String elements) {
    return Host.withAppender(Host.webhook(space.webhookUrl()) + FAST + elements);
  }

  private static List<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("google-chat-appender-delivery"))
        .collect(Collectors.toList());
  }

  /** Encodes an event without a layout. */
  public static final class OwnEncoder extends EncoderBase<ILoggingEvent> {

    /** Creates an encoder by reflection. */
    public OwnEncoder() {}

    @Override
    public byte[] headerBytes() {
      return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
      return ("encoded: " + event.getFormattedMessage()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] footerBytes() {
      return new byte[0];
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.ThreadContext;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.impl.Log4jLogEvent;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.core.layout.AbstractStringLayout;
import org.apache.logging.log4j.core.selector.ContextSelector;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.message.ReusableObjectMessage;
import org.apache.logging.log4j.message.ReusableSimpleMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleChatAppenderTest {

  private static final String FAST = "messagesPerMinute=\"6000\" burst=\"60\" ";

  /** The thread key of a problem in no known environment. */
  private static final String PROBLEM = "gca:[^:]+::[0-9a-f]{16}:\\d{4}-\\d{2}-\\d{2}";

  /** Every event is an entry of its own, in the thread of its logger. */
  private static final String BY_LOGGER = "groupBy=\"none\" threadBy=\"logger\" ";

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

  @Test
  void repeatedStatement_isOneMessageWithItsCountInItsProblemsThread() {
    try (Host host = ourHost("firstWait=\"60 s\" ")) {
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
    try (Host host = ourHost("firstWait=\"60 s\" ")) {
      ThreadContext.put("gchat.fingerprint", "database");
      host.logger("com.acme.A").error("no connection");
      host.logger("com.acme.B").error("no answer");
      ThreadContext.remove("gchat.fingerprint");
      host.flush();

      assertThat(space.messages()).hasSize(1);
      assertThat(space.messages().get(0).text()).contains("no answer in `B`\n", " · ×2 · ");
    }
  }

  @Test
  void yamlConfiguresTheSame() {
    String yaml =
        "Configuration:\n"
            + "  status: OFF\n"
            + "  Appenders:\n"
            + "    GoogleChat:\n"
            + "      name: Chat\n"
            + ("      webhookUrl: \"" + space.webhookUrl() + "\"\n")
            + "      messagesPerMinute: 6000\n"
            + "      threadBy: application\n"
            + "      application: yaml-shop\n"
            + "  Loggers:\n"
            + "    Root:\n"
            + "      level: ERROR\n"
            + "      AppenderRef:\n"
            + "        ref: Chat\n";
    try (Host host = Host.ofYaml(yaml)) {
      assertPosts(host, "yaml-shop");
    }
  }

  @Test
  void jsonConfiguresTheSame() {
    String json =
        "{\"Configuration\":{\"status\":\"OFF\",\"Appenders\":{\"GoogleChat\":{\"name\":\"Chat\","
            + ("\"webhookUrl\":\"" + space.webhookUrl() + "\",")
            + "\"messagesPerMinute\":6000,\"threadBy\":\"application\","
            + "\"application\":\"json-shop\"}},"
            + "\"Loggers\":{\"Root\":{\"level\":\"ERROR\",\"AppenderRef\":{\"ref\":\"Chat\"}}}}}";
    try (Host host = Host.ofJson(json)) {
      assertPosts(host, "json-shop");
    }
  }

  @Test
  void propertiesConfigureTheSame() {
    String properties =
        "status = OFF\n"
            + "appender.chat.type = GoogleChat\n"
            + "appender.chat.name = Chat\n"
            + ("appender.chat.webhookUrl = " + space.webhookUrl() + "\n")
            + "appender.chat.messagesPerMinute = 6000\n"
            + "appender.chat.threadBy = application\n"
            + "appender.chat.application = properties-shop\n"
            + "rootLogger.level = ERROR\n"
            + "rootLogger.appenderRef.chat.ref = Chat\n";
    try (Host host = Host.ofProperties(properties)) {
      assertPosts(host, "properties-shop");
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
  void refusesEventsBelowTheLevel() {
    try (Host host = ourHost("level=\"WARN\" " + BY_LOGGER)) {
      host.logger("com.acme.A").info("too low");
      host.logger("com.acme.A").warn("just enough");
      host.logger("com.acme.A").fatal("more than enough");
      host.flush();

      assertThat(host.appender().getDeliveryStats().accepted()).isEqualTo(2);
      assertThat(space.messages().get(0).text()).contains("🟠 *WARN*", "🔥 *FATAL*");
    }
  }

  @Test
  void hostsFilters_runFirst() {
    String filter = "<RegexFilter regex=\".*denied.*\" onMatch=\"DENY\" onMismatch=\"NEUTRAL\"/>";
    try (Host host = Host.withAppender(Host.webhook(space.webhookUrl()) + FAST, filter)) {
      host.logger("com.acme.A").error("denied by the filter");
      host.logger("com.acme.A").error("let through");
      host.flush();

      assertThat(host.appender().getDeliveryStats().accepted()).isEqualTo(1);
      assertThat(space.messages().get(0).text()).contains("let through");
    }
  }

  @Test
  void layoutReplacesMessageAndStackButNotLineOne() {
    try (Host host =
        Host.withAppender(
            Host.webhook(space.webhookUrl()) + FAST,
            "<PatternLayout pattern=\"layout says: %m%n\"/>")) {
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
    Log4jReader reader =
        new Log4jReader(
            new AbstractStringLayout(StandardCharsets.UTF_8) {
              @Override
              public String toSerializable(LogEvent event) {
                return null;
              }
            });

    assertThatThrownBy(() -> reader.layoutText(Log4jLogEvent.newBuilder().build()))
        .hasMessage("the layout returned null");
  }

  @Test
  void layoutInAnotherCharset_isDecoded() {
    try (Host host =
        Host.withAppender(
            Host.webhook(space.webhookUrl()) + FAST,
            "<PatternLayout pattern=\"%m\" charset=\"ISO-8859-1\"/>")) {
      host.logger("com.acme.A").error("grüße");
      host.flush();

      assertThat(space.messages().get(0).text()).contains("grüße");
    }
  }

  @Test
  void contextValue_choosesTheThread() {
    try (Host host = ourHost("threadBy=\"mdc:tenant\" application=\"shop\" ")) {
      ThreadContext.put("tenant", "acme");
      host.logger("com.acme.A").error("failed");
      ThreadContext.remove("tenant");
      host.flush();

      assertThat(space.messages().get(0).threadKey()).startsWith("gca:shop::mdc:acme:");
    }
  }

  @Test
  void mutableEventsOfAsyncLoggersAreCopiedBeforeTheyAreReused() {
    try (Host host =
        Host.withAsyncLoggers(
            Host.webhook(space.webhookUrl()) + FAST + BY_LOGGER + "firstWait=\"60 s\" ")) {
      Logger logger = host.logger("com.acme.A");
      for (int i = 0; i < 20; i++) {
        logger.error("event number {} of {}", i, "twenty", new IllegalStateException("no " + i));
      }
      await().until(() -> host.appender().getDeliveryStats().accepted() == 20);
      host.flush();

      String all = space.messages().stream().map(m -> m.text()).collect(Collectors.joining("\n"));
      for (int i = 0; i < 20; i++) {
        assertThat(all).contains("event number " + i + " of twenty", "no " + i);
      }
      assertThat(all).contains("thread `main`");
    }
  }

  @Test
  void reusableMessagesAreReadWhileTheyHoldTheirText() {
    try (Host host = ourHost(BY_LOGGER)) {
      Logger logger = host.context.getLogger("com.acme.Reusable", ReusableMessageFactory.INSTANCE);
      logger.error("first {}", "one");
      logger.error("second {}", "two");
      host.flush();

      assertThat(space.messages().get(0).text()).contains("first one", "second two");
    }
  }

  @Test
  void reconfigurationUnderLoadLosesNothingAndKeepsBudgetAndSender() throws Exception {
    String attributes =
        Host.webhook(space.webhookUrl())
            + "messagesPerMinute=\"6000\" burst=\"2\" queueCapacity=\"65536\" "
            + "groupBy=\"none\" threadBy=\"none\" ";
    try (Host host = Host.withAppender(attributes + "application=\"before\" ")) {
      GoogleChatAppender first = host.appender();
      Logger logger = host.logger("com.acme.A");
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        Thread thread =
            new Thread(
                () -> {
                  for (int i = 0; i < 250; i++) {
                    logger.error("event {}", i);
                  }
                });
        threads.add(thread);
        thread.start();
      }
      for (int i = 0; i < 10; i++) {
        host.reconfigure(Host.xml(attributes + "application=\"after" + i + "\" ", ""));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      logger.error("the last one");
      host.flush();

      DeliveryStats stats = host.appender().getDeliveryStats();
      assertThat(host.appender()).isNotSameAs(first);
      assertThat(stats.accepted()).isEqualTo(1_001);
      assertThat(stats.reported()).isEqualTo(1_001);
      assertThat(space.messages().get(space.messages().size() - 1).text()).contains("after9");
      assertThat(ourThreads()).hasSize(1);
    }
    await().until(() -> ourThreads().isEmpty());
  }

  @Test
  void reconfigurationDoesNotRefillTheBucket() throws Exception {
    String attributes =
        Host.webhook(space.webhookUrl())
            + "messagesPerMinute=\"60\" burst=\"2\" firstWait=\"0\" "
            + "groupBy=\"none\" threadBy=\"none\" ";
    try (Host host = Host.withAppender(attributes)) {
      Logger logger = host.logger("com.acme.A");
      long start = System.nanoTime();
      for (int i = 0; i < 2; i++) {
        logger.error("event {}", i);
        assertThat(space.awaitArrivals(i + 1, Duration.ofSeconds(10))).isTrue();
      }
      host.reconfigure(Host.xml(attributes, ""));
      for (int i = 2; i < 4; i++) {
        logger.error("event {}", i);
        assertThat(space.awaitArrivals(i + 1, Duration.ofSeconds(10))).isTrue();
      }

      // burst 2, then one a second: the fourth post cannot start before two seconds have passed
      long span = space.arrivals().get(3).nanos() - start;
      assertThat(TimeUnit.NANOSECONDS.toMillis(span)).isGreaterThanOrEqualTo(2_000);
    }
  }

  @Test
  void reconfigurationToABrokenSettingStopsTheSenderInOrder() {
    String attributes = Host.webhook(space.webhookUrl()) + FAST + "firstWait=\"60 s\" ";
    try (Host host = Host.withAppender(attributes)) {
      host.logger("com.acme.A").error("pending");
      host.reconfigure(Host.xml(attributes + "burst2=\"\" enabled=\"maybe\" ", ""));

      assertThat(space.messages()).hasSize(1);
      assertThat(host.appender().isStarted()).isTrue();
      assertThat(host.ourStatuses()).contains("ERROR idle: enabled must be true or false: maybe");
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
    try (Host host = Host.withAppender("webhookUrl=\"${env:CHAT_TEST_NO_SUCH}\" ")) {
      assertThat(host.ourStatuses())
          .containsExactly(
              "INFO idle: webhookUrl is not set: variable CHAT_TEST_NO_SUCH has no value");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "webhookUrl=\"\" ",
        "webhookUrl=\" \" ",
        "webhookUrl=\"${env:CHAT_TEST_NO_SUCH:-}\" ",
        "webhookUrl=\"${env:CHAT_TEST_NO_SUCH}\" "
      })
  void unsetAddressVariable_neverFallsBackToAnotherRoom(String attribute) {
    System.setProperty("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl());
    try (Host host = Host.withAppender(attribute)) {
      host.logger("com.acme.A").error("for another room");

      assertThat(host.ourStatuses()).anyMatch(status -> status.startsWith("INFO idle: webhookUrl"));
    } finally {
      System.clearProperty("GOOGLE_CHAT_WEBHOOK_URL");
    }
    assertThat(space.arrivals()).isEmpty();
  }

  @Test
  void addressByName_isReadByTheAppender() {
    System.setProperty("CHAT_TEST_URL", space.webhookUrl());
    try (Host host = Host.withAppender("webhookUrl=\"env:CHAT_TEST_URL\" ")) {
      host.logger("com.acme.A").error("hello");
      host.flush();
    } finally {
      System.clearProperty("CHAT_TEST_URL");
    }
    assertThat(space.messages()).hasSize(1);
  }

  @Test
  void disabledAppender_isIdle() {
    try (Host host = ourHost("enabled=\"false\" ")) {
      host.logger("com.acme.A").error("unheard");

      assertThat(host.ourStatuses()).containsExactly("INFO idle: enabled is false");
      assertThat(host.appender().getDeliveryStats().accepted()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://chat.googleapis.com/v1/spaces/A/messages?key=MARKK&token=MARKT| use https (http only"
            + " on loopback)",
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
  void badWebhook_isOneErrorThatNamesTheRuleAndNotTheValue(String url, String rule) {
    try (Host host = Host.withAppender(Host.webhook(url))) {
      host.logger("com.acme.A").error("unheard");

      assertThat(host.appender().isStarted()).isTrue();
      assertThat(host.ourStatuses())
          .filteredOn(status -> !status.startsWith("INFO"))
          .containsExactly("ERROR idle: webhookUrl must " + rule);
      assertThat(host.allStatuses().toString()).doesNotContain("MARKT", "MARKK");
      assertThat(ourThreads()).isEmpty();
    }
  }

  @Test
  void token_appearsNowhere_evenAtTraceLevel() {
    PrintStream stdout = System.out;
    PrintStream stderr = System.err;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    String xml =
        Host.xml(Host.webhook(wrongToken()) + "firstWait=\"0\" ", "")
            .replace("status=\"OFF\"", "status=\"TRACE\"");
    try (Host host = Host.of(xml)) {
      space.answerWith(1, Misbehavior.resetBeforeAnswer());
      host.logger("com.acme.A").error("one");
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> host.appender().getDeliveryStats().state() == DeliveryStats.State.BROKEN);
      host.reconfigure(xml);

      assertThat(host.allStatuses().toString())
          .contains("does not work: 403 PERMISSION_DENIED")
          .doesNotContain("MARKER-TOKEN");
    } finally {
      System.setOut(stdout);
      System.setErr(stderr);
    }
    assertThat(printed.toString(StandardCharsets.UTF_8)).doesNotContain("MARKER-TOKEN");
  }

  @Test
  void openingBreaker_isOneError() {
    try (Host host = Host.withAppender(Host.webhook(wrongToken()) + FAST + "firstWait=\"0\" ")) {
      for (int i = 0; i < 10; i++) {
        host.logger("com.acme.A").error("one");
      }
      await().until(() -> host.appender().getDeliveryStats().state() == DeliveryStats.State.BROKEN);

      assertThat(host.ourStatuses())
          .filteredOn(status -> status.startsWith("ERROR"))
          .singleElement()
          .asString()
          .contains("does not work: 403 PERMISSION_DENIED");
    }
  }

  @Test
  void stop_returnsInTimeWithASilentEndpoint_andCountsTheRest() {
    space.answerWith(Misbehavior.delay(Duration.ofSeconds(30)));
    Host host = ourHost("shutdownTimeout=\"500 ms\" ");
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
  void positiveHostTimeout_lowersOurs() {
    space.answerWith(Misbehavior.delay(Duration.ofSeconds(30)));
    Host host = ourHost("shutdownTimeout=\"60 s\" ");
    GoogleChatAppender appender = host.appender();
    host.logger("com.acme.A").error("one");

    long start = System.nanoTime();
    assertThat(appender.stop(300, TimeUnit.MILLISECONDS)).isFalse();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
    assertThat(appender.isStopped()).isTrue();
    host.close();
  }

  @Test
  void stop_postsPendingEvents() {
    Host host = ourHost("firstWait=\"60 s\" ");
    host.logger("com.acme.A").error("last words");
    host.close();

    assertThat(space.messages()).hasSize(1);
    assertThat(space.messages().get(0).text()).contains("last words");
  }

  @Test
  void exceptionLoggedAsTheMessage_isShownAsAnException() {
    try (Host host = ourHost("")) {
      IllegalStateException thrown = new IllegalStateException("disk full");
      thrown.setStackTrace(
          new StackTraceElement[] {
            new StackTraceElement("com.acme.Disk", "write", "Disk.java", 7)
          });
      host.logger("com.acme.A").error(thrown);
      host.flush();

      assertThat(space.messages().get(0).text())
          .contains("*IllegalStateException* in `Disk.write`: disk full");
    }
  }

  /** A logging thread may need the lock of all managers to create another appender. */
  @Test
  void stoppingAppenderWithASilentSpace_doesNotBlockCreatingAnother() throws Exception {
    space.answerWith(Misbehavior.delay(Duration.ofMinutes(1)));
    Host host = ourHost("firstWait=\"0 ms\" shutdownTimeout=\"30 s\" ");
    GoogleChatAppender appender = host.appender();
    host.logger("com.acme.A").error("last words");
    await().until(() -> space.arrivals().size() == 1);
    Thread stopping = new Thread(host::close, "stopping");
    stopping.start();
    await().until(appender::isStopping);

    try (Host other = ourHost("")) {
      assertThat(other.appender().isStarted()).isTrue();
      assertThat(stopping.isAlive()).isTrue();
    }
    space.close();
    stopping.join();
  }

  /** {@code LogManager.shutdown()} passes the host's own default. */
  @Test
  void shutdownWithTheHostsDefaultTime_hasTheWholeShutdownTimeout() {
    space.answerWith(Misbehavior.delay(Duration.ofMillis(300)));
    Host host = ourHost("firstWait=\"60 s\" shutdownTimeout=\"30 s\" ");
    host.logger("com.acme.A").error("last words");

    host.context.stop(ContextSelector.DEFAULT_STOP_TIMEOUT, TimeUnit.MILLISECONDS);

    assertThat(space.messages()).hasSize(1);
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
      assertThat(space.messages().toString() + space.messages().get(0).text()).contains("fine");
    }
  }

  @Test
  void exceptionsThatThrowWhenRead_loseOnlyThatPart() {
    List<RuntimeException> broken =
        List.of(
            new RuntimeException() {
              private static final long serialVersionUID = 1L;

              @Override
              public String getMessage() {
                throw new IllegalStateException("getMessage");
              }
            },
            new RuntimeException() {
              private static final long serialVersionUID = 1L;

              @Override
              public synchronized Throwable getCause() {
                throw new StackOverflowError("getCause");
              }
            },
            new RuntimeException() {
              private static final long serialVersionUID = 1L;

              @Override
              public StackTraceElement[] getStackTrace() {
                return null;
              }
            },
            new RuntimeException() {
              private static final long serialVersionUID = 1L;

              @Override
              public StackTraceElement[] getStackTrace() {
                return new StackTraceElement[] {null};
              }
            });
    try (Host host = ourHost("groupBy=\"none\" threadBy=\"application\" ")) {
      broken.forEach(thrown -> host.logger("com.acme.A").error("broken", thrown));
      host.flush();

      DeliveryStats stats = host.appender().getDeliveryStats();
      assertThat(stats.reported()).isEqualTo(4);
      assertThat(stats.droppedTotal()).isZero();
      assertThat(space.messages()).hasSize(1);
      String each = "\\*GoogleChatAppenderTest\\$\\d+\\*.*: broken";
      assertThat(space.messages().get(0).text().split(each, -1)).hasSize(5);
    }
  }

  @Test
  void nullInAnyMessageType_isAnEmptyMessage() {
    ReusableSimpleMessage reusable = new ReusableSimpleMessage();
    reusable.set((String) null);
    ReusableObjectMessage object = new ReusableObjectMessage();
    object.set(null);
    SimpleMessage formatted = new SimpleMessage((String) null);
    assertThat(formatted.getFormattedMessage()).isEqualTo("null");
    Log4jReader reader = new Log4jReader(null);
    MutableLogEvent reused = new MutableLogEvent();
    reused.setMessage(reusable);

    for (Message message :
        List.of(
            new SimpleMessage((String) null),
            formatted,
            reusable,
            object,
            new ObjectMessage(null),
            reused.getMessage())) {
      LogEvent event = Log4jLogEvent.newBuilder().setMessage(message).build();
      assertThat(reader.message(event)).as(message.getClass().getName()).isEmpty();
    }
    for (Message message :
        List.of(new SimpleMessage("null"), new ParameterizedMessage("{}", (Object) null))) {
      LogEvent event = Log4jLogEvent.newBuilder().setMessage(message).build();
      assertThat(reader.message(event)).as(message.getClass().getName()).isEqualTo("null");
    }
  }

  @ParameterizedTest
  @CsvSource({"A1P, A21", "k1n9, k309", "tenantAa, tenantBB"})
  void tenantsOfEqualHashes_areTwoProblems(String one, String other) {
    try (Host host = ourHost("threadBy=\"mdc:tenant\" ")) {
      for (String tenant : List.of(one, other, one, other)) {
        ThreadContext.put("tenant", tenant);
        host.logger("com.acme.A").error("boom");
        ThreadContext.remove("tenant");
        host.flush();
      }

      assertThat(space.threads()).hasSize(2);
    }
  }

  @Test
  void markersAreReadWithTheirParents() {
    List<String> names = new ArrayList<>();
    Log4jLogEvent event =
        Log4jLogEvent.newBuilder()
            .setLevel(Level.ERROR)
            .setMarker(
                new MarkerManager.Log4jMarker("CHILD-" + System.nanoTime())
                    .addParents(MarkerManager.getMarker("PARENT")))
            .build();

    new Log4jReader(null).markers(event, names::add);

    assertThat(names).hasSize(2).contains("PARENT");
  }

  @ParameterizedTest
  @CsvSource({
    "50, FATAL",
    "100, FATAL",
    "150, ERROR",
    "200, ERROR",
    "250, WARN",
    "350, INFO",
    "450, DEBUG",
    "550, TRACE",
    "700, TRACE"
  })
  void customLevelsCountAsTheNextLessSevereStandardLevel(int intLevel, Severity expected) {
    Level level = Level.forName("TEST" + intLevel, intLevel);

    Severity severity =
        new Log4jReader(null).severity(Log4jLogEvent.newBuilder().setLevel(level).build());

    assertThat(severity).isEqualTo(expected);
  }

  private void assertPosts(Host host, String application) {
    host.logger("com.acme.A").error("hello");
    host.flush();

    assertThat(space.messages()).hasSize(1);
    assertThat(space.messages().get(0).text()).contains(application, "hello");
    assertThat(space.messages().get(0).threadKey()).startsWith("gca:" + application + "::");
  }

  private String wrongToken() {
    return space.webhookUrl().replace("token=t", "token=MARKER-TOKEN-ABCDEF");
  }

  private Host ourHost(String attributes) {
    return Host.withAppender(Host.webhook(space.webhookUrl()) + FAST + attributes);
  }

  private static List<String> ourThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("google-chat-appender-delivery"))
        .collect(Collectors.toList());
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Notices;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.incident.PartMaker;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.Configs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Tests line 1, all that a phone shows: exception, place and the beginning of the root's message.
 */
class LineOneTest {

  private static final String STARS = "*".repeat(27);

  private static final String BOOT_REPORT =
      "\n\n"
          + STARS
          + "\nAPPLICATION FAILED TO START\n"
          + STARS
          + "\n\nDescription:\n\n%s\n\nAction:\n\n%s\n";

  private final PartText text = new PartText(new ContentReader(Configs.defaults()));
  private final MessageRenderer renderer = Renderers.of(Configs.defaults(), Clock.systemUTC());

  @Test
  void lineOne_endsWithTheRootCausesMessage() {
    LogEntry entry =
        logged("Payment failed")
            .throwable(thrown("com.acme.PaymentException", "no status", "com.acme.Payments.pay"))
            .throwable(
                thrown(
                    "java.net.SocketTimeoutException",
                    "Read timed out",
                    "java.net.Socket.read",
                    "com.acme.HttpStack.get"))
            .build();

    assertThat(lineOne(entry))
        .isEqualTo(
            "🔴 *ERROR* orders-api — *SocketTimeoutException* in `HttpStack.get`: Read timed out");
    assertThat(card(entry)).contains("SocketTimeoutException in HttpStack.get: Read timed out");
    assertThat(row(entry))
        .isEqualTo(
            "🔴 *ERROR* *SocketTimeoutException* in `HttpStack.get`: Read timed out"
                + " — Payment failed");
    assertThat(cardRow(entry))
        .isEqualTo(
            "<b>SocketTimeoutException</b> in <code>HttpStack.get</code>: Read timed out"
                + " — Payment failed");
  }

  @Test
  void kafkaBrokerWithABadSetting_namesTheInvalidValue() {
    LogEntry entry =
        logged("Exiting Kafka due to fatal exception")
            .throwable(
                thrown(
                    "org.apache.kafka.common.config.ConfigException",
                    "Invalid value contoller for configuration process.roles: String must be one"
                        + " of: broker, controller",
                    "org.apache.kafka.common.config.ConfigDef$ValidList.ensureValid",
                    "kafka.server.KafkaConfig.<init>"))
            .build();

    assertThat(lineOne(entry))
        .isEqualTo(
            "🔴 *ERROR* orders-api — *ConfigException* in `KafkaConfig.<init>`: Invalid value"
                + " contoller for configuration process.roles: String must be one of: broker,"
                + " controller");
    assertThat(row(entry)).contains("Invalid value contoller for configuration process.roles");
    assertThat(card(entry)).contains("Invalid value contoller for configuration process.roles");
  }

  @Test
  void longMessage_isCutToKeepOneLine() {
    LogEntry entry =
        logged("boom").throwable(thrown("a.E", "m\n".repeat(400), "com.acme.A.b")).build();

    assertThat(lineOne(entry))
        .isEqualTo("🔴 *ERROR* orders-api — *E* in `A.b`: " + "m ".repeat(59) + "m…");
  }

  @Test
  void hostileMessagesOfExceptionsAreHarmlessInLineOne() {
    LogEntry entry =
        logged("boom")
            .throwable(thrown("a.E", "<users/all> *b* `c`\n> [ok](https://e.example)", "x.A.b"))
            .build();

    assertThat(lineOne(entry))
        .isEqualTo(
            "🔴 *ERROR* orders-api — *E* in `A.b`: <\u200Busers/all> \u2217b\u2217 \u02CBc\u02CB"
                + " > [ok]\u200B(https://e.example)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Read timed out", " Read timed out\n", "java.io.IOException: Read timed out"})
  void logTextThatRepeatsTheException_isShownOnce(String logText) {
    LogEntry entry =
        logged(logText).throwable(thrown("java.io.IOException", "Read timed out", "x.A.b")).build();

    assertThat(whole(entry))
        .startsWith("🔴 *ERROR* orders-api — *IOException* in `A.b`: Read timed out\n`c.a.shop.");
    assertThat(row(entry)).isEqualTo("🔴 *ERROR* *IOException* in `A.b`: Read timed out");
  }

  @Test
  void digestRow_omitsLogTextThatRepeatsTheException() {
    LogEntry entry =
        logged("Payment failed: Read timed out")
            .throwable(thrown("java.io.IOException", "Read timed out", "x.A.b"))
            .build();

    assertThat(row(entry))
        .isEqualTo("🔴 *ERROR* *IOException* in `A.b`: Read timed out — Payment failed: …");
  }

  @Test
  void rootWithoutMessage_isShownWithTheLogText() {
    LogEntry entry =
        logged("Cannot price order 8123")
            .throwable(thrown("java.lang.NullPointerException", null, "com.acme.Catalog.price"))
            .build();

    assertThat(whole(entry))
        .startsWith(
            "🔴 *ERROR* orders-api — *NullPointerException* in `Catalog.price`:"
                + " Cannot price order 8123\n`c.a.shop.");
    assertThat(row(entry))
        .isEqualTo("🔴 *ERROR* *NullPointerException* in `Catalog.price`: Cannot price order 8123");
  }

  @ParameterizedTest
  @CsvSource(
      value = {"'',NIL", "' \n',''", "null,null", "NIL,' '"},
      nullValues = "NIL")
  void emptyBlankOrNullMessage_isShownAsNoMessage(
      @Nullable String logText, @Nullable String message) {
    String logged = logText == null ? "" : logText;
    LogEntry plain = logged(logged).build();
    LogEntry failed = logged(logged).throwable(thrown("a.E", message, "com.acme.A.b")).build();

    assertThat(whole(plain))
        .startsWith("🔴 *ERROR* orders-api — no message in `OrderService`\n`c.a.shop.");
    assertThat(whole(failed))
        .startsWith("🔴 *ERROR* orders-api — *E* in `A.b`: no message\n`c.a.shop.");
    assertThat(row(plain)).isEqualTo("🔴 *ERROR* no message in `OrderService`");
    assertThat(row(failed)).isEqualTo("🔴 *ERROR* *E* in `A.b`: no message");
  }

  @Test
  void place_isTheTopOwnFrame() {
    assertThat(place("org.h2.Db.commit", "com.acme.Ledger.book", "com.acme.Checkout.pay"))
        .isEqualTo("Ledger.book");
  }

  @ParameterizedTest
  @CsvSource({
    "sun.nio.fs.UnixException.translateToIOException, org.apache.kafka.Files.open, Files.open",
    "sun.nio.ch.Net.bind0, io.netty.channel.Bind.run, Bind.run",
    "jakarta.servlet.Filter.doFilter, org.springframework.web.Dispatcher.call, Dispatcher.call",
  })
  void withoutOwnFrames_placeIsTheTopFrameOutsideTheJdk(String jdk, String library, String place) {
    assertThat(place(jdk, "java.lang.Thread.run", library, "org.apache.Below.run"))
        .isEqualTo(place);
  }

  @Test
  void withOnlyJdkFrames_thereIsNoPlace() {
    assertThat(place("sun.nio.ch.Net.bind0", "java.lang.Thread.run")).isNull();
  }

  @Test
  void rootWithOnlyJdkFrames_takesItsWrappersPlace() {
    LogEntry entry =
        logged("boom")
            .throwable(thrown("com.acme.Refused", "no", "com.acme.Payments.pay"))
            .throwable(thrown("java.util.concurrent.CompletionException", "x", "java.util.A.b"))
            .throwable(thrown("java.net.ConnectException", "refused", "sun.nio.ch.Net.poll"))
            .build();

    assertThat(lineOne(entry)).endsWith("*ConnectException* in `Payments.pay`: refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "io.github.chatappender.core.ChatSender.append",
        "io.github.chatappender.log4j2.GoogleChatAppender.append",
        "io.github.chatappender.logback.GoogleChatAppender.append",
        "_COROUTINE._BOUNDARY._",
        "_COROUTINE._CREATION._",
        "com.acme.$Proxy12.save",
        "com.acme.Ledger$$SpringCGLIB$$0.book",
      })
  void place_isNeverAGeneratedFrame(String frame) {
    assertThat(place("java.util.Objects.requireNonNull", frame, "com.acme.Order.total"))
        .isEqualTo("Order.total");
    assertThat(place("java.util.Objects.requireNonNull", frame, "org.apache.Logger.log"))
        .isEqualTo("Logger.log");
    assertThat(place(frame)).isNull();
  }

  @Test
  void ourFramesAndCoroutineMarkers_areNotMarkedAsOwn() {
    LogEntry entry =
        logged("boom")
            .throwable(
                thrown(
                    "a.E",
                    "no",
                    "com.acme.Order.total",
                    "_COROUTINE._BOUNDARY._",
                    "io.github.chatappender.log4j2.GoogleChatAppender.append"))
            .build();

    assertThat(whole(entry).lines().filter(line -> line.startsWith("»"))).hasSize(1);
  }

  @Test
  void springBootsFailureReport_isShownAsDescriptionAndAction() {
    LogEntry entry =
        logged(
                String.format(
                    BOOT_REPORT,
                    "Web server failed to start. Port 8080 was already in use.",
                    "Identify and stop the process that's listening on port 8080 or configure this"
                        + " application to listen on another port."))
            .build();

    assertThat(whole(entry))
        .startsWith(
            "🔴 *ERROR* orders-api — Application failed to start: Web server failed to start."
                + " Port 8080 was already in use.\n"
                + "Identify and stop the process that's listening on port 8080 or configure this"
                + " application to listen on another port.\n`c.a.shop.");
    assertThat(row(entry))
        .startsWith(
            "🔴 *ERROR* Application failed to start: Web server failed to start. Port 8080 was"
                + " already in use.");
    assertThat(card(entry))
        .contains(
            "Application failed to start: Web server failed to start. Port 8080 was already in"
                + " use.",
            "Identify and stop the process");
  }

  @Test
  void springBootsLongFailureReport_isShownWhole() {
    String description =
        "Parameter 0 of constructor in com.acme.shop.OrderService required a bean of type"
            + " 'com.acme.shop.PriceList' that could not be found.\n\nThe injection point has"
            + " nothing.";
    LogEntry entry =
        logged(String.format(BOOT_REPORT, description, "Consider defining a bean.")).build();

    assertThat(whole(entry))
        .startsWith(
            "🔴 *ERROR* orders-api — Application failed to start: Parameter 0 of constructor in"
                + " OrderService required a bean of type 'PriceList' that could …\n"
                + description
                + "\n\nConsider defining a bean.\n`c.a.shop.");
  }

  /** What Boot logs if no analyzer of its own knows the failure. */
  @Test
  void failingBean_isNamedBeforeItsCause() {
    LogEntry entry = ofBeans("no key for the provider", "orderController", "paymentClient");

    assertThat(whole(entry))
        .startsWith(
            "🔴 *ERROR* orders-api — *IllegalStateException* in `PaymentClient.<init>`: bean"
                + " `paymentClient`: no key for the provider\nApplication run failed\n");
    assertThat(row(entry))
        .startsWith(
            "🔴 *ERROR* *IllegalStateException* in `PaymentClient.<init>`: bean `paymentClient`: no"
                + " key");
    assertThat(card(entry)).contains("bean paymentClient: no key for the provider");
  }

  @Test
  void failingBeanNamedByItsCause_isNotRepeated() {
    assertThat(whole(ofBeans("no bean 'paymentClient'", "paymentClient")))
        .contains("`: no bean 'paymentClient'\n");
  }

  @Test
  void hostileBean_isEscapedAndCut() {
    assertThat(whole(ofBeans("no key", "`<users/all>*" + "x".repeat(150))))
        .contains("bean `\u02CB<\u200Busers/all>*xxx", "xx…`: no key");
    assertThat(whole(ofBeans("no key", "x".repeat(201)))).contains("`: no key\n");
  }

  private static LogEntry ofBeans(String cause, String... beans) {
    LogEntry.Builder entry = logged("Application run failed");
    for (String bean : beans) {
      entry.throwable(
          thrown(
              "org.springframework.beans.factory.BeanCreationException",
              "Error creating bean with name '" + bean + "' defined in file [x.class]: failed",
              "org.springframework.beans.factory.Resolver.resolve"));
    }
    return entry
        .throwable(
            thrown("java.lang.IllegalStateException", cause, "com.acme.PaymentClient.<init>"))
        .build();
  }

  @Test
  void springBootsFailureReportWithoutAction_isShownAsDescription() {
    String report = String.format(BOOT_REPORT, "The disk is full.", "");

    assertThat(whole(logged(report.substring(0, report.indexOf("Action:"))).build()))
        .startsWith(
            "🔴 *ERROR* orders-api — Application failed to start: The disk is full.\n`c.a.shop.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "***************\nLicence expired\n***************\nRenew it.",
        "\n\n  ======\n  ------\nLicence expired\n======\nRenew it.",
        "\u2554\u2550\u2550\u2557\r\nLicence expired\r\n\u255A\u2550\u2550\u255D\r\nRenew it.",
      })
  void decorationAtTheStart_isSkipped(String banner) {
    assertThat(whole(logged(banner).build()))
        .startsWith(
            "🔴 *ERROR* orders-api — Licence expired Renew it. in `OrderService`\n"
                + "Licence expired\n");
    assertThat(lineOne(logged("x").throwable(thrown("a.E", banner, "com.acme.A.b")).build()))
        .endsWith("*E* in `A.b`: Licence expired Renew it.");
  }

  @Test
  void textOfDecorationOnly_isShownUnchanged() {
    assertThat(lineOne(logged("???").build()))
        .isEqualTo("🔴 *ERROR* orders-api — ??? in `OrderService`");
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.Client, lambda$getThings$0, Client.getThings",
    "com.acme.Client$Connection, read, Client.Connection.read",
    "com.acme.Job$, $anonfun$run$7, Job.run",
    "com.acme.FlowKt, x$lambda$0, Flow.x",
    "com.acme.Shop$order$2$1, invokeSuspend, Shop.order",
  })
  void place_isWrittenAsInTheSource(String type, String method, String place) {
    assertThat(place(type + "." + method)).isEqualTo(place);
  }

  @Test
  void type_isWrittenAsInTheSource() {
    LogEntry entry =
        logged("boom")
            .throwable(thrown("org.client.HttpException$NotFound", "404 Not Found", "x.A.b"))
            .build();

    assertThat(lineOne(entry)).contains("— *HttpException.NotFound* in `A.b`: 404 Not Found");
    assertThat(whole(entry)).contains("\n```\norg.client.HttpException.NotFound: 404 Not Found\n");
  }

  @Test
  void otherProblemsOfALogger_areLabelledSo() {
    Part others =
        PartMaker.part(Part.Kind.FIRST, logged("User x not found").build())
            .others("com.acme.Users")
            .events(450, 450)
            .make();

    assertThat(text.lineOne(null, others))
        .isEqualTo(
            "🔴 *ERROR* orders-api — other problems from `c.acme.Users`: User x not found · ×450");
    assertThat(text.listed(null, others))
        .isEqualTo("🔴 *ERROR* other problems from `c.acme.Users`: User x not found ×450");
    assertThat(new String(render(Notices.parts("t", others), Fidelity.CARD), UTF_8))
        .contains("\"subtitle\":\"other problems from c.acme.Users: User x not found\"");
    assertThat(new String(render(Notices.digest(1, List.of(others)), Fidelity.CARD), UTF_8))
        .contains("other problems from <code>c.acme.Users</code>: User x not found ×450");
  }

  @Test
  void otherProblemsWithAnException_keepItsPlace() {
    LogEntry entry =
        logged("Payment failed").throwable(thrown("a.E", "boom", "com.acme.A.b")).build();

    assertThat(text.lineOne(null, PartMaker.part(Part.Kind.QUIET, entry).others("a.L").make()))
        .startsWith("✅ *ERROR* orders-api — other problems from `a.L`: *E* in `A.b`: boom · quiet");
    assertThat(text.listed(null, PartMaker.part(Part.Kind.FIRST, entry).others("").make()))
        .isEqualTo("🔴 *ERROR* other problems: *E* in `A.b`: boom — Payment failed");
  }

  @Test
  void otherProblemsOfTheApplication_nameTheNewestOnesLogger() {
    Part others = PartMaker.part(Part.Kind.FIRST, logged("boom").build()).others("").make();

    assertThat(text.lineOne(null, others))
        .isEqualTo("🔴 *ERROR* orders-api — other problems: boom in `OrderService`");
  }

  @Test
  void hostileLoggerOfOtherProblems_isHarmless() {
    Part others =
        PartMaker.part(Part.Kind.FIRST, logged("boom").build())
            .others("`<users/all>\n" + "x".repeat(200))
            .make();

    assertThat(text.lineOne(null, others))
        .isEqualTo(
            "🔴 *ERROR* orders-api — other problems from `\u02CB<\u200Busers/all> "
                + "x".repeat(86)
                + "…`: boom");
  }

  private @Nullable String place(String... frames) {
    String line = lineOne(logged("x").throwable(thrown("a.E", "boom", frames)).build());
    String subject = line.substring(line.indexOf("*E*"), line.lastIndexOf(": boom"));
    return subject.equals("*E*") ? null : subject.substring("*E* in `".length()).replace("`", "");
  }

  private String lineOne(LogEntry entry) {
    return text.lineOne(null, PartMaker.ofEntry(entry));
  }

  private String whole(LogEntry entry) {
    return text.whole(null, PartMaker.ofEntry(entry), 4_000);
  }

  private String row(LogEntry entry) {
    return Posted.read(render(Notices.digest(List.of(entry)), Fidelity.TEXT))
        .text
        .lines()
        .skip(1)
        .findFirst()
        .orElseThrow();
  }

  private String card(LogEntry entry) {
    Part part = PartMaker.part(Part.Kind.FIRST, entry).full().make();
    return new String(render(Notices.parts("t", part), Fidelity.CARD), UTF_8);
  }

  private String cardRow(LogEntry entry) {
    String card = new String(render(Notices.digest(List.of(entry)), Fidelity.CARD), UTF_8);
    String text = "\"text\":\"";
    int from = card.lastIndexOf(text) + text.length();
    return card.substring(from, card.indexOf('"', from));
  }

  private byte[] render(Notice notice, Fidelity fidelity) {
    return renderer.render(notice, Footers.NONE, fidelity, List.of()).body;
  }

  private static LogEntry.Builder logged(String message) {
    return LogEntry.builder(Severity.ERROR, "com.acme.shop.OrderService", message);
  }

  private static ThrowableInfo thrown(String type, @Nullable String message, String... frames) {
    List<StackTraceElement> elements = new ArrayList<>();
    for (String frame : frames) {
      int dot = frame.lastIndexOf('.');
      elements.add(
          new StackTraceElement(frame.substring(0, dot), frame.substring(dot + 1), null, -1));
    }
    return new ThrowableInfo(type, message, elements, 0);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Notices;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.incident.PartMaker;
import io.github.chatappender.core.model.EarlierLine;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.FakeProcessFacts;
import io.github.chatappender.core.text.Texts;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The messages with golden files: every kind of notice, and every possible part of one. */
enum GoldenKind {
  FIRST {
    @Override
    Notice notice() {
      return one(PartMaker.part(Part.Kind.FIRST, failed().build()).full().events(14, 14));
    }
  },
  FIRST_AFTER_AN_OUTAGE {
    @Override
    Notice notice() {
      return one(later(Part.Kind.FIRST, 1_430, 1_430).full().late());
    }
  },
  FIRST_WITHOUT_EXCEPTION {
    @Override
    Notice notice() {
      return one(PartMaker.part(Part.Kind.FIRST, entry("Queue orders.in is stuck").build()).full());
    }
  },
  FIRST_OF_SEVERAL_LINES {
    @Override
    Notice notice() {
      String message = "Nightly import failed:\n- 3 rows without a price\n- 1 row without a name\n";
      return one(PartMaker.part(Part.Kind.FIRST, entry(message).build()).full());
    }
  },
  FIRST_WITHOUT_MESSAGE {
    @Override
    Notice notice() {
      return one(PartMaker.part(Part.Kind.FIRST, entry("").build()).full());
    }
  },
  FIRST_THAT_IS_TOO_LONG {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.MESSAGE_CHARS, "200");
    }

    @Override
    Notice notice() {
      LogEntry.Builder entry = entry("Answer of the bank: " + "0123456789 ".repeat(100));
      deep().forEach(entry::throwable);
      return one(PartMaker.part(Part.Kind.FIRST, entry.build()).full());
    }
  },
  FIRST_WITH_CONTEXT {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.MDC_KEYS, "tenant, user");
    }

    @Override
    Notice notice() {
      LogEntry entry =
          entry("Payment refused")
              .mdc("traceId", "4bf92f3577b34da6a3ce929d0e0e4736")
              .mdc("tenant", "acme")
              .mdc("user", "")
              .keyValue("order", "8123")
              .keyValue("amount", "12.50 EUR")
              .build();
      return one(PartMaker.part(Part.Kind.FIRST, entry).full());
    }
  },
  FIRST_WITH_LINKS {
    @Override
    void settings(Settings settings) {
      links(settings);
    }

    @Override
    Notice notice() {
      return one(
          PartMaker.part(Part.Kind.FIRST, failed().mdc("traceId", "4bf92f35").build()).full());
    }
  },
  FIRST_WITH_LINKS_IN_CHAT_MARKUP {
    @Override
    void settings(Settings settings) {
      links(settings.set(Setting.MARKUP, "chat"));
    }

    @Override
    Notice notice() {
      return FIRST_WITH_LINKS.notice();
    }
  },
  FIRST_WITH_LINKS_IN_MARKDOWN {
    @Override
    void settings(Settings settings) {
      links(settings.set(Setting.MARKUP, "markdown"));
    }

    @Override
    Notice notice() {
      return FIRST_WITH_LINKS.notice();
    }
  },
  FIRST_WITH_MENTION {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.MENTION, "all");
    }

    @Override
    Notice notice() {
      return FIRST.notice();
    }

    @Override
    List<String> mentions() {
      return List.of("all");
    }
  },
  FIRST_WITH_MENTION_IN_MARKDOWN {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.MENTION, "1234567890").set(Setting.MARKUP, "markdown");
    }

    @Override
    Notice notice() {
      return FIRST.notice();
    }

    @Override
    List<String> mentions() {
      return List.of("1234567890");
    }
  },
  FIRST_WITH_LINES_BEFORE {
    @Override
    Notice notice() {
      LogEntry entry = failed().mdc("traceId", "4bf92f35").before(linesBefore()).build();
      return one(PartMaker.part(Part.Kind.FIRST, entry).full().events(14, 14));
    }
  },
  FIRST_WITH_MORE_LINES_BEFORE_THAN_FIT {
    @Override
    void settings(Settings settings) {
      links(settings.set(Setting.MESSAGE_CHARS, "2000").set(Setting.STACK_LINES, "100"));
    }

    @Override
    Notice notice() {
      LogEntry.Builder entry = entry("Answer of the bank: " + "0123456789 ".repeat(200));
      deep().forEach(entry::throwable);
      List<EarlierLine> lines = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        lines.add(
            new EarlierLine(
                NOON - 1_000L * (20 - i),
                Severity.INFO,
                "com.acme.shop.Bank",
                "request " + i + " of 20: " + "many words ".repeat(30)));
      }
      return one(PartMaker.part(Part.Kind.FIRST, entry.before(lines).build()).full());
    }
  },
  AGAIN_WITH_LINES_BEFORE {
    @Override
    Notice notice() {
      LogEntry entry = failed().before(linesBefore()).build();
      return one(
          PartMaker.part(Part.Kind.AGAIN, entry)
              .events(1, 15)
              .since(NOON - 1_800_000)
              .silence(3 * 3_600)
              .newText());
    }
  },
  CRITICAL_WITH_LINES_BEFORE_AND_LINKS {
    @Override
    void settings(Settings settings) {
      links(settings.set(Setting.MARKUP, "markdown"));
    }

    @Override
    Notice notice() {
      LogEntry entry =
          entry("Order 8123 is lost").critical(Severity.FATAL).before(linesBefore()).build();
      return one(PartMaker.critical(entry, 1).full());
    }
  },
  FIRST_WITH_OWNER {
    @Override
    void settings(Settings settings) {
      settings
          .set(Setting.MENTION, "all")
          .addOwner("com.acme.billing", "Billing", null)
          .addOwner("com.acme.http, com.acme.shop", "Shop team", "1234567890");
    }

    @Override
    Notice notice() {
      return FIRST.notice();
    }

    @Override
    List<String> mentions() {
      return List.of("1234567890");
    }
  },
  FIRST_WITH_SOURCE_LINK {
    @Override
    void settings(Settings settings) {
      settings
          .set(Setting.COMMIT, "7e3c1f2b6d0a4c55b1f7a90d3e8c2b1a0f9e8d7c")
          .addLink(
              "Source", "https://git.example.com/shop/blob/{commit}/src/main/java/{path}#L{line}")
          .addLink("Issues", "https://git.example.com/search?q={class}.{method}+{file}");
    }

    @Override
    Notice notice() {
      return FIRST.notice();
    }
  },
  FIRST_WITH_LAYOUT {
    @Override
    Notice notice() {
      LogEntry entry = failed().layoutText("[checkout] order=8123\n  retry 3 of 3\n").build();
      return one(PartMaker.part(Part.Kind.FIRST, entry).full());
    }
  },
  FIRST_WITHOUT_STACK_OF_THE_JVM {
    @Override
    Notice notice() {
      LogEntry entry =
          entry("Cannot price order 8123")
              .throwable(new ThrowableInfo("java.lang.NullPointerException", null, List.of(), 0))
              .build();
      return one(PartMaker.part(Part.Kind.FIRST, entry).full().events(20_000, 20_000));
    }
  },
  FIRST_OF_SEVERAL_THREADS {
    @Override
    Notice notice() {
      return one(
          PartMaker.part(Part.Kind.FIRST, entry("Pool is exhausted").build())
              .full()
              .events(40, 40)
              .threads(List.of("exec-4", "exec-1", "exec-9")));
    }
  },
  FIRST_IN_A_TIME_ZONE {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.TIME_ZONE, "Asia/Kolkata");
    }

    @Override
    Notice notice() {
      return FIRST_WITHOUT_EXCEPTION.notice();
    }
  },
  FIRST_WITH_INSTANCE_AND_VERSION {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.INSTANCE, "orders-7c9f").set(Setting.VERSION, "1.4.2");
    }

    @Override
    Notice notice() {
      return FIRST.notice();
    }
  },
  FIRST_AFTER_A_DEPLOYMENT {
    @Override
    void settings(Settings settings) {
      settings
          .set(Setting.INSTANCE, "orders-7c9f")
          .set(Setting.VERSION, "1.4.3")
          .set(Setting.COMMIT, "7e3c1f2b6d0a4c55b1f7a90d3e8c2b1a0f9e8d7c");
    }

    @Override
    FakeProcessFacts facts() {
      return new FakeProcessFacts().startMillis(NOON - 42_000);
    }

    @Override
    Notice notice() {
      return FIRST.notice();
    }
  },
  FIRST_WITH_HOSTILE_TEXT {
    @Override
    Notice notice() {
      String message =
          "<users/all> **look**: [ok](https://evil.example) <https://evil.example|ok>\n"
              + "```\n# not a heading\n> _not_ a quote ~~~ <b>bold</b> &lt; \u202Edesrever\u202C";
      LogEntry entry =
          LogEntry.builder(Severity.ERROR, "com.acme.`Shop`", message)
              .thread("` <users/all>")
              .timeMillis(NOON)
              .keyValue("a`b", "</code><b>1</b>")
              .throwable(
                  new ThrowableInfo(
                      "a.*Bold*Exception",
                      "``` <users/all>",
                      List.of(new StackTraceElement("```", "<b>", null, 1)),
                      0))
              .build();
      return one(PartMaker.part(Part.Kind.FIRST, entry).full());
    }
  },
  FIRST_OF_BOOT {
    @Override
    Notice notice() {
      String stars = "*".repeat(27);
      String report =
          "\n\n"
              + stars
              + "\nAPPLICATION FAILED TO START\n"
              + stars
              + "\n\nDescription:\n\nWeb server failed to start. Port 8080 was already in use.\n\n"
              + "Action:\n\nIdentify and stop the process that's listening on port 8080 or"
              + " configure this application to listen on another port.\n";
      LogEntry entry =
          LogEntry.builder(
                  Severity.ERROR,
                  "org.springframework.boot.diagnostics.LoggingFailureAnalysisReporter",
                  report)
              .thread("main")
              .timeMillis(NOON)
              .build();
      return one(PartMaker.part(Part.Kind.FIRST, entry).full());
    }
  },
  FIRST_OF_A_FAILED_START {
    @Override
    Notice notice() {
      String beans = "org.springframework.beans.factory.";
      LogEntry entry =
          LogEntry.builder(
                  Severity.ERROR,
                  "org.springframework.boot.SpringApplication",
                  "Application run failed")
              .thread("main")
              .timeMillis(NOON)
              .throwable(
                  new ThrowableInfo(
                      beans + "UnsatisfiedDependencyException",
                      "Error creating bean with name 'orderController' defined in file"
                          + " [OrderController.class]: Unsatisfied dependency expressed through"
                          + " constructor parameter 0: Error creating bean with name"
                          + " 'paymentClient': Failed to instantiate",
                      frames(beans + "support.ConstructorResolver.createArgumentArray"),
                      0))
              .throwable(
                  new ThrowableInfo(
                      beans + "BeanCreationException",
                      "Error creating bean with name 'paymentClient': Failed to instantiate",
                      frames(beans + "support.ConstructorResolver.instantiate"),
                      0))
              .throwable(
                  new ThrowableInfo(
                      "java.lang.IllegalStateException",
                      "no key for the payment provider",
                      frames(
                          "com.acme.shop.PaymentClient.<init>",
                          "java.lang.reflect.Constructor.newInstance",
                          beans + "support.ConstructorResolver.instantiate",
                          "com.acme.shop.ShopApplication.main"),
                      0))
              .build();
      return one(PartMaker.part(Part.Kind.FIRST, entry).full());
    }
  },
  FIRST_OF_A_REQUEST {
    @Override
    Notice notice() {
      LogEntry entry =
          failed()
              .mdc("traceId", "4bf92f35")
              .mdc("req.method", "POST")
              .mdc("http.route", "/orders/{id}/payments?token=7")
              .build();
      return one(PartMaker.part(Part.Kind.FIRST, entry).full().events(14, 14));
    }
  },
  FIRST_OF_A_DATABASE {
    @Override
    Notice notice() {
      LogEntry entry =
          entry("Cannot book payment of order 8123")
              .throwable(
                  new ThrowableInfo(
                      "java.sql.SQLIntegrityConstraintViolationException",
                      "Duplicate entry '8123' for key 'payment.order_number'",
                      frames("com.mysql.cj.jdbc.Driver.execute", "com.acme.shop.Ledger.book"),
                      0))
              .sql("23000", 1062)
              .build();
      return one(PartMaker.part(Part.Kind.FIRST, entry).full());
    }
  },
  FIRST_OF_A_BROKER {
    @Override
    Notice notice() {
      LogEntry entry =
          entry("Exiting Kafka due to fatal exception during startup.")
              .throwable(
                  new ThrowableInfo(
                      "org.apache.kafka.common.config.ConfigException",
                      "Invalid value contoller for configuration process.roles: String must be one"
                          + " of: broker, controller",
                      frames(
                          "org.apache.kafka.common.config.ConfigDef$ValidList.ensureValid",
                          "org.apache.kafka.common.config.ConfigDef.parseValue",
                          "kafka.server.KafkaConfig.<init>",
                          "kafka.server.KafkaConfig$.fromProps",
                          "kafka.Kafka$.$anonfun$buildServer$1",
                          "kafka.Kafka.main"),
                      0))
              .build();
      return one(PartMaker.part(Part.Kind.FIRST, entry).severity(Severity.FATAL).full());
    }
  },
  FIRST_OF_TWENTY_CAUSES {
    @Override
    Notice notice() {
      LogEntry.Builder entry = entry("Unhandled").causesLeftOut(4);
      for (int i = 1; i < 20; i++) {
        if (i <= 8 || i > 12) {
          entry.throwable(new ThrowableInfo("com.acme.Wrapped" + i, "w" + i, List.of(), 0));
        }
      }
      entry.throwable(
          new ThrowableInfo(
              "java.lang.NullPointerException", "ROOT", frames("com.acme.shop.Price.of"), 0));
      return one(PartMaker.part(Part.Kind.FIRST, entry.build()).full());
    }
  },
  FIRST_WITH_SUPPRESSED_EXCEPTIONS {
    @Override
    Notice notice() {
      ThrowableInfo close =
          new ThrowableInfo("java.sql.SQLException", "connection is closed", List.of(), 0);
      ThrowableInfo flush = new ThrowableInfo("java.io.IOException", null, List.of(), 0);
      ThrowableInfo thrown =
          new ThrowableInfo(
              "java.lang.IllegalStateException",
              "Import stopped at row 7",
              frames("com.acme.shop.Import.run", "com.acme.shop.Nightly.main"),
              0,
              List.of(close, flush),
              0);
      LogEntry entry = entry("Import failed").throwable(thrown).build();
      return one(PartMaker.part(Part.Kind.FIRST, entry).full());
    }
  },
  FIRST_OF_OTHER_PROBLEMS {
    @Override
    Notice notice() {
      return one(others("com.acme.Users", Part.Kind.FIRST, 450, 450).full());
    }
  },
  UPDATE_OF_OTHER_PROBLEMS {
    @Override
    Notice notice() {
      return one(others("com.acme.Users", Part.Kind.UPDATE, 12, 462).newText());
    }
  },
  QUIET_OF_OTHER_PROBLEMS {
    @Override
    Notice notice() {
      return one(others("com.acme.Users", Part.Kind.QUIET, 0, 462));
    }
  },
  AGAIN_WITH_OTHER_PROBLEMS {
    @Override
    Notice notice() {
      return one(others("com.acme.Users", Part.Kind.AGAIN, 2, 464).silence(3 * 3_600).newText());
    }
  },
  OWED_BLOCK_OF_OTHER_PROBLEMS {
    @Override
    Notice notice() {
      return one(
          PartMaker.part(Part.Kind.BLOCK, failed().build())
              .others("")
              .events(3, 8)
              .since(NOON - 1_800_000)
              .last(NOON)
              .full());
    }
  },
  DIGEST_WITH_OTHER_PROBLEMS {
    @Override
    Notice notice() {
      return Notices.digest(
          10,
          List.of(
              others("com.acme.Users", Part.Kind.FIRST, 450, 450).id(ID).make(),
              PartMaker.part(Part.Kind.FIRST, failed().build())
                  .others("com.acme.shop.OrderService")
                  .events(7, 7)
                  .id(ID)
                  .make(),
              PartMaker.part(Part.Kind.FIRST, failed().build()).others("").id(ID).make(),
              PartMaker.part(Part.Kind.FIRST, entry("Queue is stuck").build())
                  .others("")
                  .events(3, 3)
                  .id(ID)
                  .make()));
    }
  },
  DIGEST_OF_TENANTS {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.THREAD_BY, "mdc:tenant");
    }

    @Override
    Notice notice() {
      return Notices.digest(10, tenants());
    }
  },
  SUMMARY_OF_TENANTS {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.THREAD_BY, "mdc:tenant");
    }

    @Override
    Notice notice() {
      return Notices.summary("digest", tenants());
    }
  },
  SUMMARY_OF_TENANTS_IN_A_THREAD_OF_ONE {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.THREAD_BY, "mdc:tenant");
    }

    @Override
    Notice notice() {
      return Notices.summary("mdc:acme", tenants());
    }
  },
  FATAL {
    @Override
    Notice notice() {
      return of(Severity.FATAL, "Out of disk space");
    }
  },
  WARN {
    @Override
    Notice notice() {
      return of(Severity.WARN, "Retrying order 8123");
    }
  },
  INFO {
    @Override
    Notice notice() {
      return of(Severity.INFO, "Deployed");
    }
  },
  DEBUG {
    @Override
    Notice notice() {
      return of(Severity.DEBUG, "Cache is cold");
    }
  },
  UPDATE {
    @Override
    Notice notice() {
      return one(later(Part.Kind.UPDATE, 12, 1_430));
    }
  },
  UPDATE_WITH_NEW_TEXT {
    @Override
    Notice notice() {
      return one(later(Part.Kind.UPDATE, 1, 15).newText());
    }
  },
  UPDATE_WITH_NEW_EXCEPTION_MESSAGE {
    @Override
    Notice notice() {
      LogEntry entry =
          entry("Import failed")
              .throwable(
                  new ThrowableInfo(
                      "com.acme.shop.RowException",
                      "Row 8123 of prices.csv is not valid:\nprice: must not be negative\n"
                          + "currency: must be one of EUR, USD, GBP, CHF, SEK, NOK, DKK, PLN, CZK",
                      frames("com.acme.shop.Import.row"),
                      0))
              .build();
      return one(
          PartMaker.part(Part.Kind.UPDATE, entry)
              .events(1, 15)
              .since(NOON - 1_800_000)
              .last(NOON)
              .newExceptionMessage());
    }
  },
  UPDATE_OF_YESTERDAYS_PROBLEM {
    @Override
    Notice notice() {
      return one(later(Part.Kind.UPDATE, 12, 1_430).since(NOON - 86_400_000).full());
    }
  },
  ESCALATION {
    @Override
    Notice notice() {
      return one(later(Part.Kind.ESCALATION, 2_000, 2_014).newText());
    }
  },
  UPDATE_WITH_SPARKLINE {
    @Override
    Notice notice() {
      return one(later(Part.Kind.UPDATE, 12, 1_430).spans(3L, 40L, 700L, 675L, 0L, 12L));
    }
  },
  ESCALATION_WITH_SPARKLINE {
    @Override
    Notice notice() {
      return one(later(Part.Kind.ESCALATION, 2_000, 2_014).spans(7L, 7L, 2_000L).newText());
    }
  },
  DIGEST_WITH_SPARKLINES {
    @Override
    Notice notice() {
      return Notices.digest(
          10,
          List.of(
              later(Part.Kind.UPDATE, 100, 114).spans(14L, 0L, 20L, 80L).make(),
              later(Part.Kind.UPDATE, 4, 18).spans(14L, 4L).make(),
              later(Part.Kind.UPDATE, 4, 8).spans(4L, 4L).make(),
              later(Part.Kind.UPDATE, 1, 2).make()));
    }
  },
  AGAIN {
    @Override
    Notice notice() {
      return one(later(Part.Kind.AGAIN, 1, 15).silence(3 * 3_600).newText());
    }
  },
  QUIET {
    @Override
    Notice notice() {
      return one(later(Part.Kind.QUIET, 0, 1_430));
    }
  },
  QUIET_WITH_PENDING_EVENTS {
    @Override
    Notice notice() {
      return one(later(Part.Kind.QUIET, 3, 1_430).newText());
    }
  },
  OWED_BLOCK {
    @Override
    Notice notice() {
      return one(later(Part.Kind.BLOCK, 3, 8).full());
    }
  },
  CRITICAL {
    @Override
    Notice notice() {
      return one(PartMaker.critical(failed().critical(Severity.FATAL).build(), 1).full());
    }
  },
  CRITICAL_OF_EQUALS {
    @Override
    Notice notice() {
      return one(PartMaker.critical(lost("Order 8123"), 3).full());
    }
  },
  CRITICAL_WITH_MENTION {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.MENTION, "all");
    }

    @Override
    Notice notice() {
      return CRITICAL.notice();
    }

    @Override
    List<String> mentions() {
      return List.of("all");
    }
  },
  CRITICAL_LEFT_BEHIND {
    @Override
    Notice notice() {
      return one(PartMaker.critical(lost("Order 8123"), 1).leftBehind().full());
    }
  },
  CRITICAL_OF_EQUALS_LEFT_BEHIND {
    @Override
    Notice notice() {
      LogEntry entry = lost("Order 8123");
      return one(PartMaker.critical(entry, 3).leftBehind().last(NOON + 95_000).full());
    }
  },
  SEVERAL_CRITICAL {
    @Override
    Notice notice() {
      return Notices.parts(
          ID,
          PartMaker.critical(failed().critical(Severity.FATAL).build(), 2).full().id(ID).make(),
          PartMaker.critical(lost("Order 8124"), 1).id(ID).make(),
          PartMaker.critical(lost("Order 8125"), 4).id(ID).make(),
          PartMaker.critical(lost("Order 8126"), 2).leftBehind().last(NOON + 9_000).id(ID).make());
    }
  },
  DIGEST_OF_FIRSTS {
    @Override
    Notice notice() {
      return digest(Part.Kind.FIRST, 1);
    }
  },
  DIGEST_AFTER_AN_OUTAGE {
    @Override
    Notice notice() {
      return Notices.digest(
          10,
          List.of(
              later(Part.Kind.FIRST, 1_430, 1_430).late().spans(3L, 40L, 700L, 687L).make(),
              later(Part.Kind.FIRST, 1, 1).late().make(),
              later(Part.Kind.FIRST, 4, 4).since(NOON - 86_400_000).late().make(),
              later(Part.Kind.FIRST, 2, 2).make()));
    }
  },
  DIGEST_OF_UPDATES {
    @Override
    Notice notice() {
      return digest(Part.Kind.UPDATE, 12);
    }
  },
  DIGEST_OF_QUIETS {
    @Override
    Notice notice() {
      return digest(Part.Kind.QUIET, 0);
    }
  },
  DIGEST_WITH_MORE_THAN_IT_NAMES {
    @Override
    Notice notice() {
      List<Part> parts = new ArrayList<>();
      for (int i = 1; i <= 14; i++) {
        LogEntry entry = entry("Import of file " + i + " failed").build();
        parts.add(PartMaker.part(Part.Kind.UPDATE, entry).events(i, 2L * i).id(ID).make());
      }
      return Notices.digest(10, parts);
    }
  },
  MUTED {
    @Override
    Notice notice() {
      return one(later(Part.Kind.MUTED, 3, 120).mutedUntil(NOON + 3_600_000));
    }
  },
  MUTED_UNTIL_ANOTHER_DAY {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.TIME_ZONE, "Europe/Berlin");
    }

    @Override
    Notice notice() {
      return one(later(Part.Kind.MUTED, 0, 120).mutedUntil(NOON + 5 * 86_400_000L));
    }
  },
  ESCALATION_WHILE_MUTED {
    @Override
    Notice notice() {
      return one(
          later(Part.Kind.ESCALATION, 1_400, 1_520)
              .severity(Severity.FATAL)
              .mutedUntil(NOON + 3_600_000));
    }
  },
  UNMUTED {
    @Override
    Notice notice() {
      return one(later(Part.Kind.UNMUTED, 1_430, 1_550).newText());
    }
  },
  UNMUTED_WITHOUT_EVENTS {
    @Override
    Notice notice() {
      return one(later(Part.Kind.UNMUTED, 0, 120));
    }
  },
  UNMUTED_ON_ANOTHER_DAY {
    @Override
    Notice notice() {
      return one(later(Part.Kind.UNMUTED, 1_430, 1_550).full());
    }
  },
  DIGEST_OF_MUTED {
    @Override
    Notice notice() {
      return digest(Part.Kind.MUTED, 0);
    }
  },
  DIGEST_OF_UNMUTED {
    @Override
    Notice notice() {
      return digest(Part.Kind.UNMUTED, 12);
    }
  },
  LIST_AT_EXIT {
    @Override
    Notice notice() {
      List<Part> parts = new ArrayList<>();
      for (int i = 1; i <= 120; i++) {
        LogEntry entry = entry("Import of file " + i + " failed").build();
        Part.Kind kind = i % 3 == 0 ? Part.Kind.UPDATE : Part.Kind.FIRST;
        parts.add(PartMaker.part(kind, entry).events(i, 2L * i).id(ID).make());
      }
      return Notices.digest(parts.size(), parts);
    }

    @Override
    Map<DropReason, Long> losses() {
      return Map.of(DropReason.QUEUE_FULL, 37L);
    }
  },
  ENTRIES_AT_EXIT {
    @Override
    Notice notice() {
      return Notices.digest(
          List.of(failed().build(), entry("Order 8124 has no price").build(), entry("").build()));
    }
  },
  DIGEST_IN_MARKDOWN {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.MARKUP, "markdown");
    }

    @Override
    Notice notice() {
      return DIGEST_OF_FIRSTS.notice();
    }
  },
  SEVERAL_INCIDENTS {
    @Override
    Notice notice() {
      return Notices.parts(
          "com.acme.shop.OrderService",
          PartMaker.part(Part.Kind.FIRST, failed().build()).full().id(ID).make(),
          later(Part.Kind.UPDATE, 12, 1_430).newText().make(),
          later(Part.Kind.QUIET, 0, 9).make());
    }
  },
  SEVERAL_INCIDENTS_IN_MARKDOWN {
    @Override
    void settings(Settings settings) {
      settings.set(Setting.MARKUP, "markdown");
    }

    @Override
    Notice notice() {
      return SEVERAL_INCIDENTS.notice();
    }
  },
  UNGROUPED_ENTRIES {
    @Override
    Notice notice() {
      return Notices.entries(
          "com.acme.shop.OrderService",
          failed().build(),
          entry("Order 8124 has no price").build(),
          entry("Order 8125 has no price").build(),
          entry("Order 8126 has no price").build());
    }
  },
  LOSSES_WITH_NEWS {
    @Override
    Notice notice() {
      return FIRST_WITHOUT_EXCEPTION.notice();
    }

    @Override
    Map<DropReason, Long> losses() {
      return Map.of(DropReason.QUEUE_FULL, 37L);
    }
  },
  LOSSES_ALONE {
    @Override
    Notice notice() {
      return Notices.loss("");
    }

    @Override
    Map<DropReason, Long> losses() {
      return Map.of(DropReason.QUEUE_FULL, 12_000L, DropReason.RETRIES_EXHAUSTED, 1L);
    }
  };

  /** 2026-07-15T12:03:07Z. */
  static final long NOON = 1_784_116_987_000L;

  private static final String ID = "5f311b9d00000000";
  private static final Clock CLOCK = Clock.fixed(Instant.ofEpochMilli(NOON), ZoneOffset.UTC);

  abstract Notice notice();

  void settings(Settings settings) {}

  FakeProcessFacts facts() {
    return new FakeProcessFacts();
  }

  Map<DropReason, Long> losses() {
    return Map.of();
  }

  List<String> mentions() {
    return List.of();
  }

  /** Returns the name of the golden files. */
  String fileName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  byte[] body(Fidelity fidelity) {
    Settings settings =
        new Settings().set(Setting.APPLICATION, "orders-api").set(Setting.ENVIRONMENT, "prod");
    settings(settings);
    try {
      SenderConfig config = SenderConfig.parse(settings, facts());
      MessageRenderer renderer = Renderers.of(config, CLOCK);
      return renderer.render(notice(), Footers.losses(losses()), fidelity, mentions()).body;
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static Notice one(PartMaker part) {
    return Notices.parts(ID, part.id(ID).make());
  }

  private static Notice of(Severity severity, String message) {
    LogEntry entry =
        LogEntry.builder(severity, "com.acme.shop.OrderService", message)
            .thread("exec-4")
            .timeMillis(NOON)
            .build();
    return one(PartMaker.part(Part.Kind.FIRST, entry).full());
  }

  private static Notice digest(Part.Kind kind, long count) {
    LogEntry stuck = entry("Queue orders.in is stuck").build();
    return Notices.digest(
        10,
        List.of(
            PartMaker.part(kind, stuck)
                .severity(Severity.FATAL)
                .events(count, 20)
                .id("77aa00ff00000000")
                .make(),
            PartMaker.part(kind, failed().build()).events(count, 20).id(ID).make(),
            PartMaker.part(kind, stuck).events(count, 20).id("0a1b2c3d00000000").make(),
            PartMaker.part(kind, entry("").build()).events(count, 20).id(ID).make()));
  }

  private static PartMaker later(Part.Kind kind, long count, long total) {
    return PartMaker.part(kind, failed().build())
        .events(count, total)
        .since(NOON - 1_800_000)
        .last(NOON)
        .id(ID);
  }

  private static PartMaker others(String logger, Part.Kind kind, long count, long total) {
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, logger, "User pjname not found")
            .thread("exec-4")
            .timeMillis(NOON)
            .build();
    return PartMaker.part(kind, entry)
        .others(logger)
        .events(count, total)
        .since(NOON - 1_800_000)
        .last(NOON);
  }

  /**
   * Returns problems of tenants (known, unknown, hostile and long), and a collection of other
   * problems.
   */
  private static List<Part> tenants() {
    List<Part> parts = new ArrayList<>();
    String[] names = {"acme", "", "`<users/all>\n*b*", "x".repeat(200)};
    for (String name : names) {
      LogEntry entry = failed().mdc("tenant", name).build();
      parts.add(PartMaker.part(Part.Kind.FIRST, entry).events(2, 2).id(ID).full().make());
    }
    LogEntry entry = entry("Queue is stuck").mdc("tenant", "acme").build();
    parts.add(PartMaker.part(Part.Kind.FIRST, entry).others("com.acme.Shop").id(ID).make());
    parts.add(PartMaker.part(Part.Kind.FIRST, entry).others("").id(ID).make());
    return parts;
  }

  private static void links(Settings settings) {
    settings
        .addLink("Logs", "https://logs.example.com/q?id={fingerprint}&from={from}&to={to}")
        .addLink("Board (of [us] | you)", "https://boards.example.com/\u00FCber/(a_b)?q=*")
        .addLink("Trace", "https://traces.example.com/{traceId}");
  }

  private static List<EarlierLine> linesBefore() {
    String orders = "com.acme.shop.OrderService";
    return List.of(
        new EarlierLine(NOON - 3_100, Severity.INFO, orders, "Loading order 8123"),
        new EarlierLine(NOON - 3_000, Severity.INFO, "com.acme.http.HttpStack", "POST /payments"),
        new EarlierLine(
            NOON - 1_000, Severity.WARN, "com.acme.shop.Payments", "No answer yet,\nretry 2 of 3"),
        new EarlierLine(NOON, Severity.INFO, "", "`<users/all>` " + "x".repeat(300)));
  }

  private static LogEntry lost(String what) {
    return entry(what + " is lost: no copy anywhere").critical(Severity.FATAL).build();
  }

  private static LogEntry.Builder entry(String message) {
    return LogEntry.builder(Severity.ERROR, "com.acme.shop.OrderService", message)
        .thread("exec-4")
        .timeMillis(NOON);
  }

  private static LogEntry.Builder failed() {
    return entry("Payment provider returned no status for order 8123")
        .throwable(
            new ThrowableInfo(
                "com.acme.shop.PaymentException",
                "no status of order 8123",
                frames("com.acme.shop.Payments.pay", "com.acme.shop.OrderService.place"),
                0))
        .throwable(
            new ThrowableInfo(
                "java.net.SocketTimeoutException",
                "Read timed out",
                frames(
                    "java.net.Socket.read",
                    "com.acme.http.HttpStack.get",
                    "org.springframework.web.Dispatcher.call",
                    "org.springframework.web.Filter.pass",
                    "org.apache.tomcat.Worker.run",
                    "com.acme.shop.OrderService.place"),
                0));
  }

  private static List<ThrowableInfo> deep() {
    List<ThrowableInfo> chain = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      String[] methods = new String[30];
      for (int j = 0; j < methods.length; j++) {
        methods[j] = "com.acme.shop.Layer" + i + ".m" + j;
      }
      String message = "level " + i + " " + "of many words ".repeat(20);
      chain.add(new ThrowableInfo("com.acme.Level" + i, message, frames(methods), 0));
    }
    return chain;
  }

  private static List<StackTraceElement> frames(String... methods) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (String method : methods) {
      int dot = method.lastIndexOf('.');
      String type = method.substring(0, dot);
      String file = Texts.simpleName(type) + ".java";
      frames.add(new StackTraceElement(type, method.substring(dot + 1), file, 10 + frames.size()));
    }
    return frames;
  }
}

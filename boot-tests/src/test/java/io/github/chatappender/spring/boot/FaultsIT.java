/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.FaultTable;
import io.github.chatappender.core.testing.SilentFaults;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Applications that cannot post, each for a different reason, with Spring Boot's own logging:
 * people see one line from each, and one at the end. The columns of Spring Boot in the {@link
 * FaultTable}.
 */
class FaultsIT {

  private static final String MAIN = "google-chat";

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void eachReason_isOneLineWithin65SecondsAndOneAtTheEnd(Line line) throws Exception {
    FaultTable table = new FaultTable("Boot, " + line.host.words);
    List<Running> running = new ArrayList<>();
    try (SilentFaults faults = new SilentFaults(folder)) {
      // one application has a room for each fault that is in the address alone
      Running rooms = new Running(line);
      rooms.start.argument("--google-chat.allowed-hosts=chat.googleapis.com,no-such-host.invalid");
      running.add(rooms);
      faults
          .settings()
          .forEach(
              (fault, settings) -> {
                if (settings.keySet().stream().allMatch(FaultsIT::isOfAddress)) {
                  rooms.addRoom(fault, settings.get("webhookUrl"));
                } else {
                  Running one = new Running(line);
                  one.addAll(fault, settings);
                  running.add(one);
                }
              });
      for (Running each : running) {
        each.app = each.start.start();
      }
      for (Running each : running) {
        each.addTo(table);
      }
    } finally {
      for (Running each : running) {
        if (each.app != null) {
          each.app.close();
        }
      }
    }
    System.out.println(line + "\n" + table);
    if (line.isBefore3() && line.host == Line.Host.LOGBACK) {
      // there Spring Boot prints Logback's errors only
      table.compareLinesPrintedBy("standard error");
    } else {
      table.compare();
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void failedStart_whoseMessageHasNoAnswer_isOneLineAtTheExit(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      space.answerWith(Misbehavior.delay(Duration.ofMinutes(5)));
      String output =
          new App.Start(line)
              .argument("--server.port=0")
              .argument("--orders.broken-bean=true")
              .variable("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl())
              .run();

      assertThat(output.lines().filter(text -> text.contains("1 event was not posted when")))
          .as(output)
          .hasSize(1);
    }
  }

  private static boolean isOfAddress(String setting) {
    return setting.equals("webhookUrl") || setting.equals("allowedHosts");
  }

  /** An application with one or several faults. */
  private static final class Running {

    private final App.Start start;

    /** The faults by the names of their appenders. */
    private final Map<String, String> faults = new LinkedHashMap<>();

    private App app;

    Running(Line line) {
      start =
          new App.Start(line)
              .mainClass("com.acme.outage.Outage")
              .argument("--spring.main.web-application-type=none");
    }

    void addRoom(String fault, String address) {
      String label = fault.toLowerCase(Locale.ROOT);
      if (faults.isEmpty()) {
        faults.put(MAIN, fault);
        start.variable("GOOGLE_CHAT_WEBHOOK_URL", address);
      } else {
        faults.put(MAIN + "-" + label, fault);
        start.argument("--google-chat.rooms." + label + ".loggers=com.acme");
        start.argument("--google-chat.rooms." + label + ".webhook-url=" + address);
      }
    }

    void addAll(String fault, Map<String, String> settings) {
      faults.put(MAIN, fault);
      settings.forEach(
          (setting, value) ->
              start.argument(
                  "--google-chat."
                      + setting.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT)
                      + "="
                      + value));
    }

    void addTo(FaultTable table) throws InterruptedException {
      app.await("LOGGED");
      for (String appender : faults.keySet()) {
        app.await(
            "GoogleChat(Appender\\[| appender )"
                + appender
                + "(\\] -|:) (?!posting to|Google Chat is)");
      }
      String before = app.output();
      String after = app.end().substring(before.length());

      assertThat(before + after).doesNotContain("key=", "token=");
      faults.forEach(
          (appender, fault) -> {
            table.before(fault, appender, before);
            if (FaultTable.leavesEvents(fault)) {
              table.atExit(fault, appender, after);
            }
          });
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Logs critical events until it is killed, and prints each event's name after its logging call has
 * returned: a ledger for its parent process. Arguments: host, name, webhook, spool directory.
 */
final class CriticalMain {

  private static final int MOST_EVENTS = 900;
  private static final int LONGEST_PAUSE_MICROS = 3_000;
  private static final int LOGGERS = 3;

  private CriticalMain() {}

  public static void main(String[] arguments) throws InterruptedException {
    String name = arguments[1];
    Random random = new Random(name.hashCode());
    SoakHost host = arguments[0].equals("log4j2") ? new Log4jSoakHost() : new LogbackSoakHost();
    host.configure(Map.of("chat", settings(arguments[2], arguments[3])));
    for (int i = 0; i < MOST_EVENTS; i++) {
      host.critical("com.acme.L" + i % LOGGERS, "critical {} of {} is here", i, name);
      System.out.println(ledgerLine(i, name));
      TimeUnit.MICROSECONDS.sleep(random.nextInt(LONGEST_PAUSE_MICROS));
    }
    TimeUnit.MINUTES.sleep(1);
  }

  static String ledgerLine(int number, String name) {
    return "critical " + number + " of " + name + " is here";
  }

  /** Returns the settings for this process and its successor: as fast as loopback allows. */
  static Map<String, String> settings(String webhook, String spoolDirectory) {
    return Map.of(
        "webhookUrl", webhook,
        "application", "shop",
        "spoolDirectory", spoolDirectory,
        "firstWait", "50 ms",
        "messagesPerMinute", "6000",
        "burst", "60",
        "requestTimeout", "1 s",
        "retryDelay", "100 ms",
        "retryMax", "200 ms",
        "shutdownTimeout", "2 s");
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.logging.log4j.LogManager;
import org.slf4j.LoggerFactory;

/**
 * Starts a host, logs one error, and prints the activity of the appender's threads before it and
 * some time after it, a line each: phase, threads, wake-ups ({@code -1} if unknown), and names.
 */
final class IdleMain {

  private static final String LOGGER = "com.example.shop.OrderService";

  private final Set<Thread> known = Thread.getAllStackTraces().keySet();
  private final long seconds;

  private IdleMain(long seconds) {
    this.seconds = seconds;
  }

  /**
   * Runs and halts.
   *
   * @param args the subject, the seconds to watch, and the seconds to wait after the event
   */
  public static void main(String[] args) throws InterruptedException {
    IdleMain idle = new IdleMain(Long.parseLong(args[1]));
    boolean logback = StartUpSubject.valueOf(args[0]).isLogback();
    Runnable logging = logback ? logback() : log4j2();
    System.out.println(idle.look(IdleRun.BEFORE));
    logging.run();
    TimeUnit.SECONDS.sleep(Long.parseLong(args[2]));
    System.out.println(idle.look(IdleRun.AFTER));
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static Runnable logback() {
    org.slf4j.Logger logger = LoggerFactory.getLogger(LOGGER);
    return () -> logger.error("Payment failed");
  }

  private static Runnable log4j2() {
    org.apache.logging.log4j.Logger logger = LogManager.getLogger(LOGGER);
    return () -> logger.error("Payment failed");
  }

  private String look(String phase) throws InterruptedException {
    Collection<String> names = names();
    if (!ThreadSwitches.isKnown()) {
      return String.join("\t", phase, Integer.toString(names.size()), "-1", names.toString());
    }
    ThreadSwitches start = ThreadSwitches.now();
    TimeUnit.SECONDS.sleep(seconds);
    ThreadSwitches end = ThreadSwitches.now();
    names.addAll(names()); // including threads started since
    Map<String, Long> since = end.since(start, names);
    long sum = since.values().stream().mapToLong(Long::longValue).sum();
    String threads = Integer.toString(names.size());
    return String.join("\t", phase, threads, Long.toString(sum), since.toString());
  }

  /** Returns the names of the threads started since the host. */
  private Set<String> names() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !known.contains(thread))
        .map(Thread::getName)
        .collect(Collectors.toCollection(HashSet::new));
  }
}

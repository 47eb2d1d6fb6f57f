/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Plays requests that log a line and then fail, each with a logger of its own. Stateless. */
public final class LinesBefore {

  static final int REQUESTS = 30;

  private LinesBefore() {}

  /** Returns settings that post each failure by itself, with the lines before it. */
  public static Map<String, String> settings(String webhookUrl) {
    Map<String, String> settings = new HashMap<>(Hosts.quiet(webhookUrl));
    settings.put("groupBy", "none");
    settings.put("threadBy", "logger");
    settings.put("before", "5");
    settings.put("burst", "60");
    settings.put("firstWait", "0");
    return settings;
  }

  /** Plays requests on virtual threads, half of them without a trace, and posts their failures. */
  public static void onVirtualThreads(LoggingHost host) throws Exception {
    ExecutorService executor =
        (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    play(host, executor, true);
    play(host, executor, false);
    host.close();
  }

  /** Plays requests on an executor, as many at a time as it has threads. */
  static void play(LoggingHost host, ExecutorService executor, boolean traced) throws Exception {
    List<Future<?>> requests = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      String id = (traced ? "t" : "u") + i;
      requests.add(executor.submit(() -> request(host, id, traced)));
    }
    for (Future<?> request : requests) {
      request.get(60, TimeUnit.SECONDS);
    }
    // a flush would list them in one message
    await().atMost(Duration.ofSeconds(60)).until(() -> host.stats().pending() == 0);
  }

  private static void request(LoggingHost host, String id, boolean traced) {
    if (traced) {
      host.mdc("traceId", id);
    }
    try {
      host.info("com.acme." + id, "step of " + id);
      host.error("com.acme." + id, "request " + id + " failed");
    } finally {
      host.mdc("traceId", null);
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.space.ChatSpace;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * A scene in which our appender's endpoint refuses connections, so that it need not stop cleanly.
 */
@State(Scope.Benchmark)
public class DeadScene extends Scene {

  private static final String TIMEOUT = "benchmarks.shutdownTimeout";

  /** Creates a scene, for JMH. */
  public DeadScene() {}

  @Override
  public void setUp(BenchmarkParams params) {
    System.setProperty(TIMEOUT, "0 s");
    try {
      super.setUp(params);
    } finally {
      System.clearProperty(TIMEOUT);
    }
  }

  @Override
  String address(ChatSpace healthy) {
    try (Endpoint nobody = Fault.REFUSED.open()) {
      return nobody.address();
    }
  }

  @Override
  boolean isHealthy() {
    return false;
  }
}

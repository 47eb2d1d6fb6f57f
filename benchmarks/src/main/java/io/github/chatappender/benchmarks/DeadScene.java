/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.examples.space.ChatSpace;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A scene in which nobody listens where our appender posts to. */
@State(Scope.Benchmark)
public class DeadScene extends Scene {

  /** Creates a scene, for JMH. */
  public DeadScene() {}

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

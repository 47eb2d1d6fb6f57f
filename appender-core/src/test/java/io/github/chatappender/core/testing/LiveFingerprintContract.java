/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Logs real exceptions of this JVM through a framework: they remain one problem despite changes
 * that the JVM itself makes, and despite an application's handling of an exception on its way up.
 */
public abstract class LiveFingerprintContract {

  private static final String SELF = LiveFingerprintContract.class.getName();
  private static final int MOST_THROWS = 2_000_000;

  /** The first version whose reflection needs no warm-up. */
  private static final int METHOD_HANDLES_REFLECT = 18;

  private static final long SMALL_STACK_BYTES = 512 * 1_024;

  private ChatSpace space;

  @BeforeEach
  void openSpace() {
    space = ChatSpace.start();
  }

  @AfterEach
  void closeSpace() {
    space.close();
  }

  /** Starts the framework with our appender and the given settings, by name. */
  protected abstract LoggingHost start(Map<String, String> settings);

  @Test
  void sixtyReflectiveThrowsAcrossTheWarmUpAreOneIncident() throws Exception {
    Method method = LiveFingerprintContract.class.getDeclaredMethod("fail", String.class);
    Set<String> callers = new HashSet<>();
    try (LoggingHost host = startHost()) {
      for (int i = 0; i < 60; i++) {
        try {
          method.invoke(null, "order " + i);
        } catch (InvocationTargetException e) {
          callers.add(e.getCause().getStackTrace()[1].getClassName());
          host.error(FingerprintVector.LOGGER, "Unhandled", e);
        }
      }
      host.flush();
    }

    assertOneIncident(
        60,
        "kind=stack\ntype=java.lang.IllegalStateException\nframe="
            + (SELF + "#fail\nframe=" + SELF)
            + "#sixtyReflectiveThrowsAcrossTheWarmUpAreOneIncident");
    if (Runtime.version().feature() < METHOD_HANDLES_REFLECT) {
      assertThat(callers).as("what calls before and after the warm-up").hasSizeGreaterThan(1);
    }
  }

  @Test
  void thirtyOverflowsFromDifferentDepthsAreOneIncident() throws Exception {
    Set<Integer> frames = new HashSet<>();
    try (LoggingHost host = startHost()) {
      Thread thread =
          new Thread(
              null,
              () -> {
                for (int depth = 0; depth < 30; depth++) {
                  StackOverflowError overflow = overflow(depth);
                  frames.add(overflow.getStackTrace().length);
                  host.error(FingerprintVector.LOGGER, "Unhandled", overflow);
                }
              },
              "overflow",
              SMALL_STACK_BYTES);
      thread.start();
      thread.join();
      host.flush();
    }

    assertOneIncident(
        30,
        "kind=cycle\ntype=java.lang.StackOverflowError\nframe="
            + (SELF + "#left\nframe=" + SELF + "#right"));
    assertThat(frames).as("frames that the JVM keeps").containsExactly(1_024);
    assertThat(ReportedCounts.frames(space.messages().get(0))).isEqualTo(1_024);
  }

  @Test
  void nullPointerInAHotLoop_staysOneIncidentWithoutFrames() {
    SecondCompiler.run(this, "logNullPointersInAHotLoop");
  }

  void logNullPointersInAHotLoop() {
    openSpace();
    int logged = 0;
    int vanished = 0;
    try (LoggingHost host = startHost()) {
      for (int i = 0; i < MOST_THROWS && vanished < 100; i++) {
        NullPointerException thrown = hot(null);
        boolean withoutFrames = thrown.getStackTrace().length == 0;
        vanished += withoutFrames ? 1 : 0;
        if (withoutFrames || i % 10_000 == 0) {
          host.errorWith(FingerprintVector.LOGGER, "Cannot price {}", i, thrown);
          logged++;
        }
      }
      host.flush();
    }

    assumeThat(vanished).as("this JVM omits frames").isEqualTo(100);
    assertThat(logged).isGreaterThan(100);
    assertOneIncident(
        logged,
        "kind=stack\ntype=java.lang.NullPointerException\nframe="
            + (SELF + "#hot\nframe=" + SELF)
            + "#logNullPointersInAHotLoop");
    closeSpace();
  }

  @Test
  void exceptionLoggedWrappedAndLoggedAgain_isOneIncidentThatCountsEachEvent() {
    try (LoggingHost host = startHost()) {
      try {
        wrapAgain(host);
      } catch (IllegalArgumentException e) {
        host.errorWith("com.acme.Edge", "Request {} failed", 7, e);
        host.error("com.acme.Edge", "Giving up", e.getCause());
      }
      host.flush();
    }

    assertOneIncident(
        4,
        "kind=stack\ntype=java.lang.IllegalStateException\nframe="
            + (SELF + "#fail\nframe=" + SELF + "#wrap\nframe=" + SELF + "#wrapAgain"));
  }

  @Test
  void exceptionsEqualByEquals_areStillTwoIncidents() {
    try (LoggingHost host = startHost()) {
      host.error(FingerprintVector.LOGGER, "a", Scripted.framed(new Same(), "com.acme.A#a"));
      host.error(FingerprintVector.LOGGER, "b", Scripted.framed(new Same(), "com.acme.B#b"));
      host.flush();
    }

    String canonical = "v1\nkind=stack\ntype=" + Same.class.getName() + "\nframe=com.acme.";
    assertThat(ReportedCounts.by(space.messages()).counts())
        .containsOnly(
            Map.entry(FingerprintVector.hexOf(canonical + "A#a").substring(0, 8), 1L),
            Map.entry(FingerprintVector.hexOf(canonical + "B#b").substring(0, 8), 1L));
  }

  private void assertOneIncident(long events, String canonicalAfterVersion) {
    assertThat(space.messages()).hasSize(1);
    ChatMessage message = space.messages().get(0);
    String hex = FingerprintVector.hexOf("v1\n" + canonicalAfterVersion);
    assertThat(ReportedCounts.fingerprintOf(message)).isEqualTo(hex);
    assertThat(ReportedCounts.by(space.messages()).counts())
        .containsExactly(Map.entry(hex.substring(0, 8), events));
  }

  /**
   * Configures these tests' packages as the application's, because they are the appender's and
   * otherwise never count as such.
   */
  private LoggingHost startHost() {
    Map<String, String> settings = new HashMap<>(Hosts.quiet(space.webhookUrl()));
    settings.put("appPackages", "com.acme," + SELF);
    return start(settings);
  }

  private static void wrapAgain(LoggingHost host) {
    try {
      wrap(host);
    } catch (RuntimeException e) {
      host.error("com.acme.Service", "Order failed", e);
      throw new IllegalArgumentException("no such order", e);
    }
  }

  private static void wrap(LoggingHost host) {
    try {
      fail("no connection");
    } catch (IllegalStateException e) {
      host.error("com.acme.Dao", "Cannot load", e);
      throw new UnsupportedOperationException("cannot load", e);
    }
  }

  private static void fail(String message) {
    throw new IllegalStateException(message);
  }

  private static StackOverflowError overflow(int depth) {
    if (depth > 0) {
      return overflow(depth - 1);
    }
    try {
      throw new AssertionError("nothing was thrown but " + left(0));
    } catch (StackOverflowError e) {
      return e;
    }
  }

  private static int left(int n) {
    return 1 + right(n + 1);
  }

  private static int right(int n) {
    return n < 0 ? 0 : 1 + left(n + 1);
  }

  private static NullPointerException hot(String text) {
    try {
      throw new AssertionError("nothing was thrown but " + text.length());
    } catch (NullPointerException e) {
      return e;
    }
  }

  /** Equals every other instance, with the same hash. */
  private static final class Same extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @Override
    public boolean equals(Object other) {
      return other instanceof Same;
    }

    @Override
    public int hashCode() {
      return 0;
    }
  }
}

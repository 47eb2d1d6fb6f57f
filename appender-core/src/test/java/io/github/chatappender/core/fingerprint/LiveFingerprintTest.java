/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.chatappender.core.testing.SecondCompiler;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Tests real exceptions of this JVM: changes that the JVM itself makes must not count. */
class LiveFingerprintTest {

  private static final int MOST_THROWS = 2_000_000;

  /** The first version whose reflection needs no warm-up. */
  private static final int METHOD_HANDLES_REFLECT = 18;

  private static final long SMALL_STACK_BYTES = 512 * 1_024;

  /**
   * Configured explicitly, because this test's package is the appender's and otherwise never the
   * application's.
   */
  private final Fingerprinter fingerprinter =
      Entries.fingerprinter(LiveFingerprintTest.class.getName());

  private final FingerprintResolver resolver = new FingerprintResolver(fingerprinter);

  @Test
  void sixtyReflectiveThrowsAcrossTheWarmUpAreOneProblem() throws Exception {
    Method method = LiveFingerprintTest.class.getDeclaredMethod("fail", String.class);
    Set<Fingerprint> seen = new HashSet<>();
    Set<String> callers = new HashSet<>();
    for (int i = 0; i < 60; i++) {
      try {
        method.invoke(null, "order " + i);
      } catch (InvocationTargetException e) {
        seen.add(fingerprinter.of(Entries.live(e)));
        callers.add(e.getCause().getStackTrace()[1].getClassName());
      }
    }

    assertThat(seen).hasSize(1);
    assertThat(seen.iterator().next().canonicalText)
        .startsWith(
            "v1\nkind=stack\ntype=java.lang.IllegalStateException"
                + "\nframe=io.github.chatappender.core.fingerprint.LiveFingerprintTest#fail"
                + "\nframe=io.github.chatappender.core.fingerprint.LiveFingerprintTest#sixty");
    if (Runtime.version().feature() < METHOD_HANDLES_REFLECT) {
      assertThat(callers).as("what calls before and after the warm-up").hasSizeGreaterThan(1);
    }
  }

  @Test
  void proxiesAndLambdas_areIgnored() {
    InvocationHandler handler =
        (proxy, method, args) -> {
          fail("through a proxy");
          return "";
        };
    Supplier<?> supplier =
        (Supplier<?>)
            Proxy.newProxyInstance(
                LiveFingerprintTest.class.getClassLoader(),
                new Class<?>[] {Supplier.class},
                handler);
    try {
      throw new AssertionError("nothing was thrown but " + supplier.get());
    } catch (IllegalStateException e) {
      assertThat(fingerprinter.of(Entries.live(e)).canonicalText)
          .contains("LiveFingerprintTest#proxiesAndLambdas_areIgnored")
          .contains("LiveFingerprintTest#proxiesAndLambdas_areIgnored")
          .doesNotContain("$Proxy", "reflect");
    }
  }

  @Test
  void executorsWrapping_doesNotCount() throws Exception {
    FutureTask<Void> task =
        new FutureTask<>(
            () -> {
              fail("in a task");
              return null;
            });
    task.run();
    try {
      task.get();
    } catch (ExecutionException e) {
      assertThat(fingerprinter.of(Entries.live(e)))
          .isEqualTo(fingerprinter.of(Entries.live(e.getCause())));
      return;
    }
    throw new AssertionError("nothing was thrown");
  }

  @Test
  void thirtyOverflowsFromDifferentDepthsAreOneProblem() throws Exception {
    Set<Fingerprint> seen = new HashSet<>();
    Thread thread =
        new Thread(
            null,
            () -> {
              for (int depth = 0; depth < 30; depth++) {
                seen.add(overflow(depth));
              }
            },
            "overflow",
            SMALL_STACK_BYTES);
    thread.start();
    thread.join();

    assertThat(seen).hasSize(1);
    assertThat(seen.iterator().next().canonicalText)
        .isEqualTo(
            "v1\nkind=cycle\ntype=java.lang.StackOverflowError"
                + "\nframe=io.github.chatappender.core.fingerprint.LiveFingerprintTest#left"
                + "\nframe=io.github.chatappender.core.fingerprint.LiveFingerprintTest#right");
  }

  @Test
  void nullPointerInAHotLoop_staysOneProblemWithoutFrames() {
    SecondCompiler.run(this, "findNullPointersInAHotLoop");
  }

  void findNullPointersInAHotLoop() {
    Set<Fingerprint> seen = new HashSet<>();
    boolean vanished = false;
    for (int i = 0; i < MOST_THROWS && !vanished; i++) {
      NullPointerException thrown = hot(null);
      vanished = thrown.getStackTrace().length == 0;
      if (vanished || i % 10_000 == 0) {
        seen.add(resolver.resolve(Entries.live(thrown), i));
      }
    }

    assumeThat(vanished).as("this JVM omits frames").isTrue();
    assertThat(seen).hasSize(1);
    assertThat(seen.iterator().next().canonicalText)
        .startsWith(
            "v1\nkind=stack\ntype=java.lang.NullPointerException"
                + "\nframe=io.github.chatappender.core.fingerprint.LiveFingerprintTest#hot");
  }

  private static void fail(String message) {
    throw new IllegalStateException(message);
  }

  private Fingerprint overflow(int depth) {
    if (depth > 0) {
      return overflow(depth - 1);
    }
    try {
      left(0);
    } catch (StackOverflowError e) {
      return fingerprinter.of(Entries.live(e));
    }
    throw new AssertionError("nothing was thrown");
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
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tests an adapter against the published fingerprints, from a call of its framework's API to the
 * thread in the space: the same call has the same fingerprint in every framework.
 */
public abstract class FingerprintContract {

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

  static List<FingerprintVector> vectors() {
    return FingerprintVector.all();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void publishedExample_hasItsFingerprintInTheThreadKey(FingerprintVector vector) {
    assertThat(FingerprintVector.hexOf(vector.canonicalText)).isEqualTo(vector.hex);
    LocalDate before = LocalDate.now(ZoneOffset.UTC);

    try (LoggingHost host = startHost()) {
      vector.call.accept(host);
      host.flush();
      assertThat(host.stats().reported()).isEqualTo(1);
    }

    assertThat(onlyMessage().threadKey())
        .isIn(
            "gca:contract:test:" + vector.hex + ":" + before,
            "gca:contract:test:" + vector.hex + ":" + LocalDate.now(ZoneOffset.UTC));
    assertThat(onlyMessage().text()).contains("`" + vector.hex.substring(0, 8) + "`");
  }

  @Test
  void allExamples_makeOneProblemPerFingerprint() {
    Map<String, Long> expected = new TreeMap<>();
    try (LoggingHost host = startHost()) {
      for (FingerprintVector vector : FingerprintVector.all()) {
        vector.call.accept(host);
        expected.merge(vector.hex.substring(0, 8), 1L, Long::sum);
      }
      host.flush();
      assertThat(host.stats().reported()).isEqualTo(21);
    }

    assertThat(ReportedCounts.by(space.messages()).counts()).isEqualTo(expected).hasSize(15);
  }

  @Test
  void suppressedExceptionsDoNotCount() {
    Throwable thrown = Scripted.s1();
    thrown.addSuppressed(Scripted.s3());
    thrown.getCause().addSuppressed(Scripted.n1());

    assertThat(fingerprintOf(thrown)).isEqualTo("9633125de3dfbf92");
  }

  @Test
  void cycleOfCauses_isShownOnce() {
    assertThat(fingerprintOf(Scripted.cyclic())).isEqualTo("9633125de3dfbf92");
  }

  @Test
  void everyFrameOfAnOverflow_isShownOrCounted() {
    try (LoggingHost host = startHost()) {
      host.error(FingerprintVector.LOGGER, "a", Scripted.overflow(3_000));
      host.flush();
    }

    assertThat(ReportedCounts.fingerprintOf(onlyMessage())).isEqualTo("816c9401a0d3cd99");
    assertThat(ReportedCounts.frames(onlyMessage())).isEqualTo(3_000);
  }

  private String fingerprintOf(Throwable thrown) {
    try (LoggingHost host = startHost()) {
      host.error(FingerprintVector.LOGGER, "a", thrown);
      host.flush();
    }
    return ReportedCounts.fingerprintOf(onlyMessage());
  }

  private LoggingHost startHost() {
    return start(Hosts.quiet(space.webhookUrl()));
  }

  private ChatMessage onlyMessage() {
    assertThat(space.messages()).hasSize(1);
    return space.messages().get(0);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Severity;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.FakeReader;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainCaptureTest {

  @Test
  void withoutExceptionThereIsNoChain() {
    assertThat(capture(null)).isEmpty();
  }

  @Test
  void theChainGoesFromTheLoggedExceptionToTheRoot() {
    Throwable thrown = new IllegalStateException("outer", new IllegalArgumentException("root"));

    List<ThrowableInfo> chain = capture(thrown);

    assertThat(chain)
        .extracting(ThrowableInfo::toString)
        .containsExactly(
            "java.lang.IllegalStateException: outer", "java.lang.IllegalArgumentException: root");
  }

  @Test
  void aMissingMessageStaysMissing() {
    assertThat(capture(new NullPointerException()).get(0).message()).isNull();
  }

  @Test
  void aMessageIsCutAt2048Chars() {
    List<ThrowableInfo> chain = capture(new RuntimeException("m".repeat(2_049)));

    assertThat(chain.get(0).message()).isEqualTo("m".repeat(2_048));
  }

  @Test
  void aCutDoesNotPartASurrogatePair() {
    List<ThrowableInfo> chain = capture(new RuntimeException("m".repeat(2_047) + "\uD83D\uDD25"));

    assertThat(chain.get(0).message()).isEqualTo("m".repeat(2_047));
  }

  @Test
  void aChainEndsAfter16Exceptions() {
    Throwable thrown = new RuntimeException("17");
    for (int i = 16; i >= 1; i--) {
      thrown = new RuntimeException("" + i, thrown);
    }

    List<ThrowableInfo> chain = capture(thrown);

    assertThat(chain).hasSize(16);
    assertThat(chain.get(0).message()).isEqualTo("1");
    assertThat(chain.get(15).message()).isEqualTo("16");
  }

  @Test
  void theRootKeeps1024FramesAndOthers64() {
    Throwable root = withFrames(new RuntimeException("root"), 2_000);
    Throwable middle = withFrames(new RuntimeException("middle", root), 65);
    Throwable outer = withFrames(new RuntimeException("outer", middle), 64);

    List<ThrowableInfo> chain = capture(outer);

    assertThat(chain).extracting(info -> info.frames().size()).containsExactly(64, 64, 1_024);
    assertThat(chain).extracting(ThrowableInfo::omittedFrames).containsExactly(0, 1, 976);
    assertThat(chain.get(2).frames().get(1_023).getMethodName()).isEqualTo("m1023");
  }

  @Test
  void aSingleExceptionIsItsOwnRoot() {
    List<ThrowableInfo> chain = capture(withFrames(new RuntimeException("x"), 1_024));

    assertThat(chain.get(0).frames()).hasSize(1_024);
    assertThat(chain.get(0).omittedFrames()).isZero();
  }

  @Test
  void anExceptionWithoutFramesIsTaken() {
    List<ThrowableInfo> chain = capture(withFrames(new RuntimeException("x"), 0));

    assertThat(chain.get(0).frames()).isEmpty();
    assertThat(chain.get(0).omittedFrames()).isZero();
  }

  @Test
  void aCycleOfOneEndsWhereItBegins() {
    Linked self = new Linked("self");
    self.next = self;

    assertThat(capture(self)).extracting(ThrowableInfo::message).containsExactly("self");
  }

  @Test
  void aCycleOfThreeEndsWhereItBegins() {
    Linked a = new Linked("a");
    Linked b = new Linked("b");
    Linked c = new Linked("c");
    a.next = b;
    b.next = c;
    c.next = b;

    assertThat(capture(a)).extracting(ThrowableInfo::message).containsExactly("a", "b", "c");
  }

  @Test
  void equalExceptionsAreNoCycle() {
    Throwable thrown = new Equal("outer", new Equal("root", null));

    assertThat(capture(thrown)).extracting(ThrowableInfo::message).containsExactly("outer", "root");
  }

  private static List<ThrowableInfo> capture(Throwable thrown) {
    LogEntry.Builder builder = LogEntry.builder(Severity.ERROR, "com.acme.Orders", "boom");
    ChainCapture.copy(thrown, FakeReader.INSTANCE, builder);
    return builder.build().chain();
  }

  private static Throwable withFrames(Throwable thrown, int count) {
    StackTraceElement[] frames = new StackTraceElement[count];
    Arrays.setAll(frames, i -> new StackTraceElement("com.acme.Deep", "m" + i, "Deep.java", i + 1));
    thrown.setStackTrace(frames);
    return thrown;
  }

  private static final class Linked extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private transient Throwable next;

    Linked(String message) {
      super(message);
    }

    @Override
    public synchronized Throwable getCause() {
      return next;
    }
  }

  private static final class Equal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Equal(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Equal;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }
}

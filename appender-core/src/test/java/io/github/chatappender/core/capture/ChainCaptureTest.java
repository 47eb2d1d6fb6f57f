/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.FakeEvent;
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
    assertThat(capture(new NullPointerException()).get(0).message).isNull();
  }

  @Test
  void aMessageIsCutAt2048Chars() {
    List<ThrowableInfo> chain = capture(new RuntimeException("m".repeat(2_049)));

    assertThat(chain.get(0).message).isEqualTo("m".repeat(2_048));
  }

  @Test
  void aCutDoesNotPartASurrogatePair() {
    List<ThrowableInfo> chain = capture(new RuntimeException("m".repeat(2_047) + "\uD83D\uDD25"));

    assertThat(chain.get(0).message).isEqualTo("m".repeat(2_047));
  }

  @Test
  void chainOf16_isKeptWhole() {
    LogEntry entry = entry(chainOf(16));

    assertThat(entry.chain)
        .extracting((ThrowableInfo throwableInfo) -> throwableInfo.message)
        .startsWith("1")
        .endsWith("16");
    assertThat(entry.chain).hasSize(16);
    assertThat(entry.causesLeftOut).isZero();
  }

  @Test
  void chainOf17_keepsBothEndsAndCountsTheOneLeftOut() {
    LogEntry entry = entry(chainOf(17));

    assertThat(entry.chain)
        .extracting((ThrowableInfo throwableInfo) -> throwableInfo.message)
        .containsExactly(
            "1", "2", "3", "4", "5", "6", "7", "8", "10", "11", "12", "13", "14", "15", "16", "17");
    assertThat(entry.causesLeftOut).isEqualTo(1);
  }

  @Test
  void longChain_keepsFramesOfItsRoot() {
    Throwable root = withFrames(new NullPointerException("ROOT"), 200);
    Throwable thrown = root;
    for (int i = 0; i < 19; i++) {
      thrown = new RuntimeException("outer", thrown);
    }

    LogEntry entry = entry(thrown);

    assertThat(entry.causesLeftOut).isEqualTo(4);
    assertThat(entry.root().toString()).isEqualTo("java.lang.NullPointerException: ROOT");
    assertThat(entry.root().frames).hasSize(200);
  }

  @Test
  void chainOf1001_endsAtThe1000thException() {
    LogEntry entry = entry(chainOf(1_001));

    assertThat(entry.root().message).isEqualTo("1000");
    assertThat(entry.causesLeftOut).isEqualTo(984);
  }

  @Test
  void suppressedExceptions_areKeptWithTypeMessageAndEightFrames() {
    Throwable thrown = new IllegalStateException("outer", new RuntimeException("root"));
    thrown.addSuppressed(withFrames(new IllegalArgumentException("close"), 20));
    thrown.getCause().addSuppressed(new UnsupportedOperationException("of the root"));

    List<ThrowableInfo> chain = capture(thrown);

    ThrowableInfo close = chain.get(0).suppressed.get(0);
    assertThat(close).hasToString("java.lang.IllegalArgumentException: close");
    assertThat(close.frames).hasSize(8);
    assertThat(close.omittedFrames).isEqualTo(12);
    assertThat(chain.get(1).suppressed.toString())
        .isEqualTo("[java.lang.UnsupportedOperationException: of the root]");
  }

  @Test
  void tenSuppressedExceptions_keepEightAndCountTwo() {
    Throwable thrown = new IllegalStateException("outer");
    for (int i = 1; i <= 10; i++) {
      thrown.addSuppressed(new RuntimeException("s" + i));
    }

    ThrowableInfo info = capture(thrown).get(0);

    assertThat(info.suppressed)
        .extracting((ThrowableInfo throwableInfo) -> throwableInfo.message)
        .hasSize(8)
        .endsWith("s8");
    assertThat(info.suppressedLeftOut).isEqualTo(2);
  }

  @Test
  void suppressedMessage_isCutAt512Chars() {
    Throwable thrown = new IllegalStateException("outer");
    thrown.addSuppressed(new RuntimeException("m".repeat(513)));

    assertThat(capture(thrown).get(0).suppressed.get(0).message).isEqualTo("m".repeat(512));
  }

  @Test
  void textOnlyInLocalizedMessage_isTheMessage() {
    assertThat(capture(new Speaking(null, "lokal", null)).get(0).message).isEqualTo("lokal");
    assertThat(capture(new Speaking(" ", "lokal", null)).get(0).message).isEqualTo("lokal");
  }

  @Test
  void textOnlyInToString_isTheMessageWithoutTheClassName() {
    String type = Speaking.class.getName();

    assertThat(messageOf(new Speaking(null, null, type + ": code 7"))).isEqualTo("code 7");
    assertThat(messageOf(new Speaking("", "", type + "[code=7]"))).isEqualTo("[code=7]");
    assertThat(messageOf(new Speaking(null, null, "Failure{code=7}"))).isEqualTo("Failure{code=7}");
  }

  @Test
  void uninformativeToString_leavesTheMessageMissing() {
    String type = Speaking.class.getName();

    assertThat(messageOf(new Speaking(null, null, type))).isNull();
    assertThat(messageOf(new Speaking(null, null, type + ": "))).isNull();
    assertThat(messageOf(new Speaking(null, null, null))).isNull();
    assertThat(messageOf(new RuntimeException(""))).isEmpty();
  }

  @Test
  void getMessage_isPreferredToOtherTexts() {
    assertThat(messageOf(new Speaking("own", "lokal", "text"))).isEqualTo("own");
  }

  @Test
  void theRootKeeps1024FramesAndOthers64() {
    Throwable root = withFrames(new RuntimeException("root"), 2_000);
    Throwable middle = withFrames(new RuntimeException("middle", root), 65);
    Throwable outer = withFrames(new RuntimeException("outer", middle), 64);

    List<ThrowableInfo> chain = capture(outer);

    assertThat(chain).extracting(info -> info.frames.size()).containsExactly(64, 64, 1_024);
    assertThat(chain)
        .extracting((ThrowableInfo throwableInfo) -> throwableInfo.omittedFrames)
        .containsExactly(0, 1, 976);
    assertThat(chain.get(2).frames.get(1_023).getMethodName()).isEqualTo("m1023");
  }

  @Test
  void framesThatRootAndWrapperShare_areKeptOnce() {
    Throwable root = withFrames(new RuntimeException("root"), 200);
    RuntimeException outer = new RuntimeException("outer", root);
    StackTraceElement[] frames = Arrays.copyOfRange(root.getStackTrace(), 160, 200);
    Arrays.setAll(
        frames,
        i ->
            new StackTraceElement(
                i == 0 ? "com.acme.Outer" : "com.acme.Deep",
                "m" + (160 + i),
                "Deep.java",
                161 + i));
    outer.setStackTrace(frames);

    LogEntry entry = entry(outer);

    List<StackTraceElement> ofOuter = entry.chain.get(0).frames;
    List<StackTraceElement> ofRoot = entry.root().frames;
    assertThat(ofOuter).containsExactly(frames);
    assertThat(ofOuter.get(1)).isSameAs(ofRoot.get(161));
    assertThat(ofOuter.get(39)).isSameAs(ofRoot.get(199));
    assertThat(entry.estimatedBytes()).isBetween(201 * 56, 201 * 56 + 1_000);
  }

  @Test
  void aSingleExceptionIsItsOwnRoot() {
    List<ThrowableInfo> chain = capture(withFrames(new RuntimeException("x"), 1_024));

    assertThat(chain.get(0).frames).hasSize(1_024);
    assertThat(chain.get(0).omittedFrames).isZero();
  }

  @Test
  void exceptionWithoutFrames_isCaptured() {
    List<ThrowableInfo> chain = capture(withFrames(new RuntimeException("x"), 0));

    assertThat(chain.get(0).frames).isEmpty();
    assertThat(chain.get(0).omittedFrames).isZero();
  }

  @Test
  void exceptionThatCausesItself_isCapturedOnce() {
    Linked self = new Linked("self");
    self.next = self;

    assertThat(capture(self))
        .extracting((ThrowableInfo throwableInfo) -> throwableInfo.message)
        .containsExactly("self");
  }

  @Test
  void cycleOfThree_isCapturedOnce() {
    Linked a = new Linked("a");
    Linked b = new Linked("b");
    Linked c = new Linked("c");
    a.next = b;
    b.next = c;
    c.next = b;

    assertThat(capture(a))
        .extracting((ThrowableInfo throwableInfo) -> throwableInfo.message)
        .containsExactly("a", "b", "c");
  }

  @Test
  void equalExceptions_areNotTakenForACycle() {
    Throwable thrown = new Equal("outer", new Equal("root", null));

    assertThat(capture(thrown))
        .extracting((ThrowableInfo throwableInfo) -> throwableInfo.message)
        .containsExactly("outer", "root");
  }

  private static Throwable chainOf(int size) {
    Throwable thrown = new RuntimeException("" + size);
    for (int i = size - 1; i >= 1; i--) {
      thrown = new RuntimeException("" + i, thrown);
    }
    return thrown;
  }

  private static String messageOf(Throwable thrown) {
    return capture(thrown).get(0).message;
  }

  private static List<ThrowableInfo> capture(Throwable thrown) {
    return entry(thrown).chain;
  }

  private static LogEntry entry(Throwable thrown) {
    LogEntry.Builder builder = LogEntry.builder(Severity.ERROR, "com.acme.Orders", "boom");
    SafeReader<FakeEvent, Throwable> reader = new SafeReader<>(FakeReader.INSTANCE, new Accounts());
    ChainCapture.copy(ChainCapture.walk(thrown, reader), reader, builder);
    return builder.build();
  }

  private static Throwable withFrames(Throwable thrown, int count) {
    StackTraceElement[] frames = new StackTraceElement[count];
    Arrays.setAll(frames, i -> new StackTraceElement("com.acme.Deep", "m" + i, "Deep.java", i + 1));
    thrown.setStackTrace(frames);
    return thrown;
  }

  /** Overrides its texts. */
  private static final class Speaking extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final String localized;
    private final String text;

    Speaking(String message, String localized, String text) {
      super(message);
      this.localized = localized;
      this.text = text;
    }

    @Override
    public String getLocalizedMessage() {
      return localized;
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // as some applications do
    public String toString() {
      return text;
    }
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

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.impl.MutableLogEvent;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ReusableMessage;
import org.apache.logging.log4j.message.ReusableMessageFactory;
import org.apache.logging.log4j.message.SimpleMessage;
import org.junit.jupiter.api.Test;

class ReusedTextsTest {

  private final Log4jReader reader = new Log4jReader(null);

  @Test
  void reusedEvent_returnsTheLoggedStringItself() {
    String logged = new String("Payment failed");

    LogEvent event = event(ReusableMessageFactory.INSTANCE.newMessage(logged));

    assertThat(event.getMessage()).isSameAs(event);
    assertThat(reader.hasPlainText(event)).isTrue();
    assertThat(reader.message(event)).isSameAs(logged);
    assertThat(reader.message(event)).isSameAs(logged);
  }

  @Test
  void textThatIsNotAString_isRead() {
    LogEvent event =
        event(ReusableMessageFactory.INSTANCE.newMessage(CharBuffer.wrap("Payment failed")));

    assertThat(reader.template(event)).isNull();
    assertThat(reader.message(event)).isEqualTo("Payment failed");
  }

  @Test
  void formatThatDiffersFromTheText_isNotReturned() {
    for (String format : new String[] {"Payment {}", "Payment failes", "Payment failed!", ""}) {
      assertThat(reader.message(event(new OwnMessage(format, "Payment failed"))))
          .isEqualTo("Payment failed");
    }
  }

  @Test
  void longTextsAreRead() {
    String most = "é".repeat(ReusedTexts.FORMAT_CHARS);
    String more = most + "x";

    assertThat(reader.message(event(new OwnMessage(most, most)))).isSameAs(most);
    assertThat(reader.message(event(new OwnMessage(more, more)))).isEqualTo(more);
    assertThat(reader.message(event(new OwnMessage("short", more)))).isEqualTo(more);
    assertThat(reader.message(event(new OwnMessage("short", "short")))).isEqualTo("short");
  }

  @Test
  void wideAndNarrowTexts_canAlternate() {
    for (String text : new String[] {"€ 4711", "4711", "€ 4712", ""}) {
      assertThat(reader.message(event(new OwnMessage(text, text)))).isSameAs(text);
    }
  }

  @Test
  void withArguments_theFormattedTextIsReturned() {
    LogEvent event = event(ReusableMessageFactory.INSTANCE.newMessage("Order {} failed", 4711));

    assertThat(reader.template(event)).isEqualTo("Order {} failed");
    assertThat(reader.message(event)).isEqualTo("Order 4711 failed");
  }

  @Test
  void nestedReads_doNotMix() {
    ReusedTexts texts = new ReusedTexts();
    AtomicReference<String> inner = new AtomicReference<>();
    ReusableMessage outer =
        new OwnMessage("outer", "outer") {
          @Override
          public void formatTo(StringBuilder buffer) {
            buffer.append("out");
            inner.set(texts.of(new OwnMessage("inner", "inner")));
            buffer.append("er");
          }
        };

    assertThat(texts.of(outer)).isEqualTo("outer");
    assertThat(inner).hasValue("inner");
  }

  private static LogEvent event(Message message) {
    MutableLogEvent event = new MutableLogEvent();
    event.setMessage(message);
    return event;
  }

  /** A third-party reusable message without arguments. */
  private static class OwnMessage implements ReusableMessage {
    private static final long serialVersionUID = 1L;

    private final String format;
    private final String text;

    OwnMessage(String format, String text) {
      this.format = format;
      this.text = text;
    }

    @Override
    @SuppressWarnings("deprecation") // hosts ask for it
    public String getFormat() {
      return format;
    }

    @Override
    public String getFormattedMessage() {
      return text;
    }

    @Override
    public void formatTo(StringBuilder buffer) {
      buffer.append(text);
    }

    @Override
    public Object[] getParameters() {
      return new Object[0];
    }

    @Override
    public Throwable getThrowable() {
      return null;
    }

    @Override
    public Object[] swapParameters(Object[] emptyReplacement) {
      return emptyReplacement;
    }

    @Override
    public short getParameterCount() {
      return 0;
    }

    @Override
    public Message memento() {
      return new SimpleMessage(text);
    }
  }
}

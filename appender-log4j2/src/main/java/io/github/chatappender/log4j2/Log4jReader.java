/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Severity;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Layout;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.StringLayout;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ReusableMessage;
import org.apache.logging.log4j.message.ReusableObjectMessage;
import org.apache.logging.log4j.message.ReusableSimpleMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads Log4j2's events, mutable ones included: keeps nothing of an event after the call.
 * Thread-safe.
 */
final class Log4jReader implements EventReader<LogEvent, Throwable> {

  private static final int FATAL = Level.FATAL.intLevel();
  private static final int ERROR = Level.ERROR.intLevel();
  private static final int WARN = Level.WARN.intLevel();
  private static final int INFO = Level.INFO.intLevel();
  private static final int DEBUG = Level.DEBUG.intLevel();

  private final @Nullable Layout<?> layout;
  private final ReusedTexts reusedTexts = new ReusedTexts();

  /**
   * Creates a reader.
   *
   * @param layout formats an event, null if none is configured
   */
  Log4jReader(@Nullable Layout<?> layout) {
    this.layout = layout;
  }

  @Override
  public long timeMillis(LogEvent event) {
    return event.getTimeMillis();
  }

  /** A custom level counts as the next less severe standard level. */
  @Override
  public Severity severity(LogEvent event) {
    int level = event.getLevel().intLevel();
    if (level <= FATAL) {
      return Severity.FATAL;
    }
    if (level <= ERROR) {
      return Severity.ERROR;
    }
    if (level <= WARN) {
      return Severity.WARN;
    }
    if (level <= INFO) {
      return Severity.INFO;
    }
    return level <= DEBUG ? Severity.DEBUG : Severity.TRACE;
  }

  @Override
  public String loggerName(LogEvent event) {
    String name = event.getLoggerName();
    return name == null ? "" : name;
  }

  @Override
  public String threadName(LogEvent event) {
    String name = event.getThreadName();
    return name == null ? "" : name;
  }

  @Override
  public String message(LogEvent event) {
    Message message = event.getMessage();
    if (message == null) {
      return "";
    }
    String text =
        isReusedEvent(message) && ((ReusableMessage) message).getParameterCount() == 0
            ? reusedTexts.of((ReusableMessage) message)
            : message.getFormattedMessage();
    return text == null || (text.equals("null") && isOfNull(message)) ? "" : text;
  }

  /** Returns whether null was logged: Log4j logs the word "null", other hosts nothing. */
  @SuppressWarnings("deprecation") // the only way to a message's format that all hosts have
  private static boolean isOfNull(Message message) {
    String format = message.getFormat();
    if (format == null) {
      return true;
    }
    if (message instanceof CharSequence) {
      return ((CharSequence) message).length() == 0;
    }
    if (message instanceof ObjectMessage) {
      return true; // it holds the word instead of null
    }
    Object[] parameters = format.equals("null") ? message.getParameters() : null;
    return parameters != null && parameters.length == 1 && parameters[0] == null;
  }

  @Override
  @SuppressWarnings("deprecation") // the only way to a message's template that all hosts have
  public @Nullable String template(LogEvent event) {
    Message message = event.getMessage();
    return message == null ? null : message.getFormat();
  }

  @Override
  public boolean hasArguments(LogEvent event) {
    return Formats.hasArguments(event.getMessage());
  }

  /** A mutable event is its own message and holds a text that Log4j has formatted. */
  @Override
  public boolean hasPlainText(LogEvent event) {
    Message message = event.getMessage();
    return message == null
        || message instanceof SimpleMessage
        || message instanceof ReusableSimpleMessage
        || isReusedEvent(message);
  }

  /** Returns whether a message is a reused event, whose text was formatted when it was logged. */
  private static boolean isReusedEvent(Message message) {
    return message instanceof LogEvent && message instanceof ReusableMessage;
  }

  @Override
  public boolean hasMdc(LogEvent event) {
    return event.getContextData() != null && !event.getContextData().isEmpty();
  }

  @Override
  public @Nullable String mdc(LogEvent event, String key) {
    Object value = event.getContextData() == null ? null : event.getContextData().getValue(key);
    return value == null ? null : value.toString();
  }

  /**
   * Passes none: Log4j2 has no key-value pairs besides its messages, and a map message formats its
   * own.
   */
  @Override
  public void keyValues(LogEvent event, BiConsumer<String, @Nullable Object> sink) {
    // none
  }

  @Override
  public void markers(LogEvent event, Consumer<String> sink) {
    addWithParents(event.getMarker(), sink);
  }

  @Override
  public boolean hasMarker(LogEvent event, String name) {
    Marker marker = event.getMarker();
    return marker != null && marker.isInstanceOf(name);
  }

  @Override
  public boolean knowsFatal() {
    return true;
  }

  @Override
  public @Nullable Throwable thrown(LogEvent event) {
    Throwable thrown = event.getThrown();
    return thrown == null ? loggedAsObject(event.getMessage()) : thrown;
  }

  /**
   * Returns the exception of {@code log.error(exception)}, which is the message; the event has
   * none.
   */
  @SuppressWarnings("deprecation") // nothing else reveals that a reused message is an object
  private static @Nullable Throwable loggedAsObject(@Nullable Message message) {
    if (message instanceof ObjectMessage || message instanceof ReusableObjectMessage) {
      return message.getThrowable();
    }
    if (message == null
        || !isReusedEvent(message)
        || message.getFormat() != null
        || ((ReusableMessage) message).getParameterCount() != 1) {
      return null;
    }
    Object object = message.getParameters()[0];
    return object instanceof Throwable ? (Throwable) object : null;
  }

  @Override
  public String typeName(Throwable thrown) {
    return thrown.getClass().getName();
  }

  @Override
  public Class<?> type(Throwable thrown) {
    return thrown.getClass();
  }

  @Override
  public @Nullable String thrownMessage(Throwable thrown) {
    return thrown.getMessage();
  }

  @Override
  public StackTraceElement[] frames(Throwable thrown) {
    return thrown.getStackTrace();
  }

  @Override
  public long hashFrames(Throwable thrown, FrameHash hasher) {
    StackTraceElement[] frames = thrown.getStackTrace();
    long hash = 0;
    for (int i = 0; frames != null && i < frames.length; i++) {
      hash = hasher.add(hash, frames[i]);
    }
    return hash;
  }

  /** Always false: Log4j2 has not read the frames yet, and the first read is expensive. */
  @Override
  public boolean holdsFrames() {
    return false;
  }

  @Override
  public Throwable throwable(Throwable thrown) {
    return thrown;
  }

  @Override
  public @Nullable Throwable cause(Throwable thrown) {
    return thrown.getCause();
  }

  @Override
  public Throwable @Nullable [] suppressed(Throwable thrown) {
    return thrown.getSuppressed();
  }

  @Override
  public @Nullable String layoutText(LogEvent event) {
    Layout<?> own = layout;
    if (own == null) {
      return null;
    }
    if (own instanceof StringLayout) {
      String text = ((StringLayout) own).toSerializable(event);
      return Objects.requireNonNull(text, "the layout returned null");
    }
    return new String(own.toByteArray(event), StandardCharsets.UTF_8);
  }

  private static void addWithParents(@Nullable Marker marker, Consumer<String> sink) {
    if (marker == null) {
      return;
    }
    sink.accept(marker.getName());
    Marker[] parents = marker.getParents();
    if (parents != null) {
      for (Marker parent : parents) {
        addWithParents(parent, sink);
      }
    }
  }
}

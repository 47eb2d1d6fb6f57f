/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Severity;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads events whose own parts may throw: leaves out an unreadable part and keeps the rest.
 * Severity and time come from the host itself and are not expected to throw. Only {@link
 * OutOfMemoryError} and {@link InternalError} pass. Counts failures of a layout. Immutable.
 *
 * <p>Uses no lambdas: linking one can fail for the life of the JVM if no stack is left at its first
 * use.
 */
final class SafeReader<E, T> implements EventReader<E, T> {

  private static final String UNKNOWN_TYPE = "java.lang.Throwable";
  private static final StackTraceElement[] NO_FRAMES = {};

  final EventReader<E, T> reader;
  private final Accounts accounts;

  SafeReader(EventReader<E, T> reader, Accounts accounts) {
    this.reader = reader;
    this.accounts = accounts;
  }

  static void passFatal(Throwable e) {
    if (e instanceof OutOfMemoryError || e instanceof InternalError) {
      throw (Error) e;
    }
  }

  /** Returns a value's text, or a text that says why there is none. */
  static String text(@Nullable Object value) {
    try {
      String text = String.valueOf(value);
      return text == null ? "null" : text;
    } catch (Throwable e) {
      passFatal(e);
      return unreadable(e);
    }
  }

  private static String unreadable(Throwable why) {
    String type = why.getClass().getName();
    return "[unreadable: " + type.substring(type.lastIndexOf('.') + 1) + "]";
  }

  @Override
  public long timeMillis(E event) {
    return reader.timeMillis(event);
  }

  @Override
  public Severity severity(E event) {
    return reader.severity(event);
  }

  @Override
  public String loggerName(E event) {
    try {
      return reader.loggerName(event);
    } catch (Throwable e) {
      passFatal(e);
      return "";
    }
  }

  @Override
  public String threadName(E event) {
    try {
      return reader.threadName(event);
    } catch (Throwable e) {
      passFatal(e);
      return "";
    }
  }

  /**
   * Returns the message; if it cannot be read, the template or a text that says so.
   *
   * @throws IllegalStateException if no part of the event can be read
   */
  @Override
  public String message(E event) {
    try {
      return reader.message(event);
    } catch (Throwable e) {
      passFatal(e);
      return insteadOfMessage(event, e);
    }
  }

  private String insteadOfMessage(E event, Throwable why) {
    String template = template(event);
    if (template != null && !template.isBlank()) {
      return template;
    }
    if (thrown(event) == null) {
      throw new IllegalStateException("nothing of the event can be read", why);
    }
    return unreadable(why);
  }

  @Override
  public @Nullable String template(E event) {
    try {
      return reader.template(event);
    } catch (Throwable e) {
      passFatal(e);
      return null;
    }
  }

  @Override
  public boolean hasArguments(E event) {
    try {
      return reader.hasArguments(event);
    } catch (Throwable e) {
      passFatal(e);
      return false;
    }
  }

  @Override
  public boolean hasPlainText(E event) {
    try {
      return reader.hasPlainText(event);
    } catch (Throwable e) {
      passFatal(e);
      return false;
    }
  }

  @Override
  public boolean hasMdc(E event) {
    try {
      return reader.hasMdc(event);
    } catch (Throwable e) {
      passFatal(e);
      return false;
    }
  }

  @Override
  public @Nullable String mdc(E event, String key) {
    try {
      return reader.mdc(event, key);
    } catch (Throwable e) {
      passFatal(e);
      return null;
    }
  }

  @Override
  public void keyValues(E event, BiConsumer<String, @Nullable Object> sink) {
    try {
      reader.keyValues(event, sink);
    } catch (Throwable e) {
      passFatal(e); // keeps the pairs passed on before
    }
  }

  @Override
  public void markers(E event, Consumer<String> sink) {
    try {
      reader.markers(event, sink);
    } catch (Throwable e) {
      passFatal(e); // keeps the markers passed on before
    }
  }

  @Override
  public boolean hasMarker(E event, String name) {
    try {
      return reader.hasMarker(event, name);
    } catch (Throwable e) {
      passFatal(e);
      return false;
    }
  }

  @Override
  public boolean knowsFatal() {
    return reader.knowsFatal();
  }

  @Override
  public @Nullable T thrown(E event) {
    try {
      return reader.thrown(event);
    } catch (Throwable e) {
      passFatal(e);
      return null;
    }
  }

  @Override
  public String typeName(T thrown) {
    try {
      String name = reader.typeName(thrown);
      return name == null ? UNKNOWN_TYPE : name;
    } catch (Throwable e) {
      passFatal(e);
      return UNKNOWN_TYPE;
    }
  }

  @Override
  public @Nullable Class<?> type(T thrown) {
    try {
      return reader.type(thrown);
    } catch (Throwable e) {
      passFatal(e);
      return null;
    }
  }

  /**
   * Returns an exception's message; if it has none, the text of its {@code getLocalizedMessage} or
   * {@code toString} without its class name.
   */
  @Override
  public @Nullable String thrownMessage(T thrown) {
    String message = ownMessage(thrown);
    if (message != null && !message.isBlank()) {
      return message;
    }
    Throwable object = throwable(thrown);
    String other = object == null ? null : otherText(object);
    return other == null ? message : other;
  }

  private @Nullable String ownMessage(T thrown) {
    try {
      return reader.thrownMessage(thrown);
    } catch (Throwable e) {
      passFatal(e);
      return null;
    }
  }

  private static @Nullable String otherText(Throwable thrown) {
    try {
      String localized = thrown.getLocalizedMessage();
      if (localized != null && !localized.isBlank()) {
        return localized;
      }
    } catch (Throwable e) {
      passFatal(e);
    }
    try {
      return withoutType(thrown.toString(), thrown.getClass().getName());
    } catch (Throwable e) {
      passFatal(e);
      return null;
    }
  }

  private static @Nullable String withoutType(@Nullable String text, String type) {
    if (text == null || text.equals(type)) {
      return null;
    }
    boolean typed = text.startsWith(type);
    String rest = typed ? text.substring(type.length()) : text;
    rest = typed && rest.startsWith(":") ? rest.substring(1).strip() : rest.strip();
    return rest.isEmpty() ? null : rest;
  }

  /** Returns an exception's frames, none of them null. */
  @Override
  public StackTraceElement[] frames(T thrown) {
    try {
      StackTraceElement[] frames = reader.frames(thrown);
      if (frames == null) {
        return NO_FRAMES;
      }
      for (StackTraceElement frame : frames) {
        if (frame == null) {
          return Arrays.stream(frames).filter(Objects::nonNull).toArray(StackTraceElement[]::new);
        }
      }
      return frames;
    } catch (Throwable e) {
      passFatal(e);
      return NO_FRAMES;
    }
  }

  @Override
  public long hashFrames(T thrown, FrameHash hasher) {
    try {
      return reader.hashFrames(thrown, hasher);
    } catch (Throwable e) {
      passFatal(e);
      return 0;
    }
  }

  @Override
  public boolean holdsFrames() {
    return reader.holdsFrames();
  }

  @Override
  public @Nullable Throwable throwable(T thrown) {
    try {
      return reader.throwable(thrown);
    } catch (Throwable e) {
      passFatal(e);
      return null;
    }
  }

  @Override
  public @Nullable T cause(T thrown) {
    try {
      return reader.cause(thrown);
    } catch (Throwable e) {
      passFatal(e);
      return null;
    }
  }

  @Override
  public T @Nullable [] suppressed(T thrown) {
    try {
      return reader.suppressed(thrown);
    } catch (Throwable e) {
      passFatal(e);
      return null;
    }
  }

  @Override
  public @Nullable String layoutText(E event) {
    try {
      return reader.layoutText(event);
    } catch (Throwable e) {
      passFatal(e);
      accounts.layoutFailed(e);
      return null;
    }
  }
}

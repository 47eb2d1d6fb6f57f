/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Runs a {@link ChatSpace} for the tests of a class, with JUnit 5 or 6: as a static field with
 * {@code @RegisterExtension}, or with {@code @ExtendWith} and a {@code ChatSpace} as a parameter of
 * a test.
 *
 * <p>While it runs, the system property {@value #PROPERTY} holds its address, which an appender
 * reads when its host is configured; a logger in a static field configures it too early. Before
 * each test the space is cleared. When a test fails, the failure shows the space.
 *
 * <p>Classes that use it must not run at the same time in one JVM, because they share the property.
 */
public final class ChatSpaceExtension
    implements BeforeAllCallback,
        AfterAllCallback,
        BeforeEachCallback,
        AfterEachCallback,
        ParameterResolver,
        TestExecutionExceptionHandler {
  /** The system property, and the environment variable that it replaces. */
  public static final String PROPERTY = "GOOGLE_CHAT_WEBHOOK_URL";

  private final ChatSpace.Builder builder;
  private @Nullable ChatSpace space;
  private @Nullable String before;
  private int users;

  /** Makes an extension with a space without a rate limit. */
  public ChatSpaceExtension() {
    this(ChatSpace.builder());
  }

  /** Makes an extension with a space of one's own choice. */
  public ChatSpaceExtension(ChatSpace.Builder builder) {
    this.builder = builder;
  }

  /**
   * Returns the running space.
   *
   * @throws IllegalStateException if no test is running
   */
  public synchronized ChatSpace space() {
    if (space == null) {
      throw new IllegalStateException("the space runs only while the tests do");
    }
    return space;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    use();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    ChatSpace running = use();
    running.answerNormally();
    running.clear();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    release();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    release();
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == ChatSpace.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return space();
  }

  @Override
  public void handleTestExecutionException(ExtensionContext context, Throwable failure)
      throws Throwable {
    failure.addSuppressed(new Room(space().show()));
    throw failure;
  }

  /** Starts the space for its first user: a class, a nested class or a test. */
  private synchronized ChatSpace use() {
    if (space == null) {
      space = builder.start();
      before = System.getProperty(PROPERTY);
      System.setProperty(PROPERTY, space.webhookUrl());
    }
    users++;
    return space;
  }

  private synchronized void release() {
    users--;
    if (users > 0 || space == null) {
      return;
    }
    space.close();
    space = null;
    if (before == null) {
      System.clearProperty(PROPERTY);
    } else {
      System.setProperty(PROPERTY, before);
    }
  }

  /** Shows the space beside a failure. */
  private static final class Room extends Exception {
    private static final long serialVersionUID = 1L;

    Room(String shown) {
      super(shown, null, false, false);
    }
  }
}

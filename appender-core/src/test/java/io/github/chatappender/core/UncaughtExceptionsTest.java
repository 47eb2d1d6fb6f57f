/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.testing.FakeDiagnostics;
import io.github.chatappender.core.testing.FakeProcessFacts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UncaughtExceptionsTest {

  private final PrintStream err = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final List<Throwable> logged = Collections.synchronizedList(new ArrayList<>());
  private final List<ChatSender> senders = new ArrayList<>();
  private final FakeDiagnostics diagnostics = new FakeDiagnostics();
  private Thread.@Nullable UncaughtExceptionHandler before;

  @BeforeEach
  void withoutAHandler() {
    before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler(null);
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    senders.forEach(ChatSender::close);
    Thread.setDefaultUncaughtExceptionHandler(before);
    System.setErr(err);
  }

  @Test
  void uncaughtException_isLoggedAndPrintedAsTheJvmDoes() throws Exception {
    start(true, logged::add);
    IllegalStateException thrown = new IllegalStateException("lost");

    end(thrown, getClass().getClassLoader());

    assertThat(logged).containsExactly(thrown);
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .startsWith(
            "Exception in thread \"job\" java.lang.IllegalStateException: lost"
                + System.lineSeparator()
                + "\tat ");
  }

  @Test
  void failingLogger_stillPrintsTheException() throws Exception {
    start(
        true,
        thrown -> {
          throw new StackOverflowError();
        });

    end(new IllegalStateException("lost"), getClass().getClassLoader());

    assertThat(printed.toString(StandardCharsets.UTF_8)).contains("IllegalStateException: lost");
  }

  @Test
  void threadOfAnotherClassLoader_isOnlyPrinted() throws Exception {
    start(true, logged::add);
    ClassLoader ours = getClass().getClassLoader();

    end(new IllegalStateException("a"), ours.getParent());
    end(new IllegalStateException("b"), null);
    try (URLClassLoader other = new URLClassLoader(new URL[0], ours.getParent())) {
      end(new IllegalStateException("c"), other);
    }
    assertThat(logged).isEmpty();
    assertThat(printed.toString(StandardCharsets.UTF_8)).contains(": a", ": b", ": c");

    try (URLClassLoader below = new URLClassLoader(new URL[0], ours)) {
      end(new IllegalStateException("d"), below);
    }
    assertThat(logged).hasSize(1);
  }

  @Test
  void stop_takesTheHandlerBack() {
    ChatSender sender = start(true, logged::add);
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNotNull();

    sender.close();

    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNull();
  }

  @Test
  void reload_keepsTheHandlerWithTheNewSender() throws Exception {
    ChatSender old = start(true, thrown -> logged.add(new AssertionError("the old one", thrown)));
    start(true, logged::add);
    old.close();

    end(new IllegalStateException("lost"), getClass().getClassLoader());

    assertThat(logged).extracting(Throwable::getMessage).containsExactly("lost");
  }

  @Test
  void severalSenders_logAnExceptionOnce() throws Exception {
    start(true, logged::add);
    start(true, logged::add);

    end(new IllegalStateException("lost"), getClass().getClassLoader());

    assertThat(logged).hasSize(1);
  }

  @Test
  void newSettings_switchTheHandlerOnAndOff() {
    ChatSender sender = start(false, logged::add);
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNull();

    sender.reconfigure(configuration(true));
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNotNull();

    sender.reconfigure(configuration(false));
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isNull();
  }

  @Test
  void handlerOfAnother_staysAndIsNamed() {
    Thread.UncaughtExceptionHandler theirs = new Theirs();
    Thread.setDefaultUncaughtExceptionHandler(theirs);

    ChatSender sender = start(true, logged::add);

    assertThat(diagnostics.lines())
        .contains(
            "warn: uncaughtExceptions has no effect: "
                + Theirs.class.getName()
                + " already handles them");
    sender.close();
    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(theirs);
  }

  @Test
  void handlerSetLater_staysWhenWeStop() {
    ChatSender sender = start(true, logged::add);
    Thread.UncaughtExceptionHandler theirs = new Theirs();
    Thread.setDefaultUncaughtExceptionHandler(theirs);

    sender.close();

    assertThat(Thread.getDefaultUncaughtExceptionHandler()).isSameAs(theirs);
  }

  private static final class Theirs implements Thread.UncaughtExceptionHandler {
    @Override
    public void uncaughtException(Thread thread, Throwable thrown) {}
  }

  private ChatSender start(boolean uncaught, Consumer<Throwable> logger) {
    ChatSender sender = ChatSender.start(configuration(uncaught), diagnostics, logger);
    senders.add(sender);
    return sender;
  }

  private ChatSender.Configuration configuration(boolean uncaught) {
    Settings settings =
        new Settings()
            .set(Setting.DRY_RUN, "true")
            .set(Setting.SHUTDOWN_HOOK, "false")
            .set(Setting.UNCAUGHT_EXCEPTIONS, "" + uncaught);
    return Objects.requireNonNull(
        ChatSender.configure(settings, new FakeProcessFacts(), diagnostics));
  }

  private static void end(RuntimeException thrown, @Nullable ClassLoader loader)
      throws InterruptedException {
    Thread thread =
        new Thread(
            () -> {
              throw thrown;
            },
            "job");
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join();
  }
}

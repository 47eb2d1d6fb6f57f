/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.ProcessFacts;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.redact.OwnSecrets;
import io.github.chatappender.core.webhook.WebhookCheck;
import java.io.Console;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Checks a webhook from the command line: posts a message and a reply with each reply option, and
 * explains in plain words what works and what to do about anything that does not.
 *
 * <p>{@code java -cp CLASSPATH io.github.chatappender.core.Check [OPTION]... [ADDRESS]}; {@code
 * --help} lists the options. The address comes from the argument, the system property or variable
 * {@code GOOGLE_CHAT_WEBHOOK_URL}, or a prompt without echo, and is never printed.
 */
public final class Check {

  private static final int WORKS = 0;
  private static final int DOES_NOT_WORK = 1;
  private static final int BAD_COMMAND_LINE = 2;

  private final ProcessFacts facts;
  private final Supplier<@Nullable String> prompt;
  private final Consumer<String> out;
  private final Consumer<String> err;

  Check(
      ProcessFacts facts,
      Supplier<@Nullable String> prompt,
      Consumer<String> out,
      Consumer<String> err) {
    this.facts = facts;
    this.prompt = prompt;
    this.out = out;
    this.err = err;
  }

  /**
   * Checks the webhook, and ends the JVM: with 0 if everything works, 1 if not, 2 if the command
   * line cannot be used.
   *
   * @param arguments the options and the address
   * @throws InterruptedException if the thread is interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    Check check =
        new Check(
            ProcessFacts.ofThisProcess(), Check::ask, System.out::println, System.err::println);
    System.exit(check.run(arguments));
  }

  int run(String... words) throws InterruptedException {
    CheckArguments arguments;
    SenderConfig config;
    try {
      arguments = CheckArguments.parse(words);
      if (arguments.asksForHelp) {
        out.accept(CheckArguments.HELP);
        return WORKS;
      }
      config = configuration(arguments);
    } catch (IllegalArgumentException | ConfigException e) {
      err.accept(e.getMessage());
      return BAD_COMMAND_LINE;
    }
    String obstacle = config.switchedOff == null ? config.webhook.gap : switchedOff(config);
    if (obstacle != null) {
      out.accept(obstacle);
      return DOES_NOT_WORK;
    }
    return run(config, arguments.probes);
  }

  private int run(SenderConfig config, boolean probes) throws InterruptedException {
    WebhookCheck check;
    try {
      check =
          WebhookCheck.of(
              config,
              secrets -> new OwnSecrets(secrets)::scrub,
              Check::newThread,
              Clock.systemUTC(),
              time -> TimeUnit.NANOSECONDS.sleep(time.toNanos()),
              out);
    } catch (ConfigException e) {
      out.accept(e.getMessage());
      return DOES_NOT_WORK;
    }
    if (!check.run()) {
      return DOES_NOT_WORK;
    }
    if (probes) {
      check.probe();
    }
    return WORKS;
  }

  private SenderConfig configuration(CheckArguments arguments) throws ConfigException {
    SenderConfig config = SenderConfig.parse(arguments.settings, facts);
    if (config.webhook.gap == null || config.switchedOff != null || arguments.namesAddress()) {
      return config;
    }
    String typed = prompt.get();
    return typed == null || typed.isBlank()
        ? config
        : SenderConfig.parse(arguments.settings.set(Setting.WEBHOOK_URL, typed), facts);
  }

  private static String switchedOff(SenderConfig config) {
    return config.switchedOff + ", which switches off every appender; unset it for this check";
  }

  /** Asks for the address without echo; returns null if there is no terminal. */
  @SuppressWarnings("SystemConsoleNull") // before JDK 22 it is null without a terminal
  private static @Nullable String ask() {
    Console console = System.console();
    char[] typed =
        console == null ? null : console.readPassword("Address of the webhook (not shown): ");
    return typed == null ? null : new String(typed);
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "google-chat-check");
    thread.setDaemon(true);
    return thread;
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Holds the command line of {@link Check}. Not thread-safe. */
final class CheckArguments {

  static final String HELP =
      String.join(
          System.lineSeparator(),
          "Posts a message and two replies to a webhook of Google Chat, and explains what",
          "works and what to do about anything that does not.",
          "",
          "  java -cp CLASSPATH io.github.chatappender.core.Check [OPTION]... [ADDRESS]",
          "",
          "ADDRESS is the webhook's address, or env:NAME for the system property or environment",
          "variable NAME. By default it is read from GOOGLE_CHAT_WEBHOOK_URL, or asked for. It is",
          "never printed.",
          "",
          "  --webhookUrlFile FILE   reads the address from a file",
          "  --proxy HOST:PORT       uses an HTTP proxy; also user:password@host:port",
          "  --allowedHosts LIST     allows other hosts than chat.googleapis.com",
          "  --probe                 also tries what Google's documents leave open; prints a table",
          "  --help                  prints this text",
          "",
          "Exit code: 0 if everything works, 1 if not, 2 if the command line cannot be used.");

  /** The settings that options of the same name set. */
  private static final List<Setting> SETTINGS =
      List.of(Setting.WEBHOOK_URL_FILE, Setting.PROXY, Setting.ALLOWED_HOSTS);

  final Settings settings = new Settings();
  boolean probes;
  boolean asksForHelp;

  private CheckArguments() {}

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException saying in one line, without values, what cannot be used
   */
  static CheckArguments parse(String... words) {
    CheckArguments arguments = new CheckArguments();
    for (int i = 0; i < words.length; i++) {
      Setting setting = setting(words[i]);
      if (setting == null) {
        arguments.add(words[i]);
      } else if (i + 1 < words.length) {
        i++;
        arguments.settings.set(setting, words[i]);
      } else {
        throw new IllegalArgumentException(words[i] + " needs a value; --help lists the options");
      }
    }
    return arguments;
  }

  /** Returns whether the command line says where the address is. */
  boolean namesAddress() {
    return settings.text(Setting.WEBHOOK_URL) != null
        || settings.text(Setting.WEBHOOK_URL_FILE) != null;
  }

  private void add(String word) {
    if (word.equals("--probe")) {
      probes = true;
    } else if (word.equals("--help")) {
      asksForHelp = true;
    } else if (word.startsWith("-")) {
      // the rest may be a secret
      String name = word.replaceFirst("=.*", "");
      throw new IllegalArgumentException("unknown option " + name + "; --help lists the options");
    } else if (settings.text(Setting.WEBHOOK_URL) != null) {
      throw new IllegalArgumentException("more than one address; --help shows the command line");
    } else {
      settings.set(Setting.WEBHOOK_URL, word);
    }
  }

  private static @Nullable Setting setting(String word) {
    for (Setting setting : SETTINGS) {
      if (word.equals("--" + setting.key())) {
        return setting;
      }
    }
    return null;
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The command line of {@link ChatSpaceMain}. Immutable once parsed. */
final class SpaceArguments {
  static final int MAX_MESSAGES = 10_000;
  static final long MAX_KEPT_BYTES = 128L << 20;
  static final String USAGE =
      String.join(
          System.lineSeparator(),
          "Runs a Google Chat space on this machine: java -jar google-chat-appender-space.jar",
          "",
          "  --port 8080       the port on 127.0.0.1; 0 chooses a free one",
          "  --per-second 1    requests a second for each space; 0 lifts the limit",
          "  --strict          accepts only the printed address, and refuses what Chat accepts",
          "                    but does not show as sent",
          "  --record FILE     appends each request to a file, as a line of JSON",
          "  --help            prints this");

  private final ChatSpace.Builder space =
      ChatSpace.builder()
          .port(8080)
          .requestsPerSecond(1)
          .anyTextLength()
          .keep(MAX_MESSAGES, MAX_KEPT_BYTES);
  private boolean strict;
  private boolean help;
  private @Nullable Path record;

  private SpaceArguments() {}

  /**
   * Parses options.
   *
   * @throws IllegalArgumentException with one line for the user
   */
  static SpaceArguments parse(String... args) {
    SpaceArguments arguments = new SpaceArguments();
    for (int i = 0; i < args.length; i++) {
      String name = args[i];
      if (name.equals("--help")) {
        arguments.help = true;
      } else if (name.equals("--strict")) {
        arguments.strict = true;
      } else {
        i++;
        arguments.set(name, i < args.length ? args[i] : "");
      }
    }
    return arguments;
  }

  ChatSpace.Builder space() {
    return strict ? space.strict().maxTextChars(ChatSpace.MAX_TEXT_CHARS) : space.anySpace();
  }

  boolean help() {
    return help;
  }

  /** Returns the file to append requests to, or null. */
  @Nullable Path record() {
    return record;
  }

  private void set(String name, String value) {
    switch (name) {
      case "--port":
        space.port((int) number(name, value, 65_535));
        break;
      case "--per-second":
        double perSecond = number(name, value, Quotas.MAX_PER_SECOND);
        if (perSecond == 0) {
          space.unlimitedRate();
        } else {
          space.requestsPerSecond(perSecond);
        }
        break;
      case "--record":
        if (value.isEmpty()) {
          throw new IllegalArgumentException("--record needs a file");
        }
        record = Path.of(value);
        break;
      default:
        throw new IllegalArgumentException("there is no option " + name + "; see --help");
    }
  }

  private static double number(String name, String value, int most) {
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      number = -1;
    }
    boolean whole = !name.equals("--port") || number == Math.rint(number);
    if (!(number >= 0 && number <= most && whole)) {
      throw new IllegalArgumentException(
          name + " must be a number from 0 to " + most + ": '" + value + "'");
    }
    return number;
  }
}

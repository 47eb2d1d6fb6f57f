/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The command line of {@link ChatSpaceMain}. Immutable once parsed. */
final class SpaceArguments {
  static final String USAGE = "Usage: ChatSpaceMain [--port 8080] [--rate 1|unlimited] [--for 60s]";

  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

  private final ChatSpace.Builder space = ChatSpace.builder().port(8080).requestsPerSecond(1);
  private @Nullable Duration runFor;

  private SpaceArguments() {}

  /**
   * Parses name and value pairs.
   *
   * @throws IllegalArgumentException with a message for the user
   */
  static SpaceArguments parse(String... args) {
    SpaceArguments arguments = new SpaceArguments();
    if (args.length % 2 != 0) {
      throw new IllegalArgumentException(args[args.length - 1] + " needs a value. " + USAGE);
    }
    for (int i = 0; i < args.length; i += 2) {
      arguments.set(args[i], args[i + 1]);
    }
    return arguments;
  }

  ChatSpace.Builder space() {
    return space;
  }

  /** Returns how long to run, or null to run until stopped. */
  @Nullable Duration runFor() {
    return runFor;
  }

  private void set(String name, String value) {
    switch (name) {
      case "--port":
        space.port(Integer.parseInt(value));
        break;
      case "--rate":
        setRate(value);
        break;
      case "--for":
        runFor = duration(value);
        break;
      default:
        throw new IllegalArgumentException("unknown: " + name + ". " + USAGE);
    }
  }

  private void setRate(String value) {
    if (value.equals("unlimited")) {
      space.unlimitedRate();
    } else {
      space.requestsPerSecond(Double.parseDouble(value));
    }
  }

  private static Duration duration(String value) {
    Matcher matcher = DURATION.matcher(value);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("--for must be like 500ms, 60s, 5m or 1h: " + value);
    }
    long amount = Long.parseLong(matcher.group(1));
    switch (matcher.group(2)) {
      case "ms":
        return Duration.ofMillis(amount);
      case "s":
        return Duration.ofSeconds(amount);
      case "m":
        return Duration.ofMinutes(amount);
      default:
        return Duration.ofHours(amount);
    }
  }
}

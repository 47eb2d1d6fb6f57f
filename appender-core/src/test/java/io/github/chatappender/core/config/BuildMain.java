/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.api.Settings;

/** Prints the appender's findings about the archive that it is started from. */
public final class BuildMain {

  private BuildMain() {}

  public static void main(String[] args) throws ConfigException {
    System.out.println(found());
  }

  /** Returns version, commit and how long ago the process started. */
  public static String found() throws ConfigException {
    Build build = SenderConfig.parse(new Settings(), ProcessFacts.ofThisProcess()).build;
    Long start = build.startMillis();
    long seconds = start == null ? -1 : (System.currentTimeMillis() - start) / 1_000;
    return build.version()
        + " "
        + build.commit()
        + (seconds >= 0 && seconds < 86_400 ? " started" : " start unknown");
  }
}

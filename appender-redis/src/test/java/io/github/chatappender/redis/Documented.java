/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads {@code docs/fleet.md}. */
final class Documented {

  private static final String COMMAND = "ACL SETUSER chat ";

  private Documented() {}

  /** Returns the rights that the document gives the user {@code chat}, with a password. */
  static List<String> userRights(String password) throws IOException {
    String line =
        Files.readAllLines(Path.of("..", "docs", "fleet.md")).stream()
            .filter(each -> each.startsWith(COMMAND))
            .findFirst()
            .orElseThrow();
    return List.of(line.substring(COMMAND.length()).replace("PASSWORD", password).split(" "));
  }
}

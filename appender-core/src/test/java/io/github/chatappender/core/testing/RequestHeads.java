/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.io.BufferedReader;
import java.io.IOException;

/** Reads the heads of HTTP requests. Stateless. */
final class RequestHeads {

  private RequestHeads() {}

  /** Returns the lines of a head, empty at the end of the input. */
  static String read(BufferedReader reader) throws IOException {
    StringBuilder head = new StringBuilder();
    for (String line = reader.readLine();
        line != null && !line.isEmpty();
        line = reader.readLine()) {
      head.append(line).append('\n');
    }
    return head.toString();
  }

  static void skipBody(BufferedReader reader, String head) throws IOException {
    int length = 0;
    for (String line : head.split("\n", -1)) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).trim());
      }
    }
    for (int i = 0; i < length && reader.read() >= 0; i++) {
      // the body is ignored
    }
  }
}

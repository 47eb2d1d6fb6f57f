/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A Google Chat space on loopback: a program and a test kit. */
module io.github.chatappender.space {
  requires com.fasterxml.jackson.core;
  requires jdk.httpserver;
  requires static transitive org.jspecify;
  requires static transitive org.junit.jupiter.api;

  exports io.github.chatappender.space;
}

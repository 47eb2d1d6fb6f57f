/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

/**
 * Holds one thing that is known of an event: what it is, and its value as it was logged. Immutable.
 */
final class Fact {

  final String label;
  final String value;

  Fact(String label, String value) {
    this.label = label;
    this.value = value;
  }
}

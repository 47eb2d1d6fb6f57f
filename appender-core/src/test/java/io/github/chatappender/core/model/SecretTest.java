/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretTest {

  @Test
  void toString_hidesTheSecret() {
    Secret secret = new Secret("https://chat.googleapis.com/?token=t0p-s3cret");

    assertThat(secret).hasToString("***");
    assertThat("address " + secret).isEqualTo("address ***");
  }

  @Test
  void secretsOfOneValueAreEqual() {
    assertThat(new Secret("a")).isEqualTo(new Secret("a")).hasSameHashCodeAs(new Secret("a"));
    assertThat(new Secret("a")).isNotEqualTo(new Secret("b")).isNotEqualTo("a");
  }
}

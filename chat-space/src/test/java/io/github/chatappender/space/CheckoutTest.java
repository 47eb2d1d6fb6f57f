/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The example of {@code docs/local-space.md}. */
@ExtendWith(ChatSpaceExtension.class)
class CheckoutTest {
  @Test
  void failedPayment_isReported(ChatSpace space) throws Exception {
    new Checkout().pay("order 8123"); // logs an error

    space.await(m -> m.text().contains("order 8123"), Duration.ofSeconds(10));
    assertEquals(1, space.threads().size());
  }
}

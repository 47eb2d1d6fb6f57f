/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.ChatSpaceExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs the application in the test's JVM, with a local space in place of Google's. */
@ExtendWith(ChatSpaceExtension.class)
class CheckoutReportTest {
  @Test
  void failedCheckout_isReported(ChatSpace space) throws Exception {
    CheckoutApp.main(new String[0]);

    ChatMessage message =
        space.await(m -> m.text().contains("is not reachable"), Duration.ofSeconds(10));
    assertThat(message.text()).contains("*IllegalStateException* in `CheckoutApp.pay`");
    assertThat(space.threads()).hasSize(1);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
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

  /** Posts as an appender does, to the address in the system property. */
  private static final class Checkout {
    void pay(String order) throws Exception {
      String body = "{\"text\":\"payment of " + order + " failed\"}";
      URI address = URI.create(System.getProperty(ChatSpaceExtension.PROPERTY));
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .header("Content-Type", "application/json; charset=UTF-8")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding());
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Posts as an appender does, to the address in the system property. */
final class Checkout {
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

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.model.Secret;
import io.github.chatappender.core.redact.OwnSecrets;
import io.github.chatappender.core.testing.Configs;
import java.nio.charset.StandardCharsets;

/** Creates addresses and requests for the tests of this package. */
final class Webhooks {

  static final String KEY = "k3y-value-of-the-test";
  static final String TOKEN = "t0ken%2Dvalue%3D";
  static final String REQUEST_ID = "6f1c3f4e-0f0a-4c2e-9a55-0a1b2c3d4e5f";

  private Webhooks() {}

  static WebhookUrl service() {
    return at("https://chat.googleapis.com");
  }

  /** Returns a webhook of a server on this machine. */
  static WebhookUrl local(int port) {
    return at("http://127.0.0.1:" + port);
  }

  static WebhookUrl at(String server) {
    String address = server + "/v1/spaces/AAAA/messages?key=" + KEY + "&token=" + TOKEN;
    try {
      return WebhookUrl.of(new Secret(address), Configs.defaults());
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  /** Removes key and token from a text. */
  static String scrub(String text) {
    return new OwnSecrets(service().secrets).scrub(text);
  }

  /** Starts the post of a short message. */
  static Exchange post(Transport transport, WebhookUrl url, ReplyOption option, Runnable whenDone) {
    byte[] body = utf8("{\"text\":\"h\u00E9llo\"}");
    return transport.post(url, option.parameters(REQUEST_ID), body, whenDone);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import feign.Feign;

/** Sends mails through Feign. */
public final class MailService {

  private final MailClient client;

  public MailService(String address) {
    client = Feign.builder().target(MailClient.class, address);
  }

  public String send() {
    return client.send();
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import feign.Feign;

/** Pays through Feign. */
public final class PaymentService {

  private final PaymentClient client;

  public PaymentService(String address) {
    client = Feign.builder().target(PaymentClient.class, address);
  }

  public String pay() {
    return client.pay();
  }
}

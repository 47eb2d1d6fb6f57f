/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import feign.RequestLine;

/** A client that Feign implements. */
interface PaymentClient {

  @RequestLine("POST /payments")
  String pay();
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import feign.RequestLine;

/** A client that Feign implements. */
interface MailClient {

  @RequestLine("POST /mails")
  String send();
}

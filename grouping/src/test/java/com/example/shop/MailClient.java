/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import feign.RequestLine;

/** Feign implements it. */
interface MailClient {

  @RequestLine("POST /mails")
  String send();
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.orders;

import org.springframework.scheduling.annotation.Async;
import org.springframework.stereotype.Component;

/** Sends mail, on another thread. */
@Component
class Mailer {

  @Async
  public void confirm(int order) {
    throw new IllegalStateException("mail server refused order " + order);
  }
}

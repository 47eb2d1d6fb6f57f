/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.orders;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Cannot be created. */
@Component
@ConditionalOnProperty(name = "orders.broken-bean", havingValue = "true")
class BrokenBean {

  BrokenBean() {
    throw new IllegalStateException("price list is empty");
  }
}

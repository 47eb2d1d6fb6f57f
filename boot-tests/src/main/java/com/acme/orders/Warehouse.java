/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.orders;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Needs a property that is not set. */
@Component
@ConditionalOnProperty(name = "orders.missing-property", havingValue = "true")
class Warehouse {

  Warehouse(@Value("${warehouse.address}") String address) {
    throw new AssertionError(address);
  }
}

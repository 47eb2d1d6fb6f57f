/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.payments;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Books payments, each in its own transaction. */
@Service
class PaymentLedger {

  private final PaymentRepository payments;

  PaymentLedger(PaymentRepository payments) {
    this.payments = payments;
  }

  @Transactional
  public long book(long orderNumber) {
    return payments.save(new Payment(orderNumber)).id();
  }
}

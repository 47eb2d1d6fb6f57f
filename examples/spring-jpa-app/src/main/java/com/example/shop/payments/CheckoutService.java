/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.payments;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/** Checks orders out. */
@Service
class CheckoutService {

  private final PaymentLedger ledger;

  CheckoutService(PaymentLedger ledger) {
    this.ledger = ledger;
  }

  long checkout(long orderNumber) {
    try {
      return ledger.book(orderNumber);
    } catch (DataAccessException e) {
      throw new CheckoutException("Order " + orderNumber + " could not be paid", e);
    }
  }
}

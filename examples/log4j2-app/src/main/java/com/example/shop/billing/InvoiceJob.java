/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.billing;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.ThreadContext;

/**
 * Bills one customer: checks the account, adds the tax, collects, books, notifies other services.
 */
final class InvoiceJob {
  private static final Logger LOG = LogManager.getLogger();

  private final Ledger ledger;
  private final Outbox outbox;
  private final TaxTable taxes = new TaxTable();

  InvoiceJob(Ledger ledger, Outbox outbox) {
    this.ledger = ledger;
    this.outbox = outbox;
  }

  /**
   * Bills a customer and returns whether that succeeded; if not, one ERROR says why. {@code
   * progress} is the point of the run, 0 to 1.
   */
  boolean bill(Customer customer, double progress) {
    ThreadContext.put("traceId", customer.traceId());
    try {
      LOG.info("Billing customer {}", customer.number());
      if (customer.iban().length() < 20) {
        LOG.error("Account {} of customer {} is not valid", customer.iban(), customer.number());
        return false;
      }
      long cents = taxes.withTax(customer.country(), customer.owedCents());
      DirectDebit.collect(customer, cents, progress);
      ledger.book(customer, cents);
      outbox.publish(customer, progress);
      LOG.info("Customer {} has paid {} cents", customer.number(), cents);
      return true;
    } catch (CollectionException e) {
      LOG.atError().withThrowable(e).log("Cannot collect from customer {}", customer.number());
    } catch (RuntimeException e) {
      LOG.error("Invoice job failed", e);
    } finally {
      ThreadContext.clearMap();
    }
    return false;
  }
}

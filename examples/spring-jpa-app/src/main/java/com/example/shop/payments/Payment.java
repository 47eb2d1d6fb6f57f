/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.payments;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.UniqueConstraint;

/** A payment; the database refuses a second one for the same order. */
@Entity
@Table(
    name = "payment",
    uniqueConstraints = @UniqueConstraint(name = "one_payment", columnNames = "order_number"))
class Payment {

  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private long id;

  @Column(name = "order_number", nullable = false)
  private long orderNumber;

  /** For Hibernate. */
  protected Payment() {}

  Payment(long orderNumber) {
    this.orderNumber = orderNumber;
  }

  long id() {
    return id;
  }

  long orderNumber() {
    return orderNumber;
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.payments;

import org.springframework.data.jpa.repository.JpaRepository;

/** Stores payments. */
interface PaymentRepository extends JpaRepository<Payment, Long> {}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A Spring Boot application that logs through Log4j2. */
@NullMarked
package com.example.shop.vouchers;

import org.jspecify.annotations.NullMarked;

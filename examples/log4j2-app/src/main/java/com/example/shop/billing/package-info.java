/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Bills the customers of a small web shop in batches: an ordinary service on a bad day.
 *
 * <p>It logs through the Log4j API and has no code for Google Chat, only two lines in {@code
 * log4j2.xml}.
 */
@NullMarked
package com.example.shop.billing;

import org.jspecify.annotations.NullMarked;

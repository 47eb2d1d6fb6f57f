/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Takes the orders of a small web shop: an ordinary service on a bad day.
 *
 * <p>It logs through SLF4J and has no code for Google Chat, only two lines in {@code logback.xml}.
 */
@NullMarked
package com.example.shop.orders;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Takes orders of a small web shop; a service like many, that happens to have bad days.
 *
 * <p>It logs through SLF4J and knows nothing of Google Chat: that is two lines of {@code
 * logback.xml}.
 */
@NullMarked
package com.example.shop.orders;

import org.jspecify.annotations.NullMarked;

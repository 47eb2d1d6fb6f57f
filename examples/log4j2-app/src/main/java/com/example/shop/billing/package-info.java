/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Bills the customers of a small web shop in batches; a service like many, that happens to have bad
 * days.
 *
 * <p>It logs through the Log4j API and knows nothing of Google Chat: that is two lines of {@code
 * log4j2.xml}.
 */
@NullMarked
package com.example.shop.billing;

import org.jspecify.annotations.NullMarked;

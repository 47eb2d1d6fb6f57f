/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** An application as people write it; it logs nothing itself and knows nothing of the starter. */
@NullMarked
package com.acme.orders;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** An application that goes on while nothing can be posted. */
@NullMarked
package com.acme.outage;

import org.jspecify.annotations.NullMarked;

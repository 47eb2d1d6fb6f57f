/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** An application whose logging is set up several times. */
@NullMarked
package com.acme.resets;

import org.jspecify.annotations.NullMarked;

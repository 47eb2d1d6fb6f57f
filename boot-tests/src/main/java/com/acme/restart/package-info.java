/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** An application that devtools restart. */
@NullMarked
package com.acme.restart;

import org.jspecify.annotations.NullMarked;

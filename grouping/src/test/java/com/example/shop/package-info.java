/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A shop whose services fail within the libraries they use. */
@NullMarked
package com.example.shop;

import org.jspecify.annotations.NullMarked;

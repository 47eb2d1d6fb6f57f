/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** An application that the build merges into one jar. */
@NullMarked
package com.example.shop.ledger;

import org.jspecify.annotations.NullMarked;

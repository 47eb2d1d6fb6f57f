/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Tests that real exceptions are grouped as a person would group them. */
@NullMarked
package io.github.chatappender.grouping;

import org.jspecify.annotations.NullMarked;

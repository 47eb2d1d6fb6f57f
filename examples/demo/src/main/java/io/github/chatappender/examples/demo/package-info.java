/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs the two shops against one local Chat space and shows its messages. */
@NullMarked
package io.github.chatappender.examples.demo;

import org.jspecify.annotations.NullMarked;

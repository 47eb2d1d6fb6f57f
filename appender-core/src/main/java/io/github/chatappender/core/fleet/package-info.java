/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Coordinates the senders of many JVMs that post to one space: the SPI of a shared store. */
@NullMarked
package io.github.chatappender.core.fleet;

import org.jspecify.annotations.NullMarked;

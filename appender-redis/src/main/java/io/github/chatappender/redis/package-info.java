/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Coordinates senders over Redis. */
@NullMarked
package io.github.chatappender.redis;

import org.jspecify.annotations.NullMarked;

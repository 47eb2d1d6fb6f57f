/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
@NullMarked
package io.github.chatappender.redis;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.grouping;

/**
 * An exception, how it is logged, and where line 1 has to see it. Immutable.
 *
 * @param logger the logger
 * @param text the text, which no other failure has
 * @param thrown the exception
 * @param place class and method, as people write them
 */
record Failure(String logger, String text, Throwable thrown, String place) {}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.grouping;

/**
 * An exception, the way it is logged, and the place that line 1 must show. Immutable.
 *
 * @param logger the logger
 * @param text the text, unique among failures
 * @param thrown the exception
 * @param place class and method, as written by people
 */
record Failure(String logger, String text, Throwable thrown, String place) {}

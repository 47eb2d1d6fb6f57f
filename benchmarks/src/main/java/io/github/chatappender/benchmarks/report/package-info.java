/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */

/** Keeps the figures of a run as data, and turns them into tables and charts. */
@NullMarked
package io.github.chatappender.benchmarks.report;

import org.jspecify.annotations.NullMarked;

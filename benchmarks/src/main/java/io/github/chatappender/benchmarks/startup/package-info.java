/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Measures the appenders' cost before an application's first event and while nothing is logged,
 * each in its own JVM: time and classes until a host is ready, jars, threads and their wake-ups.
 */
@NullMarked
package io.github.chatappender.benchmarks.startup;

import org.jspecify.annotations.NullMarked;

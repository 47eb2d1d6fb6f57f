/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Measures what the appenders cost an application before its first event and when it has nothing to
 * log, each time in JVMs of their own: time and classes until a host is ready, jars, threads, and
 * how often these wake up.
 */
@NullMarked
package io.github.chatappender.benchmarks.startup;

import org.jspecify.annotations.NullMarked;

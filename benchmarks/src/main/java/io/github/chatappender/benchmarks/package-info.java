/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Measures the cost the appenders add to the hosts' own, with JMH.
 *
 * <p>A {@link io.github.chatappender.benchmarks.Subject} is a host's logger with one appender, as
 * configured among the resources. A benchmark class has one topic and runs over subjects.
 */
@NullMarked
package io.github.chatappender.benchmarks;

import org.jspecify.annotations.NullMarked;

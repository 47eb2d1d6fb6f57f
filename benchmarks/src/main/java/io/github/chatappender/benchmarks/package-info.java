/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Measures what the appenders cost beside the hosts' own, with JMH.
 *
 * <p>A {@link io.github.chatappender.benchmarks.Subject} is a host's logger with one appender
 * behind it, told by a configuration among the resources. A benchmark class has one topic and is
 * run over subjects.
 */
@NullMarked
package io.github.chatappender.benchmarks;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The container of {@code TomcatIT}, in a JVM without logging frameworks and without JUnit. */
package io.github.chatappender.hosts.server;

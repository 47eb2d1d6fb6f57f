/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Runs the hosts of docs/hosts.md with the appender, each in a JVM of its own. */
package io.github.chatappender.hosts;

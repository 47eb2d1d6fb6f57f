/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Counts the tests that have run on each host. */
package io.github.chatappender.hosts.table;

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Keeps critical entries and their messages on disk until they are delivered. Each sender has a
 * subdirectory, locked while it runs, with one file for each entry and one for the message in
 * flight.
 */
@NullMarked
package io.github.chatappender.core.spool;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Critical entries and the messages that tell them, on disk until they are delivered. One
 * sub-directory for each sender, locked while it runs; one file for each entry, and one for the
 * message that is on its way.
 */
@NullMarked
package io.github.chatappender.core.spool;

import org.jspecify.annotations.NullMarked;

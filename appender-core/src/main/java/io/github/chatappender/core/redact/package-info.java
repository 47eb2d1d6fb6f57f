/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Removes secrets from the texts of an entry before it is fingerprinted, shown or stored. {@link
 * io.github.chatappender.core.redact.Redactor} is the entry point. Every rule is a class or a row
 * of a table, and searches the original text; all matches are merged before anything is removed.
 */
@NullMarked
package io.github.chatappender.core.redact;

import org.jspecify.annotations.NullMarked;

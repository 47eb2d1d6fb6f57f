/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Removes secrets from the texts of an entry, before its problem is computed and anything is shown
 * or kept. {@link io.github.chatappender.core.redact.Redactor} is the entry point. Every rule is a
 * class or a row of a table, and only finds parts of the original text. All parts are united before
 * anything is removed.
 */
@NullMarked
package io.github.chatappender.core.redact;

import org.jspecify.annotations.NullMarked;

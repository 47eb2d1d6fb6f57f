/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Parts of an application that fail, each in its own way. */
@NullMarked
package com.example.broken;

import org.jspecify.annotations.NullMarked;

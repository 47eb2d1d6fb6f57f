/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A sample application that logs. */
@org.jspecify.annotations.NullMarked
package com.example.shop;

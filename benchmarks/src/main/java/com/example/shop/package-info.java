/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Stands for an application that logs. */
@org.jspecify.annotations.NullMarked
package com.example.shop;

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A web application with Logback inside. */
package com.example.shop.logback;

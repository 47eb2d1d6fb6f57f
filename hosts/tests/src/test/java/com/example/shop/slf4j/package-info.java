/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A web application that logs through the container's Logback. */
package com.example.shop.slf4j;

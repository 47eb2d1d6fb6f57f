/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A web application with Log4j2 inside. */
package com.example.shop.log4j2;

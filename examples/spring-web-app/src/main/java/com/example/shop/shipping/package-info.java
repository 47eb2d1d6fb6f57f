/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A Spring Boot application that logs nothing itself; its frameworks log its exceptions. */
@NullMarked
package com.example.shop.shipping;

import org.jspecify.annotations.NullMarked;

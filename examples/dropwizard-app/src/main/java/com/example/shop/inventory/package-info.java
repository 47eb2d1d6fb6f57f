/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** A Dropwizard application that logs nothing itself; Dropwizard logs its exceptions. */
@NullMarked
package com.example.shop.inventory;

import org.jspecify.annotations.NullMarked;

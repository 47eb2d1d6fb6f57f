/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Small applications, each for one way of using Spring. */
@NullMarked
package com.acme.small;

import org.jspecify.annotations.NullMarked;

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** An application that receives records from Kafka. */
@NullMarked
package com.acme.parcels;

import org.jspecify.annotations.NullMarked;

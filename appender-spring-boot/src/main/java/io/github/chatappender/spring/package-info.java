/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Attaches the appender to Logback or Log4j2 in a Spring Boot application, from {@code
 * google-chat.*} properties. One dependency and the variable {@code GOOGLE_CHAT_WEBHOOK_URL} are
 * enough.
 */
@NullMarked
package io.github.chatappender.spring;

import org.jspecify.annotations.NullMarked;

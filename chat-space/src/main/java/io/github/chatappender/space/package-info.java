/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A Google Chat space on loopback, for demonstrations and tests.
 *
 * <p>It enforces the documented rules of incoming webhooks, keeps the messages, and can misbehave
 * as a real service does. {@link io.github.chatappender.space.ChatSpace} is the entry point. Every
 * class that is not public is one step of a request: {@code SpaceHandler} reads it and writes the
 * answer, {@code Mischief} may spoil it, {@code MessageService} decides, {@code MessageRules} and
 * {@code CardRules} check the body, {@code Quota} limits the rate, and {@code Board} keeps the
 * results. {@link io.github.chatappender.space.BodyCheck} checks a body without a post.
 */
@NullMarked
package io.github.chatappender.space;

import org.jspecify.annotations.NullMarked;

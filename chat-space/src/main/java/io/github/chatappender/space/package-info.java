/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A Google Chat space on loopback: a program with a page that shows the room, and a test kit.
 *
 * <p>It enforces the documented rules of incoming webhooks, keeps the messages, and can misbehave
 * as a real service does. {@link io.github.chatappender.space.ChatSpace} is the entry point, {@link
 * io.github.chatappender.space.ChatSpaceExtension} runs one for JUnit, {@link
 * io.github.chatappender.space.ChatSpaceMain} from the command line, and {@link
 * io.github.chatappender.space.BodyCheck} checks a body without posting it.
 *
 * <p>Every class that is not public is one step of a request: {@code SpaceHandler} reads it and
 * writes the answer, {@code Mischief} may spoil it, {@code MessageService} decides, {@code
 * MessageRules} and {@code CardRules} check the body, {@code Quotas} limit the rate, and {@code
 * Board} keeps the results. {@code PageHandler} serves the page, {@code EventStreams} keep it up to
 * date.
 */
@NullMarked
package io.github.chatappender.space;

import org.jspecify.annotations.NullMarked;

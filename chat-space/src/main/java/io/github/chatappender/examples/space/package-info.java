/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A Google Chat space on loopback, for demonstrations and tests.
 *
 * <p>It enforces the documented rules of incoming webhooks, keeps what was posted, and can be told
 * to misbehave the way a real service does. {@link io.github.chatappender.examples.space.ChatSpace}
 * is the entry; everything that is not public here is one step of a request: {@code SpaceHandler}
 * reads it and writes the answer, {@code Mischief} may spoil it, {@code MessageService} decides,
 * {@code MessageRules} and {@code CardRules} judge the body, {@code Quota} the rate, and {@code
 * Board} remembers. {@link io.github.chatappender.examples.space.BodyCheck} judges a body without a
 * post.
 */
@NullMarked
package io.github.chatappender.examples.space;

import org.jspecify.annotations.NullMarked;

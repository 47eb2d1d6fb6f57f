/**
 * Turns log entries into a few useful messages in a Google Chat space.
 *
 * <p>The packages are the stages through which an event goes, in this order: {@code model} (the
 * words everyone speaks), {@code capture} (on the logging thread: copy and queue), {@code redact}
 * (secrets out of texts), {@code fingerprint} (which events are the same problem), {@code incident}
 * (what is due when), {@code budget} (how often a space may be posted to), {@code render} (notices
 * to JSON), {@code webhook} (the way to the service and back), {@code delivery} (one step of the
 * loop, one thread that waits). {@link io.github.chatappender.core.ChatSender} is what an adapter
 * needs of them.
 */
@NullMarked
package io.github.chatappender.core;

import org.jspecify.annotations.NullMarked;

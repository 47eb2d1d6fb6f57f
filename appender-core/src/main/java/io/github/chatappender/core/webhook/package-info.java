/** The way to the service and back: address, transport, outcome, backoff, breaker. */
@NullMarked
package io.github.chatappender.core.webhook;

import org.jspecify.annotations.NullMarked;

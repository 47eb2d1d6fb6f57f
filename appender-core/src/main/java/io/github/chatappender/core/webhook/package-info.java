/** Posts messages and reads the answers: address, transport, outcome, backoff, breaker. */
@NullMarked
package io.github.chatappender.core.webhook;

import org.jspecify.annotations.NullMarked;

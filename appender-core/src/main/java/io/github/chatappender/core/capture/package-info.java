/**
 * The first stage, on the logging thread: guards, the copy of an event, the bounded queue, the
 * accounts.
 */
@NullMarked
package io.github.chatappender.core.capture;

import org.jspecify.annotations.NullMarked;

/**
 * Decides which events are the same problem: entry to fingerprint, a pure function except for one
 * memory.
 */
@NullMarked
package io.github.chatappender.core.fingerprint;

import org.jspecify.annotations.NullMarked;

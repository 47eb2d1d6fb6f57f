/**
 * Decides which events are the same problem: computes an entry's fingerprint, without state except
 * for one cache.
 */
@NullMarked
package io.github.chatappender.core.fingerprint;

import org.jspecify.annotations.NullMarked;

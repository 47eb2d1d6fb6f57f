/**
 * Limits how often messages are posted to a space: token bucket, spacing, reaction to 429, one
 * budget per space.
 */
@NullMarked
package io.github.chatappender.core.budget;

import org.jspecify.annotations.NullMarked;

/** Tracks each problem and decides which notices are due. */
@NullMarked
package io.github.chatappender.core.incident;

import org.jspecify.annotations.NullMarked;

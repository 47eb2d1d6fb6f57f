/** Follows each problem, and decides which news of it is due. */
@NullMarked
package io.github.chatappender.core.incident;

import org.jspecify.annotations.NullMarked;

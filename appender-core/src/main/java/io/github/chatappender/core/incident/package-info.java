/** The news of each problem, and when it is due. */
@NullMarked
package io.github.chatappender.core.incident;

import org.jspecify.annotations.NullMarked;

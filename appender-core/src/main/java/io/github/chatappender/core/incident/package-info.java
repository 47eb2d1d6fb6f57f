/** What there is to tell, and when it is due. */
@NullMarked
package io.github.chatappender.core.incident;

import org.jspecify.annotations.NullMarked;

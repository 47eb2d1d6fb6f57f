/** Characters, cutting, cleaning, JSON: one of each. */
@NullMarked
package io.github.chatappender.core.text;

import org.jspecify.annotations.NullMarked;

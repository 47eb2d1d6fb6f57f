/** Writes the content of a message as a card. */
@NullMarked
package io.github.chatappender.core.render.card;

import org.jspecify.annotations.NullMarked;

/** Writes notices as cards: header, facts, collapsed stack, link buttons. */
@NullMarked
package io.github.chatappender.core.render.card;

import org.jspecify.annotations.NullMarked;

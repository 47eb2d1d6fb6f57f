/** Classifies characters, cuts and cleans texts, and writes JSON. */
@NullMarked
package io.github.chatappender.core.text;

import org.jspecify.annotations.NullMarked;

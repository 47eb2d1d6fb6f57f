/** The words that every stage speaks: entries, samples, time. */
@NullMarked
package io.github.chatappender.core.model;

import org.jspecify.annotations.NullMarked;

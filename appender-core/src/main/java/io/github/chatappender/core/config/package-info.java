/** Settings as values, read once and checked once. */
@NullMarked
package io.github.chatappender.core.config;

import org.jspecify.annotations.NullMarked;

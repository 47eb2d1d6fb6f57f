/** Reads and checks the settings, once. */
@NullMarked
package io.github.chatappender.core.config;

import org.jspecify.annotations.NullMarked;

/** The types that all stages share: entries, samples, time. */
@NullMarked
package io.github.chatappender.core.model;

import org.jspecify.annotations.NullMarked;

/** What adapters speak: settings as text, events to read, lines to show, statistics. */
@NullMarked
package io.github.chatappender.core.api;

import org.jspecify.annotations.NullMarked;

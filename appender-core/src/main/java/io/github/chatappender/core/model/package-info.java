/** The words everyone speaks: entries, settings, drop reasons, statistics, time. Uses nothing. */
@NullMarked
package io.github.chatappender.core.model;

import org.jspecify.annotations.NullMarked;

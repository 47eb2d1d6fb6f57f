/**
 * Logback's side: the appender, how its events are read, how it speaks to Logback's status system.
 */
@NullMarked
package io.github.chatappender.logback;

import org.jspecify.annotations.NullMarked;

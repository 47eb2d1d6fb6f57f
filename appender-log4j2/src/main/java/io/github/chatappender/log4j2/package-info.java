/**
 * Log4j2's side: the appender plugin, how its events are read, how it speaks to the status logger.
 */
@NullMarked
package io.github.chatappender.log4j2;

import org.jspecify.annotations.NullMarked;

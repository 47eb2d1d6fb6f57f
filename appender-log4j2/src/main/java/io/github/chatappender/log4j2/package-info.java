/**
 * The Log4j2 adapter: the appender plugin, the event reader, and diagnostics through the status
 * logger.
 */
@NullMarked
package io.github.chatappender.log4j2;

import org.jspecify.annotations.NullMarked;

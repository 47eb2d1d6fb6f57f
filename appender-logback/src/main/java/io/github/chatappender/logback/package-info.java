/**
 * The Logback adapter: the appender, the event reader, and diagnostics through Logback's status
 * system.
 */
@NullMarked
package io.github.chatappender.logback;

import org.jspecify.annotations.NullMarked;

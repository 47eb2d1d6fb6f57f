/** Shows an appender to JMX clients. */
@NullMarked
package io.github.chatappender.core.jmx;

import org.jspecify.annotations.NullMarked;

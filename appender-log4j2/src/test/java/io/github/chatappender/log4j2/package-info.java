@NullMarked
package io.github.chatappender.log4j2;

import org.jspecify.annotations.NullMarked;

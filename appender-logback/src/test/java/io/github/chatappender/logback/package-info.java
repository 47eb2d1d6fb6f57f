@NullMarked
package io.github.chatappender.logback;

import org.jspecify.annotations.NullMarked;

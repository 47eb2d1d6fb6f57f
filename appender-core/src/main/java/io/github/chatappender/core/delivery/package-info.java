/**
 * Connects the stages: a step of the loop does everything due and never sleeps; one thread waits.
 */
@NullMarked
package io.github.chatappender.core.delivery;

import org.jspecify.annotations.NullMarked;

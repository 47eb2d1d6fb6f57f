/**
 * Puts the stages together: one step of the loop does what is due and never sleeps, one thread
 * waits.
 */
@NullMarked
package io.github.chatappender.core.delivery;

import org.jspecify.annotations.NullMarked;

/** Renders notices: escaping, cutting, JSON within the service's limits. */
@NullMarked
package io.github.chatappender.core.render;

import org.jspecify.annotations.NullMarked;

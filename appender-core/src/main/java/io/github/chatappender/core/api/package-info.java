/** The adapters' API: settings as text, event readers, diagnostics, statistics. */
@NullMarked
package io.github.chatappender.core.api;

import org.jspecify.annotations.NullMarked;

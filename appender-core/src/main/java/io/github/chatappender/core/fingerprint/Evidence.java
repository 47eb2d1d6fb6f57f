/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds what the rules read of one entry. Not thread-safe: the message is normalised when somebody
 * first asks for it.
 */
final class Evidence {

  /** R1; what captures an entry keeps to the same limit. */
  private static final int CHAIN_LIMIT = 16;

  private final LogEntry entry;
  private final UnaryOperator<String> redaction;
  private final List<ThrowableInfo> chain;
  private final List<String> types;
  private @Nullable String message;

  Evidence(LogEntry entry, UnaryOperator<String> redaction) {
    this.entry = entry;
    this.redaction = redaction;
    List<ThrowableInfo> whole = entry.chain();
    this.chain = whole.subList(0, Math.min(whole.size(), CHAIN_LIMIT));
    this.types = chain.isEmpty() ? List.of() : Types.of(chain);
  }

  /** Returns the logged exception first, the root last; empty if there is none. */
  List<ThrowableInfo> chain() {
    return chain;
  }

  /** Returns the types by R2, root first. */
  List<String> types() {
    return types;
  }

  /** Returns the logger's name by R4b. */
  String logger() {
    return FrameNames.className(entry.logger());
  }

  /** Returns the message by R7: its template if it has one that says something, else its text. */
  String message() {
    String known = message;
    if (known == null) {
      String template = entry.template();
      known =
          entry.hasArguments() && template != null && !template.isEmpty()
              ? TextRules.template(redaction.apply(template))
              : TextRules.text(redaction.apply(entry.message()));
      message = known;
    }
    return known;
  }

  /** Returns a text of the application through all of R8. */
  String normalised(String text) {
    return TextRules.text(redaction.apply(text));
  }

  /** Returns an MDC value as it may be shown, null if it is not set or says nothing. */
  @Nullable String mdc(String key) {
    String value = entry.mdc(key);
    return value == null || value.isBlank() ? null : redaction.apply(value);
  }
}

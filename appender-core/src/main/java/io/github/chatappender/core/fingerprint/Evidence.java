/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parts of an entry that the rules read. Not thread-safe: the message is normalised at
 * its first use.
 */
final class Evidence {

  /** R2: says only that another exception came through. */
  private static final Set<String> WRAPPERS =
      Set.of(
          "java.util.concurrent.ExecutionException",
          "java.util.concurrent.CompletionException",
          "java.lang.reflect.InvocationTargetException",
          "java.lang.reflect.UndeclaredThrowableException",
          "java.security.PrivilegedActionException",
          "javax.servlet.ServletException",
          "jakarta.servlet.ServletException",
          "org.springframework.web.util.NestedServletException",
          "reactor.core.Exceptions$ReactiveException",
          "reactor.core.Exceptions$ErrorCallbackNotImplemented");

  final LogEntry entry;

  /** The logged exception first, the root last; empty if there is none. */
  final List<ThrowableInfo> chain;

  /** The types by R2, root first. */
  final List<String> types;

  private final UnaryOperator<String> redaction;
  private @Nullable String message;

  Evidence(LogEntry entry, UnaryOperator<String> redaction) {
    this.entry = entry;
    this.redaction = redaction;
    this.chain = ends(entry.chain);
    this.types = chain.isEmpty() ? List.of() : types(chain);
  }

  /** Applies R1 to entries that were not captured here. */
  private static List<ThrowableInfo> ends(List<ThrowableInfo> chain) {
    int size = chain.size();
    if (size <= LogEntry.CHAIN_LIMIT) {
      return chain;
    }
    List<ThrowableInfo> ends = new ArrayList<>(chain.subList(0, LogEntry.CHAIN_LIMIT / 2));
    ends.addAll(chain.subList(size - LogEntry.CHAIN_LIMIT / 2, size));
    return ends;
  }

  /**
   * Returns the types of a chain by R2: root first, then outward, without wrappers and equal
   * neighbours.
   *
   * @param chain the logged exception first, the root last; at least one
   */
  private static List<String> types(List<ThrowableInfo> chain) {
    String last = chain.get(chain.size() - 1).type;
    List<String> types = new ArrayList<>(chain.size());
    types.add(last);
    for (int i = chain.size() - 2; i >= 0; i--) {
      String type = chain.get(i).type;
      if (!type.equals(last) && !WRAPPERS.contains(type)) {
        types.add(type);
        last = type;
      }
    }
    return types;
  }

  /** Returns the logger's name by R4b. */
  String logger() {
    return FrameNames.className(entry.logger);
  }

  /** Returns the message by R7: the template if there are arguments, else the text. */
  String message() {
    String known = message;
    if (known == null) {
      String template = entry.template;
      known =
          normalised(
              entry.hasArguments && template != null && !template.isEmpty()
                  ? template
                  : entry.message);
      message = known;
    }
    return known;
  }

  /** Applies all of R8 to a text of the application. */
  String normalised(String text) {
    return TextRules.text(redaction.apply(text));
  }

  /** Returns the root's message after all of R8, null if it has none. */
  @Nullable String rootMessage() {
    String raw = chain.get(chain.size() - 1).message;
    return raw == null || raw.isEmpty() ? null : normalised(raw);
  }

  /** Returns the host that an outage concerns, after all of R8; null if no message names one. */
  @Nullable String outageTarget() {
    String host = OutageTarget.of(chain, redaction);
    return host == null ? null : TextRules.text(host);
  }

  /** Returns an MDC value as it may be shown, null if it is not set or blank. */
  @Nullable String mdc(String key) {
    String value = entry.mdc(key);
    return value == null || value.isBlank() ? null : redaction.apply(value);
  }
}

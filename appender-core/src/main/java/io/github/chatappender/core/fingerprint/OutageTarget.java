/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.text.Texts;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the host that an outage concerns, by R3. Two outages are two problems, but one outage hits
 * fifty places, and each connection has other addresses and ports. Stateless; linear in the length
 * of a message.
 */
final class OutageTarget {

  private static final String UNKNOWN_HOST = "java.net.UnknownHostException";

  /** Ports from here on are assigned to clients. */
  private static final int CLIENT_PORTS = 32_768;

  private static final int MESSAGE_CHARS = 2_048;

  /** A host name has a letter; an IP address has none, or has colons. */
  private static final String HOST =
      "((?=[\\p{Nd}_.-]{0,63}+\\p{L})[\\p{L}\\p{Nd}_][\\p{L}\\p{Nd}_-]{0,63}+"
          + "(?:\\.[\\p{L}\\p{Nd}_][\\p{L}\\p{Nd}_-]{0,63}+){0,16}+)";

  private static final String IN_URL =
      "(?<![A-Za-z0-9+.-])[A-Za-z][A-Za-z0-9+.-]{0,31}+://(?:[^\\s/?#@]{0,256}+@)?+" + HOST;

  /** Java writes a resolved address as {@code host/ip:port}. */
  private static final String WITH_PORT =
      "(?<![\\p{L}\\p{Nd}_.:-])"
          + HOST
          + "\\.?(?:/(?:<unresolved>|[0-9.]{7,15}+|\\[?[0-9A-Fa-f:%]{2,60}]?))?"
          + ":([0-9]{1,5}+)(?![\\p{L}\\p{Nd}_@]|:[0-9A-Fa-f]{1,4}+(?![\\p{L}\\p{Nd}]))";

  private static final Pattern NAMED = Pattern.compile(IN_URL + "|" + WITH_PORT);
  private static final Pattern LEADING = Pattern.compile("\\A" + HOST + "\\.?(?=\\z|:)");

  private OutageTarget() {}

  /**
   * Returns the host in the first message that names one, root first.
   *
   * @param chain the logged exception first, the root last
   * @param redaction removes secrets from a message
   * @return the host's name without its port, null if no message names one
   */
  static @Nullable String of(List<ThrowableInfo> chain, UnaryOperator<String> redaction) {
    for (int i = chain.size() - 1; i >= 0; i--) {
      String message = chain.get(i).message;
      String host = message == null ? null : in(chain.get(i).type, redaction.apply(message));
      if (host != null) {
        return host;
      }
    }
    return null;
  }

  private static @Nullable String in(String type, String raw) {
    String message = Texts.cut(raw, MESSAGE_CHARS);
    if (type.equals(UNKNOWN_HOST)) {
      Matcher leading = LEADING.matcher(message);
      if (leading.find()) {
        return leading.group(1);
      }
    }
    Matcher named = NAMED.matcher(message);
    while (named.find()) {
      if (named.group(1) != null) {
        return named.group(1);
      }
      if (Integer.parseInt(named.group(3)) < CLIENT_PORTS) {
        return named.group(2);
      }
    }
    return null;
  }
}

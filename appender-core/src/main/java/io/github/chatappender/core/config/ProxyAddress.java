/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.model.Secret;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** Holds the setting {@code proxy}, {@code [user:password@]host:port}. Immutable. */
public final class ProxyAddress {

  private static final int MAX_PORT = 65_535;
  private static final String HOST = "[\\w.-]+|\\[[0-9a-fA-F:.]+]";

  /** The unresolved address. */
  public final InetSocketAddress address;

  /** The user, verbatim; null if the setting gives no credentials. */
  public final @Nullable String user;

  /** The user's password, possibly empty; null if the setting gives no credentials. */
  public final @Nullable Secret password;

  private ProxyAddress(
      InetSocketAddress address, @Nullable String user, @Nullable Secret password) {
    this.address = address;
    this.user = user;
    this.password = password;
  }

  /**
   * Parses the text. User and password are taken verbatim: the user ends at the first colon, the
   * password at the last {@code @}, so that a password may hold both.
   *
   * @return the address, null if the text has another form
   */
  static @Nullable ProxyAddress parse(String text) {
    int at = text.lastIndexOf('@');
    InetSocketAddress address = hostAndPort(text.substring(at + 1));
    if (address == null || at < 0) {
      return address == null ? null : new ProxyAddress(address, null, null);
    }
    int colon = text.indexOf(':');
    if (colon <= 0 || colon > at || hasControl(text)) {
      return null;
    }
    return new ProxyAddress(
        address, text.substring(0, colon), new Secret(text.substring(colon + 1, at)));
  }

  private static @Nullable InetSocketAddress hostAndPort(String text) {
    int colon = text.lastIndexOf(':');
    String host = text.substring(0, Math.max(0, colon));
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      return port > 0 && port <= MAX_PORT && host.matches(HOST)
          ? InetSocketAddress.createUnresolved(host, port)
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}

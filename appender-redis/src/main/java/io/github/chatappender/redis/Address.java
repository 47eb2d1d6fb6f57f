/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import io.lettuce.core.RedisCredentials;
import io.lettuce.core.RedisCredentialsProvider.ImmediateRedisCredentialsProvider;
import io.lettuce.core.RedisURI;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Holds the parsed setting {@code fleet}. Neither {@code toString} nor an exception contains the
 * user, the password, or a part of an address that could not be parsed. Immutable.
 */
final class Address {

  static final Set<String> SCHEMES = Set.of("redis", "rediss", "redis-sentinel", "rediss-sentinel");

  /** How long connecting may take, with TLS and authentication. */
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** How long Lettuce waits for the first answers; we give up before, unless we are slow. */
  private static final Duration HANDSHAKE_TIMEOUT = Duration.ofSeconds(30);

  private static final int MOST_DATABASES = 16_384;
  private static final int HEX = 16;

  private final String text;
  private final boolean tls;
  private final boolean sentinel;
  private final List<Host> hosts = new ArrayList<>();
  private @Nullable String user;
  private @Nullable String password;
  private int database;
  private boolean cluster;
  private boolean sentinelAuth;
  private @Nullable String master;

  /** A host and its port. */
  private static final class Host {

    final String name;
    final int port;

    Host(String name, int port) {
      this.name = name;
      this.port = port;
    }
  }

  private Address(String text, String scheme) {
    this.text = text;
    this.tls = scheme.startsWith("rediss");
    this.sentinel = scheme.endsWith("-sentinel");
  }

  /**
   * Parses an address.
   *
   * @throws IllegalArgumentException if it cannot be used; the message is the rule, to follow
   *     "must"
   */
  static Address parse(String text) {
    int start = text.indexOf("://");
    String scheme = start < 0 ? "" : text.substring(0, start).toLowerCase(Locale.ROOT);
    if (!SCHEMES.contains(scheme)) {
      throw invalid("begin with redis://, rediss://, redis-sentinel:// or rediss-sentinel://");
    }
    Address address = new Address(text, scheme);
    String rest = text.substring(start + "://".length());
    // Neither hosts nor parameters contain an @, passwords may.
    int at = rest.lastIndexOf('@');
    if (at >= 0) {
      address.readUser(rest.substring(0, at));
      rest = rest.substring(at + 1);
    }
    int query = rest.indexOf('?');
    if (query >= 0) {
      for (String parameter : rest.substring(query + 1).split("&", -1)) {
        address.readParameter(parameter);
      }
      rest = rest.substring(0, query);
    }
    int slash = rest.indexOf('/');
    if (slash >= 0) {
      address.readDatabase(rest.substring(slash + 1));
      rest = rest.substring(0, slash);
    }
    for (String host : rest.split(",", -1)) {
      address.readHost(host);
    }
    address.check();
    return address;
  }

  private void check() {
    if (sentinel && master == null) {
      throw invalid("name the master that the Sentinels watch: ?master=NAME");
    }
    if (sentinel && cluster) {
      throw invalid("not have cluster=true with Sentinels");
    }
    if (!sentinel && (master != null || sentinelAuth)) {
      throw invalid("begin with redis-sentinel:// or rediss-sentinel:// for Sentinels");
    }
    if (hosts.size() > 1 && !sentinel && !cluster) {
      throw invalid("have one host, or ?cluster=true, or begin with redis-sentinel://");
    }
    if (cluster && database != 0) {
      throw invalid("not name a database of a cluster");
    }
  }

  private void readUser(String info) {
    int colon = info.indexOf(':');
    if (colon > 0) {
      user = decoded(info.substring(0, colon));
    }
    password = decoded(info.substring(colon + 1));
    if (password.isEmpty()) {
      throw invalid("have a password before the @");
    }
  }

  private void readParameter(String parameter) {
    int equals = parameter.indexOf('=');
    String name = equals < 0 ? parameter : parameter.substring(0, equals);
    String value = equals < 0 ? "" : parameter.substring(equals + 1);
    switch (name) {
      case "cluster":
        cluster = bool(name, value);
        break;
      case "sentinelAuth":
        sentinelAuth = bool(name, value);
        break;
      case "master":
        if (value.isEmpty()) {
          throw invalid("name the master that the Sentinels watch: ?master=NAME");
        }
        master = decoded(value);
        break;
      default:
        throw invalid("have no parameters but cluster, master and sentinelAuth");
    }
  }

  private static boolean bool(String name, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw invalid("have true or false for " + name);
    }
    return value.equals("true");
  }

  private void readDatabase(String number) {
    if (!number.isEmpty()) {
      database = number(number, MOST_DATABASES, "the database");
    }
  }

  private void readHost(String host) {
    int colon = host.lastIndexOf(':');
    boolean bare = colon < 0 || host.endsWith("]"); // [::1]
    String name = bare ? host : host.substring(0, colon);
    int standard = sentinel ? RedisURI.DEFAULT_SENTINEL_PORT : RedisURI.DEFAULT_REDIS_PORT;
    if (name.startsWith("[") && name.endsWith("]")) {
      name = name.substring(1, name.length() - 1);
    } else if (name.indexOf(':') >= 0) {
      throw invalid("have IPv6 addresses in brackets");
    }
    if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c == '/' || c == '#')) {
      throw invalid("name a host: redis://host:6379");
    }
    hosts.add(
        new Host(name, bare ? standard : number(host.substring(colon + 1), 65_535, "a port")));
  }

  private static int number(String digits, int most, String what) {
    if (!digits.matches("[0-9]{1,5}") || Integer.parseInt(digits) > most) {
      throw invalid("have a number up to " + most + " for " + what);
    }
    return Integer.parseInt(digits);
  }

  /** Decodes percent escapes; other percent signs stay, because people do not escape them. */
  private static String decoded(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    byte[] raw = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < raw.length; i++) {
      int high = raw[i] == '%' && i + 2 < raw.length ? Character.digit(raw[i + 1], HEX) : -1;
      int low = high < 0 ? -1 : Character.digit(raw[i + 2], HEX);
      if (low >= 0) {
        bytes.write(high * HEX + low);
        i += 2;
      } else {
        bytes.write(raw[i]);
      }
    }
    return new String(bytes.toByteArray(), StandardCharsets.UTF_8);
  }

  private static IllegalArgumentException invalid(String rule) {
    return new IllegalArgumentException(rule);
  }

  boolean isCluster() {
    return cluster;
  }

  /** Returns what Lettuce connects to: the nodes of a cluster, else one entry. */
  List<RedisURI> uris() {
    List<RedisURI> uris = new ArrayList<>();
    if (sentinel) {
      RedisURI.Builder builder = RedisURI.builder().withSentinelMasterId(String.valueOf(master));
      for (Host host : hosts) {
        RedisURI node = common(RedisURI.builder().withHost(host.name).withPort(host.port));
        if (sentinelAuth) {
          authenticate(node);
        }
        builder.withSentinel(node);
      }
      uris.add(authenticate(common(builder.withDatabase(database))));
    } else {
      for (Host host : hosts) {
        RedisURI.Builder builder = RedisURI.builder().withHost(host.name).withPort(host.port);
        uris.add(authenticate(common(builder.withDatabase(database))));
      }
    }
    return uris;
  }

  private RedisURI common(RedisURI.Builder builder) {
    RedisURI uri = builder.withSsl(tls).withTimeout(HANDSHAKE_TIMEOUT).build();
    // No CLIENT SETINFO, which older servers do not know and users may lack the right to.
    uri.setLibraryName("");
    uri.setLibraryVersion("");
    return uri;
  }

  private RedisURI authenticate(RedisURI uri) {
    String secret = password;
    if (secret != null) {
      // The setters for user and password differ between the versions of Lettuce. Any other
      // provider
      // would make it go on in the common pool, whose threads are not ours.
      RedisCredentials credentials = RedisCredentials.just(user, secret);
      uri.setCredentialsProvider((ImmediateRedisCredentialsProvider) () -> credentials);
    }
    return uri;
  }

  /** Returns a text without the password, in case one should contain it. */
  String hide(String message) {
    return password == null ? message : message.replace(password, "***");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Address && text.equals(((Address) other).text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** Returns the first host and its port. */
  @Override
  public String toString() {
    Host first = hosts.get(0);
    return first.name + ":" + first.port;
  }
}

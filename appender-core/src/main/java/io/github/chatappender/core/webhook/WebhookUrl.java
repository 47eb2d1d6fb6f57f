/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds the address of an incoming webhook: the only class that reads it. Immutable.
 *
 * <p>The address is used unchanged: tokens may contain {@code %3D}, and the service refuses an
 * address that was decoded and encoded again. Key and token appear in no text that this class
 * creates.
 */
public final class WebhookUrl {

  private static final String SPACES = "/spaces";
  private static final String MESSAGES = "/messages";
  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]", "[0:0:0:0:0:0:0:1]");

  /** Parameters that the library adds itself; in the address they would contradict its own. */
  private static final List<String> OURS = List.of("messageReplyOption", "requestId", "threadKey");

  private final String address;

  /** The webhook's host, with its port if the address has one. */
  final String host;

  private final String space;

  /**
   * Whether the host is this machine, judged by its name alone: {@code localhost}, 127.0.0.0/8 or
   * {@code [::1]}.
   */
  public final boolean loopback;

  /** The texts that must never be shown: token and key, as they appear in the address. */
  public final List<String> secrets;

  private WebhookUrl(String address, SenderConfig config) throws ConfigException {
    this.address = address;
    URI uri = parse(address, config);
    String name = checkHost(uri, config).toLowerCase(Locale.ROOT);
    host = uri.getPort() < 0 ? name : name + ":" + uri.getPort();
    loopback = isLoopback(name);
    String named = space(Objects.requireNonNullElse(uri.getRawPath(), ""));
    if (named == null) {
      throw broken(config, "have a path that ends in /spaces/SPACE/messages");
    }
    space = named;
    String query = Objects.requireNonNullElse(uri.getRawQuery(), "");
    secrets = List.of(required(query, "token", config), required(query, "key", config));
    for (String parameter : OURS) {
      if (parameter(query, parameter) != null) {
        throw broken(
            config, "not contain the parameter " + parameter + ", which the appender adds itself");
      }
    }
  }

  /**
   * Checks an address.
   *
   * @param config the allowed hosts, and the origin of the address
   * @throws ConfigException naming the rule that the address breaks, never the address
   */
  public static WebhookUrl of(Secret secret, SenderConfig config) throws ConfigException {
    return new WebhookUrl(secret.reveal(), config);
  }

  /** Returns host and space, the name by which all senders to this space share a budget. */
  public String spaceName() {
    return host + "/spaces/" + space;
  }

  /** Returns the address with further parameters, ready for a post. */
  URI with(String parameters) {
    return URI.create(address + parameters);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WebhookUrl && address.equals(((WebhookUrl) other).address);
  }

  @Override
  public int hashCode() {
    return address.hashCode();
  }

  @Override
  public String toString() {
    return spaceName();
  }

  private static URI parse(String address, SenderConfig config) throws ConfigException {
    String rule = AddressMistakes.in(address);
    if (rule != null) {
      throw broken(config, rule);
    }
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      // not chained: it quotes the address
      throw broken(config, "be a valid address");
    }
  }

  private static String checkHost(URI uri, SenderConfig config) throws ConfigException {
    List<String> allowedHosts = config.allowedHosts;
    String host = uri.getHost();
    String scheme = uri.getScheme();
    if (host == null || scheme == null) {
      throw broken(config, "be an absolute address with scheme and host");
    }
    if (AddressMistakes.isPage(host)) {
      throw broken(
          config,
          "be the address of a webhook, https://chat.googleapis.com/v1/spaces/…, not of the"
              + " space's page");
    }
    if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
      throw broken(config, "have neither user info nor a fragment");
    }
    boolean loopback = isLoopback(host);
    if (!loopback && allowedHosts.stream().noneMatch(host::equalsIgnoreCase)) {
      // the setting may contain the whole address by mistake
      String hosts =
          allowedHosts.stream()
              .map(allowed -> allowed.contains("/") ? "an address" : allowed)
              .collect(Collectors.joining(", "));
      throw broken(config, "have a host from allowedHosts, which are " + hosts);
    }
    if (!scheme.equalsIgnoreCase("https") && !(loopback && scheme.equalsIgnoreCase("http"))) {
      throw broken(config, "use https (http only on loopback)");
    }
    return host;
  }

  private static String required(String query, String name, SenderConfig config)
      throws ConfigException {
    String value = parameter(query, name);
    if (value == null || value.isEmpty()) {
      boolean cutOff = name.equals("token") && !query.isEmpty() && query.indexOf('&') < 0;
      String cause =
          cutOff ? "; it is cut off at the first & (a shell needs quotes around it)" : "";
      throw broken(config, "have the parameters key and token; missing: " + name + cause);
    }
    return value;
  }

  private static @Nullable String parameter(String query, String name) {
    return Stream.of(query.split("&", -1))
        .filter(parameter -> parameter.startsWith(name + "="))
        .map(parameter -> parameter.substring(name.length() + 1))
        .findFirst()
        .orElse(null);
  }

  private static ConfigException broken(SenderConfig config, String rule) {
    return new ConfigException(config.webhook.source + " must " + rule);
  }

  /**
   * Returns SPACE of a path that ends in {@code /spaces/SPACE/messages}, null for any other path.
   */
  private static @Nullable String space(String path) {
    if (!path.endsWith(MESSAGES)) {
      return null;
    }
    String spaces = path.substring(0, path.length() - MESSAGES.length());
    int slash = spaces.lastIndexOf('/');
    boolean named = slash >= 0 && slash < spaces.length() - 1;
    return named && spaces.substring(0, slash).endsWith(SPACES)
        ? spaces.substring(slash + 1)
        : null;
  }

  private static boolean isLoopback(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return LOOPBACK.contains(lower) || lower.matches("127(?:\\.[0-9]{1,3}){3}");
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.text.Texts;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Explains why the JDK's client got no answer from the service: cause and remedy in plain words,
 * and whether the proxy is at fault. Never throws. Describes throwables instead of passing them on,
 * since they may quote the address. Immutable.
 */
final class FailureReader {

  /**
   * The JVM option that by default keeps the JDK from sending Basic credentials for a proxy tunnel.
   */
  static final String TUNNELING_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

  private static final Pattern TUNNEL_FAILED = Pattern.compile("Tunnel failed, got: ([0-9]{3})");
  private static final int MOST_CAUSES = 10;

  /** So that a line of 200 chars also holds what stands around a description. */
  private static final int DESCRIPTION_CHARS = 120;

  private final SenderConfig config;

  FailureReader(SenderConfig config) {
    this.config = config;
  }

  /** Explains an exchange that ended without an answer. */
  Outcome read(Throwable thrown, WebhookUrl url) {
    Throwable failure =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    InetSocketAddress proxy = proxy(url);
    String party = proxy == null ? url.host : "the proxy " + text(proxy);
    Matcher tunnel = TUNNEL_FAILED.matcher(String.valueOf(failure.getMessage()));
    if (proxy != null && tunnel.find()) {
      return tunnelRefused(party, Integer.parseInt(tunnel.group(1)), url);
    }
    if (has(failure, UnresolvedAddressException.class)
        || has(failure, UnknownHostException.class)) {
      return unresolved(proxy, url);
    }
    if (has(failure, HttpConnectTimeoutException.class)) {
      return Outcome.passing(
          "no connection to " + party + " within " + config.connectTimeout.toMillis() + " ms",
          connectionAdvice(proxy));
    }
    if (has(failure, HttpTimeoutException.class)) {
      return Outcome.passing(
          "no answer from " + party + " within " + config.requestTimeout.toMillis() + " ms");
    }
    if (isDistrust(failure)) {
      return distrusted(failure, url);
    }
    if (failure instanceof SSLException) {
      return Outcome.passing(
          "no TLS connection to " + url.host + " (" + describe(failure) + ")",
          "does a proxy or a captive portal answer in its place?");
    }
    if (has(failure, ConnectException.class)) {
      return unconnected(failure, party, proxy);
    }
    return Outcome.passing("no answer from " + party + " (" + describe(failure) + ")");
  }

  /** Explains a 407, which comes from a proxy, with the JVM option if that is missing. */
  Outcome credentialsWanted(WebhookUrl url) {
    InetSocketAddress proxy = proxy(url);
    String party = proxy == null ? "a proxy" : "the proxy " + text(proxy);
    String option = "the JVM option -D" + TUNNELING_SCHEMES + "=";
    if (config.proxy == null || config.proxy.user == null) {
      return Outcome.routeFault(
          "407, " + party + " demands credentials",
          "set proxy to user:password@host:port and " + option);
    }
    return isBasicAllowed()
        ? Outcome.routeFault(
            "407, " + party + " rejects the credentials in the setting proxy",
            "correct its user and password")
        : Outcome.routeFault(
            "407, " + party + " demands credentials, which the JDK does not send",
            "add " + option + " (with nothing after the equals sign)");
  }

  /** Describes how the client reaches the service: directly, or through which proxy. */
  String route(WebhookUrl url) {
    InetSocketAddress proxy = proxy(url);
    if (proxy == null) {
      return "direct; neither the setting proxy nor the JVM's proxy properties name a proxy for it";
    }
    return "through the proxy "
        + text(proxy)
        + (config.proxy == null ? " of the JVM's proxy properties" : " of the setting proxy");
  }

  private static boolean isBasicAllowed() {
    String disabled = System.getProperty(TUNNELING_SCHEMES);
    return disabled != null && !disabled.toLowerCase(Locale.ROOT).contains("basic");
  }

  private static Outcome tunnelRefused(String party, int status, WebhookUrl url) {
    String words = party + " refuses to connect to " + url.host + " (" + status + ")";
    boolean passing = status < 400 || status >= 500 || status == 408 || status == 429;
    return passing
        ? Outcome.passing(words, "can it reach that host?")
        : Outcome.routeFault(words, "configure it to allow CONNECT to that host");
  }

  private Outcome unresolved(@Nullable InetSocketAddress proxy, WebhookUrl url) {
    return proxy == null
        ? Outcome.passing(
            "the name " + url.host + " cannot be resolved", "is a proxy needed, or is DNS failing?")
        : Outcome.passing(
            "the name of the proxy " + text(proxy) + " cannot be resolved", proxyAdvice());
  }

  private Outcome unconnected(Throwable failure, String party, @Nullable InetSocketAddress proxy) {
    String message = failure.getMessage();
    return message == null || message.toLowerCase(Locale.ROOT).contains("refused")
        ? Outcome.passing("connection refused by " + party, connectionAdvice(proxy))
        : Outcome.passing(
            "no connection to " + party + " (" + describe(failure) + ")", connectionAdvice(proxy));
  }

  private String connectionAdvice(@Nullable InetSocketAddress proxy) {
    return proxy == null ? "is a proxy needed, or does a firewall block it?" : proxyAdvice();
  }

  private String proxyAdvice() {
    return config.proxy == null
        ? "check the JVM's proxy properties"
        : "check the setting proxy, and whether the proxy is running";
  }

  private static Outcome distrusted(Throwable failure, WebhookUrl url) {
    String store = System.getProperty("javax.net.ssl.trustStore");
    Throwable root = causes(failure, MOST_CAUSES).reduce(failure, (outer, cause) -> cause);
    return Outcome.routeFault(
        "the certificate of " + url.host + " is not trusted (" + describe(root) + ")",
        "does a proxy inspect TLS? Import its CA into the trust store, "
            + (store == null
                ? "the JDK's lib/security/cacerts or one named with -Djavax.net.ssl.trustStore"
                : store));
  }

  private static boolean isDistrust(Throwable failure) {
    return has(failure, CertificateException.class)
        || has(failure, CertPathBuilderException.class)
        || has(failure, CertPathValidatorException.class)
        || has(failure, InvalidAlgorithmParameterException.class);
  }

  private static boolean has(Throwable failure, Class<? extends Throwable> type) {
    return causes(failure, MOST_CAUSES).anyMatch(type::isInstance);
  }

  private static Stream<Throwable> causes(Throwable failure, int most) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).limit(most);
  }

  /**
   * Returns the proxy that the client uses, from the settings or the JVM; null if there is none.
   */
  private @Nullable InetSocketAddress proxy(WebhookUrl url) {
    if (config.proxy != null) {
      return config.proxy.address;
    }
    ProxySelector selector = ProxySelector.getDefault();
    if (selector == null) {
      return null;
    }
    try {
      for (Proxy proxy : selector.select(url.with(""))) {
        if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress) {
          return (InetSocketAddress) proxy.address();
        }
      }
    } catch (RuntimeException e) {
      // an application's selector; the client has called it too
    }
    return null;
  }

  private static String text(InetSocketAddress address) {
    return address.getHostString() + ":" + address.getPort();
  }

  /** Describes a failure by its types and messages; a message repeated by its cause once. */
  private static String describe(Throwable failure) {
    StringBuilder text = new StringBuilder();
    String last = null;
    for (Throwable t : causes(failure, 3).collect(Collectors.toList())) {
      String message = t.getMessage();
      text.append(text.length() == 0 ? "" : ", caused by ").append(t.getClass().getSimpleName());
      if (message != null && !message.equals(last)) {
        text.append(": ").append(message);
      }
      last = message;
    }
    return Texts.ellipsed(text.toString(), DESCRIPTION_CHARS);
  }
}

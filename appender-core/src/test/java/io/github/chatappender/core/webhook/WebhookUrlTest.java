/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.Secret;
import io.github.chatappender.core.testing.Configs;
import io.github.chatappender.core.testing.FakeProcessFacts;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookUrlTest {

  private static final String ADDRESS =
      "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k3y-value&token=t0ken-value%3D";

  @Test
  void address_isUsedVerbatim() throws ConfigException {
    WebhookUrl url = url(ADDRESS);

    assertThat(url.with("&requestId=1").toString()).isEqualTo(ADDRESS + "&requestId=1");
    assertThat(url.with("").getRawQuery()).isEqualTo("key=k3y-value&token=t0ken-value%3D");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://chat.googleapis.com/v1/spaces/AAAA/messages?token=a%2Fb+c&key=k",
        "HTTPS://CHAT.GOOGLEAPIS.COM/v1/spaces/AAAA/messages?key=k&token=t&x=y",
        "https://chat.googleapis.com:443/v1/spaces/AAAA/messages?key=k&token=t",
        "http://localhost:8080/v1/spaces/AAAA/messages?key=k&token=t",
        "http://127.0.0.1/spaces/AAAA/messages?key=k&token=t",
        "http://[::1]:9/v1/spaces/AAAA/messages?key=k&token=t",
      })
  void validAddresses_areAccepted(String address) throws ConfigException {
    assertThat(url(address).with("").toString()).isEqualTo(address);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "k3y not an address -> contain no spaces",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y|&token=t -> be a valid address",
        "k3y -> be an absolute address with scheme and host",
        "/v1/spaces/A/messages?key=k3y&token=t -> be an absolute address with scheme and host",
        "https:///v1/spaces/A/messages?key=k3y&token=t -> be an absolute address with scheme and host",
        "mailto:k3y@example.com -> begin with https://",
        "https://k3y:p@chat.googleapis.com/v1/spaces/A/messages?key=k&token=t -> have neither user info nor a fragment",
        "https://chat.googleapis.com@k3y.example/v1/spaces/A/messages?key=k&token=t -> have neither user info nor a fragment",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t#k3y -> have neither user info nor a fragment",
        "https://k3y.example/v1/spaces/A/messages?key=k&token=t -> have a host from allowedHosts, which are chat.googleapis.com",
        "https://chat.googleapis.com.k3y.example/v1/spaces/A/messages?key=k&token=t -> have a host from allowedHosts, which are chat.googleapis.com",
        "https://k3ychat.googleapis.com/v1/spaces/A/messages?key=k&token=t -> have a host from allowedHosts, which are chat.googleapis.com",
        "http://localhost.k3y.example/v1/spaces/A/messages?key=k&token=t -> have a host from allowedHosts, which are chat.googleapis.com",
        "http://127.0.0.1.k3y.example/v1/spaces/A/messages?key=k&token=t -> have a host from allowedHosts, which are chat.googleapis.com",
        "http://chat.googleapis.com/v1/spaces/A/messages?key=k3y&token=t -> use https (http only on loopback)",
        "ftp://localhost/v1/spaces/A/messages?key=k3y&token=t -> use https (http only on loopback)",
        "https://chat.googleapis.com?key=k3y&token=t -> have a path that ends in /spaces/SPACE/messages",
        "https://chat.googleapis.com/v1/spaces/A?key=k3y&token=t -> have a path that ends in /spaces/SPACE/messages",
        "https://chat.googleapis.com/v1/spaces//messages?key=k3y&token=t -> have a path that ends in /spaces/SPACE/messages",
        "https://chat.googleapis.com/v1/spaces/A/messages/?key=k3y&token=t -> have a path that ends in /spaces/SPACE/messages",
        "https://chat.googleapis.com/v1/spaces/A/messages -> have the parameters key and token; missing: token",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y -> have the parameters key and token; missing: token; it is cut off at the first & (a shell needs quotes around it)",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y&token= -> have the parameters key and token; missing: token",
        "https://chat.googleapis.com/v1/spaces/A/messages?token=k3y -> have the parameters key and token; missing: key",
        "https://chat.googleapis.com/v1/spaces/A/messages?mykey=k3y&token=t -> have the parameters key and token; missing: key",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y&token=t&threadKey=x -> not contain the parameter threadKey, which the appender adds itself",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y&token=t&requestId=x -> not contain the parameter requestId, which the appender adds itself",
        "https://chat.googleapis.com/v1/spaces/A/messages?messageReplyOption=x&key=k3y&token=t -> not contain the parameter messageReplyOption, which the appender adds itself",
      })
  void brokenRule_isNamedButNotTheAddress(String address, String rule) {
    ConfigException problem = refused(address, Configs.defaults());

    assertThat(problem).hasMessage("webhookUrl must " + rule).hasNoCause();
    assertThat(problem.toString()).doesNotContain("k3y");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "k3y not an address -> contain no spaces",
        "k3y -> be an absolute address with scheme and host",
        "https://k3y@chat.googleapis.com/v1/spaces/A/messages?key=k&token=t -> have neither user info nor a fragment",
        "https://k3y.example/v1/spaces/A/messages?key=k&token=t -> have a host from allowedHosts, which are chat.googleapis.com",
        "http://chat.googleapis.com/v1/spaces/A/messages?key=k3y&token=t -> use https (http only on loopback)",
        "https://chat.googleapis.com?key=k3y&token=t -> have a path that ends in /spaces/SPACE/messages",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y -> have the parameters key and token; missing: token; it is cut off at the first & (a shell needs quotes around it)",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y&token=t&requestId=x -> not contain the parameter requestId, which the appender adds itself",
      })
  void brokenRuleInAFile_namesTheFilesSetting(String address, String rule) {
    SenderConfig config =
        Configs.with(
            Map.of(Setting.WEBHOOK_URL_FILE, "/run/secrets/webhook"),
            new FakeProcessFacts().file("/run/secrets/webhook", address));

    ConfigException problem = refused(address, config);

    assertThat(problem).hasMessage("the address in webhookUrlFile must " + rule);
    assertThat(problem.toString()).doesNotContain("k3y");
  }

  /** In the order of an address's way from the space's page to the configuration. */
  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      quoteCharacter = '^',
      value = {
        "https://mail.google.com/chat/u/0/#chat/space/k3y -> be the address of a webhook, https://chat.googleapis.com/v1/spaces/…, not of the space's page",
        "https://chat.google.com/room/k3y?cls=7 -> be the address of a webhook, https://chat.googleapis.com/v1/spaces/…, not of the space's page",
        "'%s' -> not be in quotes",
        "\"%s\" -> not be in quotes",
        "“%s” -> not be in quotes",
        "`%s` -> not be in quotes",
        "%s' -> not be in quotes",
        "<%s> -> not be in angle brackets",
        "[%s](%s) -> be the address alone, not a Markdown link",
        "[webhook](%s) -> be the address alone, not a Markdown link",
        "%s %s -> contain no spaces",
        "%s\u00A0x -> contain no spaces",
        "^%s\n%s^ -> be one line",
        "%s&%s -> be one address, not two",
        "GOOGLE_CHAT_WEBHOOK_URL=%s -> begin with https://: there is text before it",
        "export X=%s -> contain no spaces",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y&amp;token=t -> have a plain & between its parameters: it was escaped once too often",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y&#38;token=t -> have a plain & between its parameters: it was escaped once too often",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y\\u0026token=t -> have a plain & between its parameters: it was escaped once too often",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y\\&token=t -> contain no backslashes",
        "chat.googleapis.com/v1/spaces/A/messages?key=k3y&token=t -> begin with https://",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y -> have the parameters key and token; missing: token; it is cut off at the first & (a shell needs quotes around it)",
        "https://chat.googleapis.com/v1/spa\uFEFFces/A/messages?key=k3y&token=t -> contain no invisible characters",
        "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y&token=t\u200Bt -> contain no invisible characters",
        "h\0t\0t\0p\0s\0 -> be UTF-8 text: it looks like UTF-16",
        "\uFFFD\uFFFDh\0t\0 -> be UTF-8 text: it looks like UTF-16",
      })
  void commonMistake_isNamedButNotTheAddress(String text, String rule) {
    String good = "https://chat.googleapis.com/v1/spaces/A/messages?key=k3y&token=k3ytoken";

    ConfigException problem = refused(text.replace("%s", good), Configs.defaults());

    assertThat(problem).hasMessage("webhookUrl must " + rule).hasNoCause();
    assertThat(problem.toString()).doesNotContain("k3y");
  }

  @Test
  void mistakeInAVariable_namesTheVariable() {
    SenderConfig config =
        Configs.with(
            Map.of(Setting.WEBHOOK_URL, "env:CHAT_URL"),
            new FakeProcessFacts().variable("CHAT_URL", "'k3y'"));

    assertThat(refused("'k3y'", config))
        .hasMessage("the address in the variable CHAT_URL must not be in quotes");
  }

  @Test
  void otherHostsMayBeAllowed() throws ConfigException {
    SenderConfig config = Configs.with(Setting.ALLOWED_HOSTS, "chat.example, proxy.example");

    assertThat(url("https://Proxy.Example/v1/spaces/A/messages?key=k&token=t", config).spaceName())
        .isEqualTo("proxy.example/spaces/A");
    assertThat(refused(ADDRESS, config))
        .hasMessage(
            "webhookUrl must have a host from allowedHosts, which are chat.example, proxy.example");
  }

  @Test
  void anAllowedHostStillNeedsHttps() {
    SenderConfig config = Configs.with(Setting.ALLOWED_HOSTS, "proxy.example");

    assertThat(refused("http://proxy.example/v1/spaces/A/messages?key=k&token=t", config))
        .hasMessage("webhookUrl must use https (http only on loopback)");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost, true",
    "http://LOCALHOST:8080, true",
    "https://localhost, true",
    "http://127.0.0.1:80, true",
    "http://127.255.255.254, true",
    "http://[::1], true",
    "http://[::1]:8080, true",
    "http://[0:0:0:0:0:0:0:1]:8080, true",
    "https://chat.googleapis.com, false",
  })
  void loopback_isRecognizedByName(String server, boolean loopback) throws ConfigException {
    WebhookUrl url = url(server + "/v1/spaces/A/messages?key=k&token=t");

    assertThat(url.loopback).isEqualTo(loopback);
  }

  @ParameterizedTest
  @CsvSource({
    "https://chat.googleapis.com, chat.googleapis.com/spaces/AAAA",
    "https://CHAT.googleapis.com, chat.googleapis.com/spaces/AAAA",
    "http://localhost:8080, localhost:8080/spaces/AAAA",
    "http://[::1]:8080, [::1]:8080/spaces/AAAA",
  })
  void space_isNamedByHostPortAndSpace(String server, String name) {
    WebhookUrl url = Webhooks.at(server);

    assertThat(url.spaceName()).isEqualTo(name);
    assertThat(url).hasToString(name);
  }

  @Test
  void toString_containsNoSecret() throws ConfigException {
    assertThat("" + url(ADDRESS)).doesNotContain("k3y").doesNotContain("t0ken");
  }

  @Test
  void addresses_areEqual_ifTheirTextsAre() throws ConfigException {
    assertThat(url(ADDRESS)).isEqualTo(url(ADDRESS)).hasSameHashCodeAs(url(ADDRESS));
    assertThat(url(ADDRESS)).isNotEqualTo(url(ADDRESS + "x")).isNotEqualTo(ADDRESS);
  }

  @Test
  void post_appendsItsParameters() {
    assertThat(ReplyOption.NONE.parameters(Webhooks.REQUEST_ID))
        .isEqualTo("&requestId=" + Webhooks.REQUEST_ID);
    assertThat(ReplyOption.FALLBACK.parameters(Webhooks.REQUEST_ID))
        .endsWith("&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD");
    assertThat(ReplyOption.FAIL.parameters(Webhooks.REQUEST_ID))
        .endsWith("&messageReplyOption=REPLY_MESSAGE_OR_FAIL");
  }

  private static WebhookUrl url(String address) throws ConfigException {
    return url(address, Configs.defaults());
  }

  private static WebhookUrl url(String address, SenderConfig config) throws ConfigException {
    return WebhookUrl.of(new Secret(address), config);
  }

  private static ConfigException refused(String address, SenderConfig config) {
    return catchThrowableOfType(ConfigException.class, () -> url(address, config));
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTemplateTest {

  private final List<String> problems = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://logs.example",
        "HTTPS://Logs.Example:8443",
        "https://logs.example/",
        "https://logs.example/a%20b/*?q=1&r=(2)#{fingerprint}",
        "https://logs.example?q={traceId}",
        "https://logs.example#{traceId}",
        "https://logs.example/{mdc:user@tenant}?mail=a@b",
        "https://127.0.0.1/{traceId}/{fingerprint}/{logger}/{instance}/{application}"
            + "/{environment}/{from}/{to}/{mdc:tenant}",
        "https://[::1]:9/{traceId}",
        " https://logs.example/blanks-around ",
      })
  void absoluteHttpsAddress_isAccepted(String url) {
    LinkTemplate link = template("Logs", url);

    assertThat(link).as(problems.toString()).isNotNull();
    assertThat(problems).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      nullValues = "null",
      value = {
        "null -> have an absolute https url: none",
        "'' -> have an absolute https url: none",
        "/logs/{traceId} -> have an absolute https url: /logs/{traceId}",
        "logs.example/{traceId} -> have an absolute https url: logs.example/{traceId}",
        "//logs.example/{traceId} -> have an absolute https url: //logs.example/{traceId}",
        "http://logs.example -> have an absolute https url: http://logs.example",
        "ftp://logs.example -> have an absolute https url: ftp://logs.example",
        "javascript:alert(1) -> have an absolute https url: javascript:alert(1)",
        "javascript:alert({mdc:x}) -> have an absolute https url: javascript:alert({mdc:x})",
        "javascript://logs.example/%0aalert(1) -> have an absolute https url:"
            + " javascript://logs.example/%0aalert(1)",
        "data:text/html,x -> have an absolute https url: data:text/html,x",
        "https:logs.example -> have an absolute https url: https:logs.example",
        "https:/logs.example -> have an absolute https url: https:/logs.example",
        "https:///logs -> have an absolute https url: https:///logs",
        "https://logs.example:port/ -> have an absolute https url: https://logs.example:port/",
        "https://logs.example/a b -> have an absolute https url: https://logs.example/a b",
        "https://logs.example/a|b -> have an absolute https url: https://logs.example/a|b",
        "https://logs.example/<b> -> have an absolute https url: https://logs.example/<b>",
        "https://logs.example/{traceId -> have an absolute https url:"
            + " https://logs.example/{traceId",
        "https://logs.example/traceId} -> have an absolute https url:"
            + " https://logs.example/traceId}",
        "https://logs.example/{{traceId}} -> have an absolute https url:"
            + " https://logs.example/{{traceId}}",
        "https:\\\\logs.example -> have an absolute https url: https:\\\\logs.example",
        "https://user:s3cret@logs.example/x -> have a url without user info:"
            + " https://***@logs.example/x",
        "https://logs.example@evil.example/x -> have a url without user info:"
            + " https://***@evil.example/x",
        "https://user:s3cret@ -> have an absolute https url: https://***@",
        "https://{mdc:host}/x -> have a url without placeholders before its path:"
            + " https://{mdc:host}/x",
        "https://{mdc:host}.example/x -> have a url without placeholders before its path:"
            + " https://{mdc:host}.example/x",
        "https://logs{mdc:a/b}.example/x -> have a url without placeholders before its path:"
            + " https://logs{mdc:a/b}.example/x",
        "https://logs.example:{mdc:port}/x -> have a url without placeholders before its path:"
            + " https://logs.example:{mdc:port}/x",
        "https://logs.example{traceId} -> have a url without placeholders before its path:"
            + " https://logs.example{traceId}",
        "https://logs.example{traceId}?x -> have a url without placeholders before its path:"
            + " https://logs.example{traceId}?…",
        "https://{mdc:user}@logs.example/x -> have a url without placeholders before its path:"
            + " https://***@logs.example/x",
        "{mdc:scheme}://logs.example/x -> have a url without placeholders before its path:"
            + " {mdc:scheme}://logs.example/x",
        "{mdc:url} -> have an absolute https url: {mdc:url}",
      })
  void anyOtherAddressIsRefused(@Nullable String url, String problem) {
    assertThat(template("Logs", url)).isNull();
    assertThat(problems).containsExactly(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{mdc:}", "{mdc}", "{traceid}", "{ traceId }", "{release}"})
  void anUnknownPlaceholderIsNamed(String placeholder) {
    assertThat(template("Logs", "https://logs.example/{traceId}/" + placeholder)).isNull();
    assertThat(problems)
        .containsExactly(
            "have only the placeholders traceId, fingerprint, logger, instance, application,"
                + " environment, version, commit, from, to, class, method, file, line, path,"
                + " mdc:KEY: "
                + placeholder);
  }

  @Test
  void path_keepsItsSlashesOnly() {
    LinkTemplate link = template("Source", "https://git.example/{path}?f={file}#L{line}");
    Map<String, String> values =
        Map.of("path", "com/acme/\u00FCber shop/A?b#c.java", "file", "a/b", "line", "12");

    assertThat(link.expand(values::get))
        .isEqualTo("https://git.example/com/acme/%C3%BCber%20shop/A%3Fb%23c.java?f=a%2Fb#L12");
  }

  @ParameterizedTest
  @ValueSource(strings = {"../a.java", "a/../b.java", "a//b.java", "/a.java", "a/", "a/.", ""})
  void pathThatLeavesItsFolder_leavesOutTheLink(String path) {
    LinkTemplate link = template("Source", "https://git.example/{path}");

    assertThat(link.expand(name -> path)).isNull();
  }

  @Test
  void anAddressMayHaveAThousandCharacters() {
    String url = "https://logs.example/" + "x".repeat(979);

    assertThat(template("Logs", url)).isNotNull();
    assertThat(template("Logs", url + "y")).isNull();
    assertThat(problems)
        .containsExactly(
            "have a url of at most 1000 characters: https://logs.example/" + "x".repeat(79) + "…");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "null",
      value = {"null, none", "'', none", "' ', none"})
  void missingLabel_isRefused(@Nullable String label, String shown) {
    assertThat(template(label, "https://logs.example")).isNull();
    assertThat(problems).containsExactly("have a label of 1 to 40 characters: " + shown);
  }

  @Test
  void label_hasAtMostFortyCharactersWhenTrimmed() {
    LinkTemplate link = template(" " + "l".repeat(40) + "\n", "https://logs.example");

    assertThat(Objects.requireNonNull(link).label).isEqualTo("l".repeat(40));
    assertThat(template("l".repeat(41), "https://logs.example")).isNull();
    assertThat(problems).containsExactly("have a label of 1 to 40 characters: " + "l".repeat(41));
  }

  @Test
  void placeholders_areFilledInAnywhere() {
    String expanded =
        expand(
            "https://logs.example/{application}/{environment}?q={traceId}&i={instance}"
                + "&l={logger}&t={mdc:tenant}&from={from}&to={to}#{fingerprint}-{traceId}",
            Map.of(
                "application", "orders-api",
                "environment", "prod",
                "traceId", "4bf92f35",
                "instance", "orders-7c9f",
                "logger", "com.acme.A",
                "mdc:tenant", "acme",
                "from", "1700000000000",
                "to", "1700000060000",
                "fingerprint", "5f311b9d"));

    assertThat(expanded)
        .isEqualTo(
            "https://logs.example/orders-api/prod?q=4bf92f35&i=orders-7c9f&l=com.acme.A"
                + "&t=acme&from=1700000000000&to=1700000060000#5f311b9d-4bf92f35");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "plain-_.* -> plain-_.*",
        "a b -> a%20b",
        "a+b -> a%2Bb",
        "a&b=c -> a%26b%3Dc",
        "#?%/ -> %23%3F%25%2F",
        "%2F -> %252F",
        "../admin -> ..%2Fadmin",
        "a\\b -> a%5Cb",
        "//evil.example -> %2F%2Fevil.example",
        "<x|y>\"' -> %3Cx%7Cy%3E%22%27",
        "](https://evil.example) -> %5D%28https%3A%2F%2Fevil.example%29",
        "{mdc:other} -> %7Bmdc%3Aother%7D",
        "$1\\1 -> %241%5C1",
        "grüße -> gr%C3%BC%C3%9Fe",
        "日本 -> %E6%97%A5%E6%9C%AC",
        "😀 -> %F0%9F%98%80",
      })
  void aValueIsEncoded(String value, String encoded) {
    assertThat(expand("https://logs.example/{mdc:v}?v={mdc:v}", Map.of("mdc:v", value)))
        .isEqualTo("https://logs.example/" + encoded + "?v=" + encoded);
  }

  @ParameterizedTest
  @CsvSource({"'\n', %0A", "'\t', %09", "'\u202E', %E2%80%AE", "'\uD83D', %3F"})
  void invisibleCharacter_isEncoded(String value, String encoded) {
    assertThat(expand("https://logs.example/{mdc:v}", Map.of("mdc:v", "a" + value)))
        .isEqualTo("https://logs.example/a" + encoded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "..."})
  void valueThatWouldChangeThePath_makesNoLink(String value) {
    assertThat(expand("https://logs.example/{mdc:v}/x", Map.of("mdc:v", value))).isNull();
  }

  @Test
  void aMissingValueMakesNoLink() {
    Map<String, String> values = Map.of("traceId", "4bf92f35");

    assertThat(expand("https://logs.example/{traceId}/{mdc:tenant}", values)).isNull();
    assertThat(expand("https://logs.example/{traceId}", values))
        .isEqualTo("https://logs.example/4bf92f35");
  }

  @Test
  void addressWithoutPlaceholders_isUnchanged() {
    assertThat(expand(" https://wiki.example/on-call ", Map.of()))
        .isEqualTo("https://wiki.example/on-call");
  }

  @Test
  void linkThatGrowsTooLong_isLeftOut() {
    String url = "https://logs.example/{mdc:v}";

    assertThat(expand(url, Map.of("mdc:v", "v".repeat(1_979)))).hasSize(2_000);
    assertThat(expand(url, Map.of("mdc:v", "v".repeat(1_980)))).isNull();
  }

  @Test
  void neededMdcKeys_areListed() {
    LinkTemplate link =
        template(
            "Logs", "https://logs.example/{traceId}/{mdc:tenant}?u={mdc:user id}&{mdc:tenant}");

    assertThat(Objects.requireNonNull(link).mdcKeys).containsExactly("tenant", "user id", "tenant");
  }

  private @Nullable String expand(String url, Map<String, String> values) {
    return Objects.requireNonNull(template("Logs", url)).expand(values::get);
  }

  private @Nullable LinkTemplate template(@Nullable String label, @Nullable String url) {
    return LinkTemplate.of(label, url, (rule, value) -> problems.add(rule + ": " + value));
  }
}

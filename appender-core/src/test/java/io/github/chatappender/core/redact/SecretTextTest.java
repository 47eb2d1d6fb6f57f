/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the built-in rules, one by one. In the tables, § is the marker and ¶ a new line. */
class SecretTextTest {

  private static final Redactor BUILT_IN = redactor();

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '\u0001',
      value = {
        "password=hunter2^password=§",
        "Password: hunter2, user: bob^Password: §, user: bob",
        "PASSWD = hunter2^PASSWD = §",
        "pwd:hunter2^pwd:§",
        "db.password=hunter2^db.password=§",
        "spring.datasource.hikari.password=hunter2^spring.datasource.hikari.password=§",
        "dbPassword: hunter2^dbPassword: §",
        "DB_PASSWORD_PROD=hunter2^DB_PASSWORD_PROD=§",
        "client_secret=s3cr3t&scope=read^client_secret=§&scope=read",
        "access_token=abc&token_type=bearer&expires_in=3600"
            + "^access_token=§&token_type=bearer&expires_in=3600",
        "X-Api-Key: abc123^X-Api-Key: §",
        "apikey=abc123;user=bob^apikey=§;user=bob",
        "api_key: abc123^api_key: §",
        "Invalid API key: abc-123^Invalid API key: §",
        "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
            + "^aws_secret_access_key = §",
        "AWS_ACCESS_KEY=x AccountKey=y^AWS_ACCESS_KEY=§ AccountKey=§",
        "passphrase:=correct^passphrase:=§",
        "{password=hunter2, user=bob}^{password=§, user=bob}",
        "{a=1,password=hun,ter2,b=2}^{a=1,password=§,b=2}",
        "User(name=bob, password=hun(ter)2)^User(name=bob, password=§)",
        "Login[password=hunter2]^Login[password=§]",
        "password => 'hunter2'^password => '§'",
        "params[password]=hunter2&x=1^params[password]=§&x=1",
        "env['TOKEN'] = \"x\"^env['TOKEN'] = \"§\"",
        "passwords[0]=abc^passwords[0]=§",
        "getPassword(): hunter2^getPassword(): §",
        "mysqldump --password hunter2 db^mysqldump --password § db",
        "run --token=abc --x^run --token=§ --x",
        "GET /login?user=bob&password=hunter2 HTTP/1.1^GET /login?user=bob&password=§ HTTP/1.1",
        "https://x.io/a?access_token=abc#top^https://x.io/a?access_token=§",
        "https://x.io/?next=%2Fa%3Ftoken%3Dabc%26x^https://x.io/?next=%2Fa%3Ftoken%3D§",
        "?a=1&amp;token=abc&amp;b=2^?a=1&amp;token=§;b=2",
        "url: \"/x?token\\u003dabc\\u0026a\\u003d1\"^url: \"/x?token\\u003d§\"",
        "password\u001B[0m=\u001B[32mhunter2\u001B[0m^password\u001B[0m=§",
        "**password**: hunter2^**password**: §",
        "password=hunter2¶next line^password=§¶next line",
        "password=¶next line^password=¶next line",
        "token=password=\"a b\"^token=§\"",
        "api access key: x1y2^api access key: §",
      })
  void valueAfterASecretsName_isRemoved(String raw, String redacted) {
    assertRedacted(raw, redacted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '\u0001',
      value = {
        "{\"user\":\"bob\",\"password\":\"hunter2\",\"x\":1}"
            + "^{\"user\":\"bob\",\"password\":\"§\",\"x\":1}",
        "{\"password\" : \"a\\\"b\\\\\", \"x\":1}^{\"password\" : \"§\", \"x\":1}",
        "{\\\"password\\\":\\\"a\\\\\\\"b\\\",\\\"x\\\":1}^{\\\"password\\\":\\\"§\\\",\\\"x\\\":1}",
        "{\"token\":12345}^{\"token\":§}",
        "{\"tokens\":[\"a]b\",\"c\"],\"x\":1}^{\"tokens\":§,\"x\":1}",
        "{\"secret\":{\"a\":{\"b\":[1]}},\"x\":1}^{\"secret\":§,\"x\":1}",
        "{\"secret\":{\"a\":\"b^{\"secret\":§",
        "{\"password\":\"hunter2^{\"password\":\"§",
        "{'password': 'hunter2', 'x': 1}^{'password': '§', 'x': 1}",
        "password='don't tell', x^password='§', x",
        "password='hunter2¶x^password='§¶x",
        "password: \"two¶lines\" x^password: \"§\" x",
        "tokens=[abc, def], x=1^tokens=§, x=1",
        "token='password='x'^token='§'",
        "\"x\":\"a\",\"token\":\"b\"^\"x\":\"a\",\"token\":\"§\"",
        "%7B%22password%22%3A%22abc%22%7D x^%7B%22password%22%3A§ x",
        "&quot;password&quot;:&quot;abc&quot;,&quot;x&quot;^&quot;password&quot;:§;",
      })
  void valuesInQuotesAndBrackets_areRemovedWhole(String raw, String redacted) {
    assertRedacted(raw, redacted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '\u0001',
      value = {
        "Authorization: Bearer abc.def^Authorization: Bearer §",
        "authorization: abc1def^authorization: §",
        "Authorization: Basic dXNlcjpwYXNz¶Host: x^Authorization: Basic §¶Host: x",
        "Authorization: Custom abc1def, Host: x^Authorization: Custom §",
        "Proxy-Authorization=Basic dXNlcjpwYXNz^Proxy-Authorization=Basic §",
        "{authorization=[Bearer abc], accept=[*/*]}^{authorization=[Bearer §], accept=[*/*]}",
        "[Authorization:\"Bearer abc\", Accept:\"*/*\"]^[Authorization:\"Bearer §\","
            + " Accept:\"*/*\"]",
        "Authorization: Digest username=\"a\", response=\"b\"¶x^Authorization: Digest §¶x",
        "Authorization: \\AKIAIOSFODNN7EXAMPLE\"Custom abc1def\"^Authorization: \\§\"Custom §\"",
        "newAuthorization: \\[redacted]\"Custom abc1def\"^newAuthorization: \\§\"Custom §\"",
        "Authorization: '[redacted]`Hawk2 abc1def`^Authorization: '§`§`",
        "authorization=[redacted][Scheme of ours abc1def]^authorization=§[Scheme of ours §",
        "Authorization: x1 [Authorization:\"Custom abc1def\"]^Authorization:"
            + " §Authorization:\"Custom §\"]",
        "Authorization: a1Authorization: Bearer abc^Authorization: §Authorization: Bearer §",
        "Authorization: Bearer a1authorization=Token abc^Authorization: Bearer §authorization=Token"
            + " §",
        "curl -H 'Authorization: Bearer abc' http://x^curl -H 'Authorization: Bearer §' http://x",
        "header Bearer abc123def rejected^header Bearer § rejected",
        "bearer: eY12b^bearer: §",
        "Basic dXNlcjpwYXNz^Basic §",
        "Basic%20dXNlcjpwYXNz^Basic%20§",
        "Bearer abcdefghijklmnopqrstuvwxyz^Bearer §",
        "token: Bearer abc1def^token: Bearer §",
      })
  void credentialsInHeaders_areRemoved(String raw, String redacted) {
    assertRedacted(raw, redacted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '\u0001',
      value = {
        "jdbc:postgresql://bob:hunter2@db:5432/x^jdbc:postgresql://§@db:5432/x",
        "redis://:hunter2@cache^redis://§@cache",
        "https://tok3n@git.example/x.git^https://§@git.example/x.git",
        "amqp://u:p@ss@mq/v^amqp://§@mq/v",
        "amqp://u:p/ss@mq/v^amqp://§@mq/v",
        "\"url\":\"http:\\/\\/u:p@h\\/x\"^\"url\":\"http:\\/\\/§@h\\/x\"",
        "mongodb://u:p@h1:1,h2:2/db^mongodb://§@h1:1,h2:2/db",
        "(see http://u:p@h).^(see http://§@h).",
        "https://chat.googleapis.com/v1/spaces/AAAA/messages?key=K&token=T%3D done"
            + "^https://chat.googleapis.com/v1/spaces/AAAA/messages?§ done",
        "\"http://localhost:1/v1/spaces/a-b/messages?key\\u003dK\\u0026token\\u003dT\""
            + "^\"http://localhost:1/v1/spaces/a-b/messages?§\"",
        "spaces/x: POST /v1/spaces/x/messages?threadKey=t (failed)"
            + "^spaces/x: POST /v1/spaces/x/messages?§ (failed)",
        "https:\\/\\/h\\/v1\\/spaces\\/x\\/messages?key=1^https:\\/\\/h\\/v1\\/spaces\\/x\\/messages?§",
        "https://hooks.slack.com/services/T0/B0/abc, x^https://hooks.slack.com/services/§, x",
        "hooks.slack.com/workflows/T0/A/1/x^hooks.slack.com/workflows/§",
      })
  void secretsInAddresses_areRemoved(String raw, String redacted) {
    assertRedacted(raw, redacted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '\u0001',
      value = {
        "key AKIAIOSFODNN7EXAMPLE used^key § used",
        "line\\nASIAIOSFODNN7EXAMPLE^line\\n§",
        "AIza" + "SyA-1234567890_abcdefghijklmnopqrstu^§",
        "ya29.a0AfH6SMBx-abc_def x^§ x",
        "GOCSPX-abcdefghijkl_mnopqrstuvwxyz12^§",
        "xoxb-123456789012-abcdefGHIJ^§",
        "xoxp-1-2-3-abcdef12,xoxs-1234-5678^§,§",
        "git clone with ghp_abcdefghijklmnopqrstuvwxyz0123456789^git clone with §",
        "gho_abcdefghijklmnopqrst/ghs_abcdefghijklmnopqrst^§/§",
        "github_pat_11ABCDEFG0abcdefghijklmnop_qrst^§",
        "jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abc-DEF_123.^jwt §.",
        "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.^§.",
        "eyJhbGciOiJSU0EtT0FFUCJ9..iv.cipher.tag^§",
        "xeyJeyJhbGciOiJub25lIn0.e30^x§",
        "cut AKIAIOSF^cut §",
        "cut AIzaSyA-12^cut §",
        "cut ghp_abcd^cut §",
      })
  void keysOfWellKnownServices_areRemoved(String raw, String redacted) {
    assertRedacted(raw, redacted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '\u0001',
      value = {
        "a -----BEGIN PRIVATE KEY-----¶MIIE¶-----END PRIVATE KEY----- b^a § b",
        "-----BEGIN RSA PRIVATE KEY-----\\nMIIE\\n-----END RSA PRIVATE KEY-----\\n^§\\n",
        "-----BEGIN PRIVATE KEY-----a-----END PRIVATE KEY----------BEGIN PRIVATE KEY-----b^§",
        "-----BEGIN EC PRIVATE KEY-----¶MIIE¶more^§",
        "-----BEGIN PGP PRIVATE KEY BLOCK-----¶x¶-----END PGP PRIVATE KEY BLOCK-----^§",
        "---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----¶x¶---- END SSH2 ENCRYPTED PRIVATE KEY ----^§",
        "-----BEGIN PRIVATE KEY-----¶-----END CERTIFICATE-----¶x^§",
        "-----BEGIN CERTIFICATE-----¶MIIE^-----BEGIN CERTIFICATE-----¶MIIE",
        "-----BEGIN PUBLIC KEY----- PRIVATE KEY-----^-----BEGIN PUBLIC KEY----- PRIVATE KEY-----",
      })
  void privateKeys_areRemoved_evenIfCutOff(String raw, String redacted) {
    assertRedacted(raw, redacted);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      quoteCharacter = '\u0001',
      value = {
        "<password>hunter2</password>^<password>§</password>",
        "<db:Password type=\"text\">hun ter2</db:Password>"
            + "^<db:Password type=\"text\">§</db:Password>",
        "<secret><![CDATA[a<b]]></secret>^<secret>§</secret>",
        "<secret><![CDATA[a<b^<secret>§",
        "<token>abc^<token>§",
        "<password/>x</a>^<password/>x</a>",
        "List<Token> is empty, List<Secret> too^List<Token> is empty, List<Secret> too",
        "<password></password>^<password></password>",
      })
  void xmlElementsNamedLikeASecret_areEmptied(String raw, String redacted) {
    assertRedacted(raw, redacted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Order 8123 failed for 'alice'",
        "Bad password for user bob",
        "The token expired at 12:03",
        "secretary of state, passports",
        "token=null, password: true, secret={}, tokens=[]",
        "{\"token\":null,\"password\":\"\"}",
        "password=",
        "io.jsonwebtoken.ExpiredJwtException: JWT expired",
        "com.acme.TokenService: refresh failed",
        "Token::parse",
        "Basic authentication failed",
        "Bearer token is missing",
        "BASIC AUTH required",
        "WWW-Authenticate: Bearer realm=\"api\"",
        "https://host:8080/path/@scope/pkg",
        "http://[::1]:8080/x",
        "mailto:bob@example.com",
        "/v1/spaces/AAA/messages",
        "spaces/AAA/messages?",
        "AKIA is a prefix, eyJ too, and -----BEGIN too",
        "eyJhbGciOiJIUzI1NiJ9 alone",
        "api key",
        "--password",
        "a-b--c---d----e-----f",
      })
  void harmlessTexts_areKept(String raw) {
    assertRedacted(raw, raw);
  }

  @Test
  void ourOwnKeyAndToken_areRemovedEverywhere() {
    Redactor redactor = redactor("kEy-0123456789", "t0ken/abc%3D");

    assertThat(redactor.builtIn("xkEy-0123456789y t0ken/abc%3D t0ken/abc= cut kEy-01234"))
        .isEqualTo("x[redacted]y [redacted] [redacted] cut [redacted]");
    assertThat(redactor.builtIn("t0ken%2Fabc%3D t0ken%2Fabc%253D"))
        .isEqualTo("[redacted] [redacted]");
    assertThat(redactor.builtIn("kEy-01234… t0ken/ab…c")).isEqualTo("[redacted]… [redacted]…c");
    assertThat(redactor.builtIn("kEy-012 3456789")).isEqualTo("kEy-012 3456789");
  }

  @Test
  void shortSecretOfOurs_isRemovedOnlyAfterItsName() {
    Redactor redactor = new Redactor(false, new OwnSecrets(List.of("k1", "")), Rules.none());

    assertThat(redactor.builtIn("k1 key=k1 token=k1&x"))
        .isEqualTo("k1 key=[redacted] token=[redacted]&x");
  }

  @Test
  void secretEqualToPartOfTheMarker_keepsTheMarker() {
    Redactor redactor = redactor("redacted");

    assertThat(redactor.builtIn("a redacted b [redacted]")).isEqualTo("a [redacted] b [redacted]");
  }

  @ParameterizedTest
  @CsvSource({
    "password, hunter2, [redacted]",
    "X-Api-Key, a b c, [redacted]",
    "Authorization, Bearer x y, [redacted]",
    "user, bob, bob",
    "user, password=x, password=[redacted]",
    "token, null, null",
    "token, ' ', ' '",
    "tokenService, x, x",
  })
  void valueNamedLikeASecret_isRemovedWhole(String name, String value, String redacted) {
    assertThat(valueOf(name, value)).isEqualTo(redacted).isEqualTo(valueOf(name, redacted));
  }

  private static Redactor redactor(String... own) {
    return new Redactor(true, new OwnSecrets(List.of(own)), Rules.none());
  }

  private static String valueOf(String name, String value) {
    LogEntry entry = LogEntry.builder(Severity.ERROR, "a.B", "m").keyValue(name, value).build();
    return BUILT_IN.builtIn(entry).keyValues.get(name);
  }

  private static void assertRedacted(String raw, String redacted) {
    String once = BUILT_IN.builtIn(raw.replace('¶', '\n'));

    assertThat(once).isEqualTo(redacted.replace("§", "[redacted]").replace('¶', '\n'));
    assertThat(BUILT_IN.builtIn(once)).as("twice").isEqualTo(once);
  }

  @Test
  void secretSplitByControlCharacters_isRemoved() {
    Redactor redactor = redactor("oWnKey-0123456789");

    assertThat(redactor.builtIn("p\u0000assword=hunter2 x"))
        .isEqualTo("p\u0000assword=[redacted] x");
    assertThat(redactor.builtIn("AKIA\u001B[0mIOSFODNN7EXAMPLE")).isEqualTo("[redacted]");
    assertThat(redactor.builtIn("oWnKey\u202E-0123456789")).isEqualTo("[redacted]");
    assertThat(redactor.builtIn("\u001B[31mred\u001B[0m")).isEqualTo("\u001B[31mred\u001B[0m");
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.List;
import java.util.Map;

/**
 * Finds secrets by the text around them: in addresses, headers, command lines, key files.
 *
 * <p>Each rule is a row: a literal without which the expression is not tried, and an expression
 * whose first group is the secret. All take linear time: quantifiers are possessive or bounded.
 * {@link SecretNames} lists the parameter names of signed addresses.
 */
final class SecretPlaces {

  /** Patterns used in several rows. */
  private static final Map<String, String> PARTS =
      Map.of(
          // a slash, plain or escaped as in JSON
          "{slash}",
          "\\\\?/",
          // the rest of an address, without the punctuation after it
          "{rest}",
          "((?:[^\\s\"'`<>|\\\\.,;:!?)\\]}]|\\\\[u/]|[.,;:!?)\\]}]++(?=[^\\s\"'`<>|\\\\]))++)",
          // of an address; not a user without a password, if it is a word
          "{userinfo}",
          ":\\\\?/\\\\?/(?![\\p{L}._-]++@)",
          // a blank, or a line break before an indented line, which continues a header's value
          "{space}",
          "(?:\\h++|\\h*+\\R\\h++)",
          // between the name of a header and its value; text removed there counts as a quote
          "{sign}",
          "2?+[\"'`\\\\)\\]]*+\\h*+(?:=>?|:|->)\\h*+(?:\\R\\h++)?+(?:\\[redacted]|[\\[\"'`\\\\])*+",
          // RFC 6750, RFC 7617; not part of the next header
          "{token}",
          "(?:[\\w.~+/=%\\-&&[^Aa]]|[Aa](?!(?i:uthorization)))",
          "{user}",
          "(?=-)(?<![\\w-])(?:-u|--(?:proxy-)?user(?:name)?)[ =]",
          "{key}",
          " [A-Z0-9 ]{0,30}PRIVATE KEY[A-Z0-9 ]{0,20}-{4,5}");

  /** A token has a digit before another char, or is long, or changes its case as base64 does. */
  private static final String CREDENTIALS =
      "(?:{space}|\\h*+[:=]\\h*+|%20)"
          // on a line of pairs, the next name: token_type=bearer expires=3600
          + "(?![a-z_.-]{1,40}+=[\\w\"'])"
          + "((?!\\p{L}*+\\d*+[.=]*+(?!{token})){token}{4,}+|{token}{24,}+"
          + "|(?={token}*[a-z][A-Z]{2}[a-z]){token}{8,}+)";

  static final List<Rule> RULES =
      List.of(
          // RFC 3986: redis://user:secret@host
          rule("@", "{userinfo}([^\\s\"'`<>|/?#\\\\]*)@"),
          // amqp://user:se/cret@host; no port follows the colon
          rule(
              "@",
              "{userinfo}(?!\\[)([^\\s\"'`<>|/?#\\\\@:]{0,32}+:(?!\\d{0,5}+[/?#])"
                  + "[^\\s\"'`<>|/?#\\\\@\\[]{0,32}+[/?#][^\\s\"'`<>|\\[]{0,64})@"),
          // Google Chat: …/spaces/AAA/messages?key=k&token=t
          rule("spaces", "/spaces{slash}[\\w-]++{slash}messages(?:\\?|%3[fF]){rest}"),
          // api.slack.com: incoming webhooks
          rule("hooks.", "hooks\\.slack(?:-gov)?\\.com{slash}\\w++{slash}{rest}"),
          // discord.com/developers; learn.microsoft.com: Teams
          rule("webhook", "(?:api{slash}webhooks|\\.office\\.com{slash}webhook\\w*+){slash}{rest}"),
          // RFC 7468, even if cut off: -----BEGIN PRIVATE KEY-----
          rule("private key", "(-{4,5} ?BEGIN{key}(?s:.*?)(?:-{4,5} ?END{key}|\\z))"),
          // RFC 7519: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln
          rule("eyj", "(eyJ[\\w-]{7,}+(?:\\.[\\w-]++|\\.(?=\\.[\\w-])){1,4}+)|eyJ[\\w-]*+"),
          // discord.com/developers: a bot's token
          rule(".", "([MNO](?<!\\w\\w)[\\w-]{23,27}+\\.[\\w-]{6}\\.[\\w-]{27,}+)"),
          // RFC 9110: Authorization: Digest username="bob", response="secret"
          rule(
              "authorization",
              "(?i)authorization{sign}(?:digest|oauth|hawk|signature|aws4-hmac-sha256){space}"
                  + "([^\\r\\n]++)"),
          // Authorization: Bearer secret; but: Bearer token missing
          rule(
              "authorization",
              "(?i)authorization{sign}(?:bearer|basic|token|negotiate|ntlm|\\w*key|dpop|bot){space}"
                  + "(?!\\p{L}++\\h++\\p{L})({token}++)"),
          // any other scheme, Authorization: Custom user secr3t; excludes the next header
          rule(
              "authorization",
              "(?i)authorization{sign}(?:\\p{L}++\\h++){0,3}+(?!\\d{1,3}\\b)"
                  + "((?=[^\\s\\d\"'`]{0,64}\\d)(?:[^\\r\\n\"'`a]|a(?!uthorization))++)"),
          // anywhere: Bearer secr3t, Basic dXNlcjpwYXNz; but: Basic auth2 needed
          rule("bearer", "(?:[Bb]earer|BEARER)" + CREDENTIALS),
          rule("basic", "(?:[Bb]asic|BASIC)" + CREDENTIALS),
          // RFC 6265: Cookie: a=secret; b=secret
          rule(
              "cookie",
              "(?i)cookie{sign}[\\w.$-]++=([^\\s\"'`;]++(?:;\\h?+[\\w.$-]++=[^\\s\"'`;]*+)*+)"),
          // curl -u bob:secret; but: docker run -u 1000:1000
          rule(
              "-u", "{user}[\"']?(?![\\d:]++(?:\\s|$))(?!\\w++://)([^\\s:\"']{1,64}+:[^\\s\"']++)"),
          // docker login -u bob -p secr3t; but: -p 8080:80, mysql -u root -p orders
          rule("-u", "{user}[^\\s]{1,64}+ -[pP] (?!\\p{L}++(?:\\s|$)|[\\d:]++(?:\\s|$))(\\S++)"),
          // mysql -u root -psecret; sshpass -p secret
          rule(" -p", "(?=[ms])(?:(?:mysql|mariadb)[^\\r\\n]{0,99}? -p|sshpass -p ?)(\\S++)"),
          // MySQL, Oracle: IDENTIFIED WITH caching_sha2_password BY 'secret'
          rule(
              "identified",
              "(?i:identified\\h++(?:with\\h++\\S{1,64}+\\h++)?+(?:by|as)\\h++(?:password\\h++)?+)"
                  + "[\"'`]([^\"'`\\r\\n]++)"),
          // redis.io, MONITOR: "AUTH" "default" "secret"
          rule(
              "\"auth\"",
              "\"(?i:auth)\"(?:\\h++\"[^\"\\r\\n]{1,64}+\"(?=\\h++\"))?+\\h++\"([^\"\\r\\n]++)"),
          // core.telegram.org: /bot123456789:secret/sendMessage, without the host
          rule("/bot", "/bot\\d{6,12}+:([\\w-]{20,}+)"),
          // Oracle: sqlplus scott/secret@db, jdbc:oracle:thin:scott/secret@db
          rule(
              "@",
              "(?=[seirto])\\b(?:sqlplus|sqlldr|expdp|impdp|rman|thin|oci)[ :](?:-\\w++ ){0,3}+"
                  + "[^\\s/@]{1,64}+/([^@\\s\"'/]++)@"));

  private SecretPlaces() {}

  private static Rule rule(String needed, String regex) {
    String whole = regex;
    for (Map.Entry<String, String> part : PARTS.entrySet()) {
      whole = whole.replace(part.getKey(), part.getValue());
    }
    return new Rule(needed, whole);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets by what stands around them: in addresses, headers, command lines, key files.
 *
 * <p>Each rule is a row: a literal in lower case without which the expression is not tried, and an
 * expression whose groups are the secrets. All take linear time: quantifiers are possessive or
 * bounded. Parameters of signed addresses have names, which {@link SecretNames} lists.
 */
final class SecretPlaces {

  /** A slash, plain or as JSON may escape it. */
  private static final String SLASH = "\\\\?/";

  /** The rest of an address, without the punctuation behind it. */
  private static final String REST =
      "((?:[^\\s\"'`<>|\\\\.,;:!?)\\]}]|\\\\[u/]|[.,;:!?)\\]}]++(?=[^\\s\"'`<>|\\\\]))++)";

  private static final String USER_INFO = ":" + SLASH + SLASH + "(?![\\p{L}._-]++@)";

  private static final String AUTHORITY = "[^\\s\"'`<>|/?#\\\\]";

  /** A blank, or a line break before an indented line, on which a header's value goes on. */
  private static final String SPACE = "(?:\\h++|\\h*+\\R\\h++)";

  private static final String HEADER_SIGN =
      "2?+[\"'`\\\\)\\]]*+\\h*+(?:=>?|:|->)\\h*+(?:\\R\\h++)?+[\\[\"'`\\\\]*+";

  /** RFC 6750, RFC 7617. */
  private static final String TOKEN = "[\\w.~+/=%-]";

  private static final String COMMAND_USER = "(?<![\\w-])(?:-u|--(?:proxy-)?user(?:name)?)[ =]";

  private static final List<Rule> RULES =
      List.of(
          // RFC 3986: redis://user:secret@host; a user without password stays if it is a word
          rule("@", USER_INFO + "(" + AUTHORITY + "*)@"),
          // amqp://user:se/cret@host; what follows the colon is no port
          rule(
              "@",
              USER_INFO
                  + "(?!\\[)([^\\s\"'`<>|/?#\\\\@:]{0,32}+:(?!\\d{0,5}+[/?#])"
                  + "[^\\s\"'`<>|/?#\\\\@\\[]{0,32}+[/?#][^\\s\"'`<>|\\[]{0,64})@"),
          // Google Chat: …/spaces/AAA/messages?key=k&token=t
          rule("spaces", "/spaces" + SLASH + "[\\w-]++" + SLASH + "messages(?:\\?|%3[fF])" + REST),
          // api.slack.com, incoming webhooks; discord.com/developers; learn.microsoft.com (Teams)
          rule("hook", "hooks\\.slack(?:-gov)?\\.com" + SLASH + "\\w++" + SLASH + REST),
          rule("hook", "discord(?:app)?\\.com" + SLASH + "api" + SLASH + "webhooks" + SLASH + REST),
          rule("hook", "\\.office\\.com" + SLASH + "webhook(?:b2)?+" + SLASH + REST),
          // RFC 7468, also cut off: -----BEGIN PRIVATE KEY-----
          rule("private key", "(" + pem("BEGIN") + "(?s:.*?)(?:" + pem("END") + "|\\z))"),
          // RFC 7519: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln
          rule("eyj", "(eyJ[\\w-]{7,}+(?:\\.[\\w-]++|\\.(?=\\.[\\w-])){1,4}+)|eyJ[\\w-]*+"),
          // discord.com/developers: a bot's token
          rule(".", "\\b([MNO][\\w-]{23,27}+\\.[\\w-]{6}\\.[\\w-]{27,}+)"),
          // RFC 9110: Authorization: Digest username="bob", response="secret"
          rule(
              "authorization",
              authorization("digest|oauth|hawk|signature|aws4-hmac-sha256")
                  + SPACE
                  + "([^\\r\\n]++)"),
          // Authorization: Bearer secret; but: Bearer token missing
          rule(
              "authorization",
              authorization("bearer|basic|token|negotiate|ntlm|\\w*key|dpop|bot")
                  + SPACE
                  + "(?!\\p{L}++\\h++\\p{L})("
                  + TOKEN
                  + "++)"),
          // Authorization: Custom user secr3t
          rule(
              "authorization",
              authorization("")
                  + "(?:\\p{L}++\\h++){0,3}+(?!\\d{1,3}\\b)"
                  + "((?=[^\\s\\d\"'`]{0,64}\\d)[^\\r\\n\"'`]++)"),
          // anywhere: Bearer secr3t, Basic dXNlcjpwYXNz; but: Basic auth2 needed
          rule("bearer", credentials("[Bb]earer|BEARER")),
          rule("basic", credentials("[Bb]asic|BASIC")),
          // RFC 6265: Cookie: a=secret; b=secret
          rule(
              "cookie",
              "(?i)cookie"
                  + HEADER_SIGN
                  + "[\\w.$-]++="
                  + "([^\\s\"'`;]++(?:;\\h?+[\\w.$-]++=[^\\s\"'`;]*+)*+)"),
          // curl -u bob:secret; but: docker run -u 1000:1000
          rule(
              "-u",
              COMMAND_USER
                  + "[\"']?(?![\\d:]++(?:\\s|$))(?!\\w++://)"
                  + "([^\\s:\"']{1,64}+:[^\\s\"']++)"),
          // docker login -u bob -p secr3t; but: -p 8080:80, mysql -u root -p orders
          rule(
              "-u",
              COMMAND_USER
                  + "[^\\s]{1,64}+ -[pP] (?!\\p{L}++(?:\\s|$)|[\\d:]++(?:\\s|$))"
                  + "(\\S++)"),
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
          // mysql -u root -psecret
          rule("-p", "(?:mysql|mariadb)[^\\r\\n]{0,99}? -p([^\\s]++)"),
          rule("sshpass", "sshpass -p ?([^\\s]++)"),
          // Oracle: sqlplus scott/secret@db, jdbc:oracle:thin:scott/secret@db
          rule(
              "@",
              "\\b(?:sqlplus|sqlldr|expdp|impdp|rman|thin|oci)[ :](?:-\\w++ ){0,3}+"
                  + "[^\\s/@]{1,64}+/([^@\\s\"'/]++)@"));

  private SecretPlaces() {}

  private static String pem(String word) {
    return "-{4,5} ?" + word + " [A-Z0-9 ]{0,30}PRIVATE KEY[A-Z0-9 ]{0,20}-{4,5}";
  }

  private static String authorization(String schemes) {
    return "(?i)authorization" + HEADER_SIGN + "(?:" + schemes + ")";
  }

  /** At least one digit before another char, or long, or in a case that changes as base64's. */
  private static String credentials(String scheme) {
    return "(?:"
        + scheme
        + ")(?:"
        + SPACE
        + "|\\h*+[:=]\\h*+|%20)"
        // of a line of pairs the next name: token_type=bearer expires=3600
        + "(?![a-z_.-]{1,40}+=[\\w\"'])"
        + "((?!\\p{L}*+\\d*+[.=]*+(?!"
        + TOKEN
        + "))"
        + TOKEN
        + "{4,}+|"
        + TOKEN
        + "{24,}+"
        + "|(?="
        + TOKEN
        + "*[a-z][A-Z]{2}[a-z])"
        + TOKEN
        + "{8,}+)";
  }

  private static Rule rule(String needed, String regex) {
    return new Rule(needed, Pattern.compile(regex));
  }

  static void find(CharSequence text, Spans spans) {
    String lower = text.toString().toLowerCase(Locale.ROOT);
    for (Rule rule : RULES) {
      if (lower.contains(rule.needed)) {
        Matcher matcher = rule.pattern.matcher(text);
        while (matcher.find()) {
          for (int group = 1; group <= matcher.groupCount(); group++) {
            spans.add(matcher.start(group), matcher.end(group));
          }
        }
      }
    }
  }

  private static final class Rule {

    private final String needed;
    private final Pattern pattern;

    private Rule(String needed, Pattern pattern) {
      this.needed = needed;
      this.pattern = pattern;
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Checks that no text makes redaction expensive: its reads grow linearly with the text. */
class SecretTextWorkTest {

  private static final int KIB_2 = 2 * 1_024;
  private static final int KIB_64 = 64 * 1_024;
  private static final int MOST_READS_PER_CHAR = 60;

  private static final Redactor REDACTOR =
      new Redactor(true, new OwnSecrets(List.of("aaaaaaaaaaaaaaab", "t0ken/x%3Dyz")), Rules.none());

  /** Pieces to repeat in a text, chosen to start a rule often and to fail it late. */
  private static final List<String> TROUBLE =
      List.of(
          "a",
          " ",
          "-",
          "\\",
          "\"",
          "'",
          "`",
          "/",
          ":",
          "@",
          "<",
          "[",
          "{",
          ",",
          "&",
          "eyJ",
          "eyJ.",
          "eyJaaaaaaaaaa",
          "eyJaaaaaaaaaa.",
          "eyJaaaaaaaaaa..",
          "AKIA",
          "AKIAAKIA7",
          "AIza",
          "AIza-",
          "ya29.",
          "GOCSPX-",
          "xoxb-",
          "xoxd-",
          "ghp_",
          "github_pat_",
          "-----BEGIN ",
          "-----BEGIN PRIVATE KEY",
          "-----BEGIN PRIVATE KEY-----",
          "-----BEGIN PRIVATE KEY-----END ",
          "-----BEGIN A-----END A",
          "---- BEGIN PRIVATE KEY ",
          "BEGIN PRIVATE KEY ",
          "PRIVATE KEY",
          "://",
          "x://a:b",
          "x://a:b/",
          "x://a:b/x@y ",
          ":\\/\\/a:b",
          "://@",
          "/spaces/",
          "/spaces/a",
          "/spaces/a/messages?",
          "\\/spaces\\/a\\/messages?",
          "hooks.slack.com",
          "hooks.slack.com/",
          "hooks.slack.com/a/",
          "bearer ",
          "Bearer a",
          "basic:",
          "Basic  ",
          "bearerbasic",
          "password",
          "pass",
          "passpasswpasswo",
          "accessapiprivatesecre",
          "api key",
          "password=",
          "password=\"",
          "password='a\n",
          "password=\"a\" ",
          "password='\"",
          "password=\\\"",
          "password=\\\\\\\"a",
          "password=\\",
          "password=a\\",
          "password=[",
          "password={\"",
          "password=[]",
          "password:[\n",
          "password=a,",
          "password=,b",
          "password=a&b;c|",
          "password=)",
          "password=<",
          "password    ",
          "password   =   ",
          "password[",
          "password['a",
          "password\"'\\)]",
          "password\u001B[",
          "password\u001B[1;",
          "password%22%3A%22",
          "password&quot;:",
          "--password ",
          "token=password=\"",
          "token basic ",
          "token: basic ",
          "Authorization: ",
          "Authorization: [",
          "Authorization:[[",
          "Authorization: a b",
          "Authorization: digest ",
          "Authorization: digest a\n",
          "Authorization: \"basic ",
          "<token>",
          "<token",
          "<token ",
          "<token a>",
          "<token>a",
          "<a:token>b</",
          "<token><![CDATA[",
          "<token><![CDATA[]]>",
          "[redacted]",
          "password=[redacted]",
          "password=[redacted",
          "\uD83D\uDD34",
          "\uD83D",
          "t0ken/",
          "x://a:b/c@",
          "x://[",
          "x://a@b@",
          "Cookie: a=b; ",
          "cookie=a=b;c=",
          "cookie: [",
          "authorization: a a a ",
          "authorization:",
          "authorization: 1",
          "bearer=a",
          "basic 7",
          "Basic aaAAaa",
          "-u a:b ",
          "-u a -p ",
          "--user=",
          "mysql ",
          "mysql -p",
          "mysql a -",
          "sshpass -p",
          "thin:a/",
          "sqlplus -s ",
          "aaaaaaaaaaaaaaaaaaaaaaaa.aaaaaa.",
          "discord.com/api/webhooks/",
          "token(a=",
          "token [a ",
          "token 'a",
          "token(\"",
          "(token)=(",
          "(token) values (",
          "name=token, value=",
          "value=",
          "token: |\n a\n",
          "token: |\n token: |\n ",
          "token:\n ",
          "token is was to ",
          "token for a b ",
          "--token a ",
          "--token, ",
          "token={{",
          "token={noop}{",
          "token_new_old_1",
          "_________",
          "&lt;token&gt;",
          "&lt;token&gt;a&lt;/",
          "\n",
          "\t ");

  @Test
  void everyTextOfTwoKibibytesIsCheap() {
    for (String trouble : TROUBLE) {
      for (String end : List.of("", "\u0001", " ", "\"", "@", "]", "</", "x")) {
        assertCheap(filled(KIB_2, trouble) + end, trouble);
        assertCheap("password=\"" + filled(KIB_2, trouble) + end, trouble);
      }
    }
  }

  @Test
  @Tag("slow")
  void everyTextOf64KibibytesIsAsCheapPerChar() {
    for (String trouble : TROUBLE) {
      assertCheapPass(filled(KIB_64, trouble), trouble);
    }
  }

  @Test
  void manyPrefixesWithOneLongEnd_areCheap() {
    List<String> ends =
        List.of(
            "a", "=", "@", ")", "]", "\\", "\"", "'", "-", ".", ",", " ", "/", "%", "&a", "\n",
            "\\\"");
    for (String trouble : TROUBLE) {
      for (String end : ends) {
        String half = filled(KIB_2 / 2, trouble);

        assertCheap(half + filled(KIB_2 / 2, end), trouble + " then " + end);
      }
    }
  }

  @Test
  void mixedHostilePieces_areCheap() {
    Random random = new Random(20260504);
    for (int i = 0; i < 1_000; i++) {
      String text = mixture(random, KIB_2);

      assertCheap(text, "mixture " + i);
    }
  }

  private static void assertCheap(String text, String trouble) {
    String before = text;
    String after = assertCheapPass(before, trouble);
    int passes = 1;
    while (!after.equals(before)) {
      before = after;
      after = assertCheapPass(before, trouble);
      passes++;
    }

    assertThat(passes).as("passes for %s", trouble).isLessThanOrEqualTo(4);
  }

  private static String assertCheapPass(String text, String trouble) {
    CountingText counting = new CountingText(text);

    Spans spans = new Spans(text.length());
    REDACTOR.find(counting, spans);
    String after = spans.applied(text);

    assertThat(counting.reads())
        .as("reads for %s in %s chars", trouble, text.length())
        .isLessThanOrEqualTo((long) MOST_READS_PER_CHAR * text.length());
    return after;
  }

  private static String filled(int chars, String unit) {
    return unit.repeat(chars / unit.length());
  }

  private static String mixture(Random random, int chars) {
    List<String> units = new ArrayList<>();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      units.add(TROUBLE.get(random.nextInt(TROUBLE.size())));
    }
    StringBuilder text = new StringBuilder();
    while (text.length() < chars) {
      text.append(units.get(random.nextInt(units.size())).repeat(1 + random.nextInt(40)));
    }
    return text.substring(0, chars);
  }
}

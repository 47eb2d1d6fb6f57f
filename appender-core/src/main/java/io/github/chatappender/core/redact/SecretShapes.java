/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * Finds keys of well-known services by their shape: a prefix, then at least so many chars of one
 * alphabet. For one text; linear in its length, since each shape remembers how far it has read.
 *
 * <p>To add a service, add a row: where its keys are described, their alphabet, the least number of
 * chars behind the prefix, and the prefixes. Example of the first row: {@code ghp_} and 20 letters.
 *
 * <p>A prefix of four chars or more is found wherever it stands: in {@code \nAKIA…} a letter that
 * belongs to an escape stands before it. A shorter one needs an edge: {@code task-force} holds no
 * {@code sk-}. A key that the end of the text has cut off needs four chars behind a long prefix.
 */
final class SecretShapes {

  private static final int CUT_CHARS = 4;
  private static final int EDGE_CHARS = 4;

  static final List<Shape> SHAPES = new ArrayList<>();

  static {
    service("docs.github.com: token formats", SecretShapes::snake, 20, "ghp_ gho_ ghu_ ghs_ ghr_");
    service("docs.github.com: token formats", SecretShapes::snake, 20, "github_pat_");
    service("docs.aws.amazon.com: IAM identifiers", SecretShapes::upper, 16, "AKIA ASIA");
    service("cloud.google.com: API keys", SecretShapes::url, 30, "AIza 1//0");
    service("cloud.google.com: OAuth", SecretShapes::dotted, 10, "ya29. GOCSPX-");
    service("docs.gitlab.com", SecretShapes::dotted, 12, "glpat- gldt- glrt- glptt- glcbt- gloas-");
    service("api.slack.com: token types", SecretShapes::url, 8, "xoxa- xoxb- xoxc- xoxe- xoxp-");
    service("api.slack.com: token types", SecretShapes::url, 8, "xoxr- xoxs- xapp-");
    service("api.slack.com: cookies and rotated tokens", SecretShapes::any, 8, "xoxd- xoxe.");
    service("docs.stripe.com: keys", Chars::word, 12, "sk_live_ sk_test_ rk_live_ rk_test_ whsec_");
    service("platform.openai.com, docs.anthropic.com", SecretShapes::url, 20, "sk-");
    service("docs.npmjs.com: access tokens", Chars::word, 30, "npm_");
    service("pypi.org: API tokens", SecretShapes::url, 16, "pypi-");
    service("docs.sendgrid.com: API keys", SecretShapes::dotted, 30, "SG.");
    service("huggingface.co: access tokens", Chars::word, 20, "hf_");
    service("docs.digitalocean.com: tokens", Chars::word, 16, "dop_v1_ doo_v1_ dor_v1_");
    service("shopify.dev: access tokens", Chars::word, 16, "shpat_ shpca_ shppa_ shpss_");
    service("docs.docker.com: access tokens", SecretShapes::url, 12, "dckr_pat_ dckr_oat_");
    service("support.atlassian.com: API tokens", SecretShapes::any, 12, "ATATT3 ATCTT3");
    service("grafana.com: service account tokens", SecretShapes::any, 20, "glsa_ glc_");
    service("developers.brevo.com: API keys", SecretShapes::url, 16, "xkeysib- xsmtpsib-");
    service("developer.hashicorp.com: Vault tokens", SecretShapes::url, 16, "hvs. hvb. hvr.");
    service("core.telegram.org: behind a bot's number", SecretShapes::url, 24, ":AA");
    service("linear.app: API keys", Chars::word, 12, "lin_api_");
    service("docs.newrelic.com: API keys", SecretShapes::upper, 16, "NRAK-");
    service("docs.databricks.com: access tokens", Chars::word, 32, "dapi");
  }

  /** The indexes of the shapes that begin with an ASCII char. */
  private static final int[][] BY_FIRST_CHAR = new int[0x80][];

  static {
    for (int c = 0; c < BY_FIRST_CHAR.length; c++) {
      int first = c;
      BY_FIRST_CHAR[c] =
          IntStream.range(0, SHAPES.size())
              .filter(shape -> SHAPES.get(shape).prefix.charAt(0) == first)
              .toArray();
    }
  }

  private final CharSequence text;
  private final int[] runEnds = new int[SHAPES.size()];

  SecretShapes(CharSequence text) {
    this.text = text;
  }

  private static void service(String source, IntPredicate alphabet, int least, String prefixes) {
    for (String prefix : prefixes.split(" ", -1)) {
      SHAPES.add(new Shape(source, prefix, alphabet, least));
    }
  }

  private static boolean upper(int c) {
    return Chars.digit(c) || Chars.upper(c);
  }

  private static boolean snake(int c) {
    return Chars.word(c) || c == '_';
  }

  private static boolean url(int c) {
    return snake(c) || c == '-';
  }

  private static boolean dotted(int c) {
    return url(c) || c == '.';
  }

  private static boolean any(int c) {
    return dotted(c) || "~+/=%".indexOf(c) >= 0;
  }

  void find(Spans spans) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        for (int shape : BY_FIRST_CHAR[c]) {
          spans.add(i, keyEnd(i, shape));
        }
      }
    }
  }

  private int keyEnd(int start, int index) {
    Shape shape = SHAPES.get(index);
    boolean distinctive = shape.prefix.length() >= EDGE_CHARS;
    if (!Chars.startsWith(text, start, shape.prefix) || !(distinctive || hasEdge(start))) {
      return 0;
    }
    int keyStart = start + shape.prefix.length();
    if (keyStart >= runEnds[index]) {
      runEnds[index] = Chars.runEnd(text, keyStart, shape.alphabet);
    }
    int end = runEnds[index];
    int least = distinctive && end == text.length() ? CUT_CHARS : shape.least;
    return end - keyStart >= least ? end : 0;
  }

  /** Returns whether no word goes on here: nothing joins two chars, or an escape ends before. */
  private boolean hasEdge(int start) {
    return !Chars.word(text.charAt(start))
        || !url(Chars.at(text, start - 1))
        || Chars.at(text, start - 2) == '\\';
  }

  /** A prefix and at least so many chars of one alphabet behind it. */
  static final class Shape {

    private final String source;
    final String prefix;
    final IntPredicate alphabet;
    final int least;

    private Shape(String source, String prefix, IntPredicate alphabet, int least) {
      this.source = source;
      this.prefix = prefix;
      this.alphabet = alphabet;
      this.least = least;
    }

    @Override
    public String toString() {
      return prefix + " (" + source + ")";
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds keys of well-known services by their shape: a prefix, then at least so many chars of one
 * alphabet. Linear in a text's length: of the chars behind a prefix that make no key, only the
 * first few are read.
 *
 * <p>To add a service, add a row: where its keys are described, their alphabet, the least number of
 * chars behind the prefix, and the prefixes. Example of the first row: {@code ghp_} and 20 letters.
 *
 * <p>A prefix of four chars or more is found wherever it stands: in {@code \nAKIA…} a letter that
 * belongs to an escape stands before it. A shorter one needs an edge: {@code task-force} holds no
 * {@code sk-}. A key that the end of the text has cut off needs four chars behind a long prefix.
 */
final class SecretShapes {

  private static final int EDGE_CHARS = 4;

  /** No word goes on here: nothing joins two chars, or an escape ends before. */
  private static final String EDGE = "(?:(?<![\\w-])|(?<=\\\\\\w)|(?=\\W))";

  /** The end of the text has cut off the key. */
  private static final String CUT = "{4,}+\\z";

  private static final String UPPER = "[A-Z0-9]";
  private static final String WORD = "[A-Za-z0-9]";
  private static final String SNAKE = "\\w";
  private static final String URL = "[\\w-]";
  private static final String DOTTED = "[\\w.-]";
  private static final String ANY = "[\\w.~+/=%-]";

  static final List<Shape> SHAPES = new ArrayList<>();

  static {
    service("docs.github.com: token formats", SNAKE, 20, "ghp_ gho_ ghu_ ghs_ ghr_");
    service("docs.github.com: token formats", SNAKE, 20, "github_pat_");
    service("docs.aws.amazon.com: IAM identifiers", UPPER, 16, "AKIA ASIA");
    service("cloud.google.com: API keys", URL, 30, "AIza 1//0");
    service("cloud.google.com: OAuth", DOTTED, 10, "ya29. GOCSPX-");
    service("docs.gitlab.com", DOTTED, 12, "glpat- gldt- glrt- glptt- glcbt- gloas-");
    service("api.slack.com: token types", URL, 8, "xoxa- xoxb- xoxc- xoxe- xoxp-");
    service("api.slack.com: token types", URL, 8, "xoxr- xoxs- xapp-");
    service("api.slack.com: cookies and rotated tokens", ANY, 8, "xoxd- xoxe.");
    service("docs.stripe.com: keys", WORD, 12, "sk_live_ sk_test_ rk_live_ rk_test_ whsec_");
    service("platform.openai.com, docs.anthropic.com", URL, 20, "sk-");
    service("docs.npmjs.com: access tokens", WORD, 30, "npm_");
    service("pypi.org: API tokens", URL, 16, "pypi-");
    service("docs.sendgrid.com: API keys", DOTTED, 30, "SG.");
    service("huggingface.co: access tokens", WORD, 20, "hf_");
    service("docs.digitalocean.com: tokens", WORD, 16, "dop_v1_ doo_v1_ dor_v1_");
    service("shopify.dev: access tokens", WORD, 16, "shpat_ shpca_ shppa_ shpss_");
    service("docs.docker.com: access tokens", URL, 12, "dckr_pat_ dckr_oat_");
    service("support.atlassian.com: API tokens", ANY, 12, "ATATT3 ATCTT3");
    service("grafana.com: service account tokens", ANY, 20, "glsa_ glc_");
    service("developers.brevo.com: API keys", URL, 16, "xkeysib- xsmtpsib-");
    service("developer.hashicorp.com: Vault tokens", URL, 16, "hvs. hvb. hvr.");
    service("core.telegram.org: behind a bot's number", URL, 24, ":AA");
    service("linear.app: API keys", WORD, 12, "lin_api_");
    service("docs.newrelic.com: API keys", UPPER, 16, "NRAK-");
    service("docs.databricks.com: access tokens", WORD, 32, "dapi");
  }

  private SecretShapes() {}

  private static void service(String source, String alphabet, int least, String prefixes) {
    for (String prefix : prefixes.split(" ", -1)) {
      SHAPES.add(new Shape(source, prefix, alphabet, least));
    }
  }

  static void find(CharSequence text, Spans spans) {
    String whole = text.toString();
    for (Shape shape : SHAPES) {
      if (whole.contains(shape.prefix)) {
        Matcher key = shape.pattern.matcher(text);
        while (key.find()) {
          spans.add(key.start(), key.end());
        }
      }
    }
  }

  /** A prefix and at least so many chars of one alphabet behind it. */
  static final class Shape {

    private final String source;
    final String prefix;
    final int least;
    private final Pattern pattern;

    private Shape(String source, String prefix, String alphabet, int least) {
      this.source = source;
      this.prefix = prefix;
      this.least = least;
      String key = Pattern.quote(prefix) + "(?:" + alphabet + "{" + least + ",}+";
      this.pattern =
          Pattern.compile(
              prefix.length() < EDGE_CHARS ? EDGE + key + ")" : key + "|" + alphabet + CUT + ")");
    }

    @Override
    public String toString() {
      return prefix + " (" + source + ")";
    }
  }
}

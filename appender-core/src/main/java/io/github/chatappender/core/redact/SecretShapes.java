/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import static java.util.stream.Collectors.toUnmodifiableList;

import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds keys of well-known services by their shape: a prefix, then a minimum number of chars of one
 * alphabet. Stateless.
 *
 * <p>To add a service, add a row: the alphabet of its keys, the minimum number of chars after the
 * prefix, the prefixes, and the source. Example for the first row: {@code ghp_} and 20 letters.
 *
 * <p>A prefix of four chars or more is found anywhere: in {@code \nAKIA…} a letter of an escape
 * comes before it. A shorter one needs an edge: {@code task-force} contains no {@code sk-}. A key
 * cut off by the end of the text needs four chars after a long prefix.
 */
final class SecretShapes {

  private static final int EDGE_CHARS = 4;

  /** An edge between words: nothing joins the two chars, or an escape ends before. */
  private static final String EDGE = "(?:(?<![\\w-])|(?<=\\\\\\w)|(?=\\W))";

  /** A key cut off by the end of the text. */
  private static final String CUT = "{4,}+\\z";

  private static final String UPPER = "[A-Z0-9]";
  private static final String WORD = "[A-Za-z0-9]";
  private static final String SNAKE = "\\w";
  private static final String URL = "[\\w-]";
  private static final String DOTTED = "[\\w.-]";
  private static final String ANY = "[\\w.~+/=%-]";

  static final List<Rule> RULES =
      Stream.of(
              // docs.github.com: token formats
              keys(SNAKE, 20, "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_"),
              // docs.aws.amazon.com: IAM identifiers
              keys(UPPER, 16, "AKIA ASIA"),
              // cloud.google.com: API keys, OAuth
              keys(URL, 30, "AIza 1//0"),
              keys(DOTTED, 10, "ya29. GOCSPX-"),
              // docs.gitlab.com
              keys(DOTTED, 12, "glpat- gldt- glrt- glptt- glcbt- gloas-"),
              // api.slack.com: token types, cookies and rotated tokens
              keys(URL, 8, "xoxa- xoxb- xoxc- xoxe- xoxp- xoxr- xoxs- xapp-"),
              keys(ANY, 8, "xoxd- xoxe."),
              // docs.stripe.com: keys
              keys(WORD, 12, "sk_live_ sk_test_ rk_live_ rk_test_ whsec_"),
              // platform.openai.com, docs.anthropic.com
              keys(URL, 20, "sk-"),
              // docs.npmjs.com: access tokens
              keys(WORD, 30, "npm_"),
              // pypi.org: API tokens
              keys(URL, 16, "pypi-"),
              // docs.sendgrid.com: API keys
              keys(DOTTED, 30, "SG."),
              // huggingface.co: access tokens
              keys(WORD, 20, "hf_"),
              // docs.digitalocean.com: tokens
              keys(WORD, 16, "dop_v1_ doo_v1_ dor_v1_"),
              // shopify.dev: access tokens
              keys(WORD, 16, "shpat_ shpca_ shppa_ shpss_"),
              // docs.docker.com: access tokens
              keys(URL, 12, "dckr_pat_ dckr_oat_"),
              // support.atlassian.com: API tokens
              keys(ANY, 12, "ATATT3 ATCTT3"),
              // grafana.com: service account tokens
              keys(ANY, 20, "glsa_ glc_"),
              // developers.brevo.com: API keys
              keys(URL, 16, "xkeysib- xsmtpsib-"),
              // developer.hashicorp.com: Vault tokens
              keys(URL, 16, "hvs. hvb. hvr."),
              // core.telegram.org: after a bot's number
              keys(URL, 24, ":AA"),
              // linear.app: API keys
              keys(WORD, 12, "lin_api_"),
              // docs.newrelic.com: API keys
              keys(UPPER, 16, "NRAK-"),
              // docs.databricks.com: access tokens
              keys(WORD, 32, "dapi"))
          .flatMap(Function.identity())
          .collect(toUnmodifiableList());

  private SecretShapes() {}

  private static Stream<Rule> keys(String alphabet, int least, String prefixes) {
    return Stream.of(prefixes.split(" ", -1))
        .map(prefix -> new Rule(prefix, key(prefix, alphabet, least)));
  }

  private static String key(String prefix, String alphabet, int least) {
    String begin = Pattern.quote(prefix) + alphabet;
    String whole = begin + "{" + least + ",}+";
    return prefix.length() < EDGE_CHARS
        ? EDGE + "(" + whole + ")"
        : "(" + whole + "|" + begin + CUT + ")";
  }
}

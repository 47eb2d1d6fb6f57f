/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.chatappender.space.BodyCheck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asserts the invariants of every message, for any logged text: the space accepts it and shows all
 * of it, it is within the limits, its code is closed, and its only links and mentions are those of
 * the settings, which begin with {@link #LINKS} and name {@link #MENTIONED} or {@link #OWNER}.
 */
public final class MessageOracle {

  /** The beginning of every configured link's address. */
  public static final String LINKS = "https://links.example/";

  /** The user that the settings mention. */
  public static final String MENTIONED = "4711000000";

  /** The user that an owner mentions instead. */
  public static final String OWNER = "4711000001";

  private static final String MENTION = " <users/(?:" + MENTIONED + "|" + OWNER + ")>";
  private static final String LINK = Pattern.quote(LINKS);
  private static final Pattern OUR_LINK =
      Pattern.compile(
          "<" + LINK + "[^\\s<>|]*\\|[^<>|\n]*>|\\[[^\\[\\]\n]*\\]\\(" + LINK + "[^\\s()]*\\)");

  private static final Set<String> FIELDS = Set.of("text", "markupSyntax", "cardsV2", "thread");
  private static final JsonMapper JSON = new JsonMapper();

  private MessageOracle() {}

  /**
   * Checks a message.
   *
   * @param body the posted body
   * @param secrets the texts that must not be visible
   * @param input describes the message's input
   */
  public static void check(byte[] body, List<String> secrets, Object input) {
    assertThat(BodyCheck.fault(body)).as("fault of the body of %s", input).isNull();
    assertThat(body.length).as("bytes of %s", input).isLessThanOrEqualTo(30_000);
    JsonNode message = read(body);
    message.fieldNames().forEachRemaining(name -> assertThat(FIELDS).contains(name));
    text(message.path("text").asText(), input);
    if (message.has("cardsV2")) {
      PostedCard.read(body, input);
    }
    assertNoneIsSeen(secrets, message, input);
  }

  private static void text(String text, Object input) {
    assertThat(text.length()).as("text of %s", input).isBetween(1, 4_000);
    assertThat(text).as("text of %s", input).isNotBlank();
    String firstLine = text.lines().findFirst().orElse("").stripTrailing();
    String unmentioned = firstLine.replaceFirst("(?:" + MENTION + ")+\\z", "");
    String own = unmentioned + text.substring(firstLine.length());
    Markdown.message(own, LINKS, input);
    Matcher links = OUR_LINK.matcher(own);
    Harmless.message(links.replaceAll(""), input);
  }

  private static void assertNoneIsSeen(List<String> secrets, JsonNode message, Object input) {
    if (secrets.isEmpty()) {
      return;
    }
    List<String> strings = new ArrayList<>();
    collect(message, strings);
    String all = String.join("\n", strings);
    String bare = all.replace("\u200B", "").replace('\u2217', '*').replace('\u02CB', '`');
    for (String secret : secrets) {
      assertThat(all.contains(secret) || bare.contains(secret))
          .as("%s is seen in <%s> of %s", secret, all, input)
          .isFalse();
    }
  }

  private static void collect(JsonNode node, List<String> strings) {
    if (node.isTextual()) {
      strings.add(node.textValue());
    }
    node.forEach(child -> collect(child, strings));
  }

  private static JsonNode read(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a message with a card, and asserts that the service silently drops no part of it. */
final class PostedCard {

  private static final Pattern OUR_MARKS = Pattern.compile("</?(b|code|pre)>|<br>");
  private static final Pattern LIVE = Pattern.compile("[<>\"]|&(?!(amp|lt|gt|quot);)");
  private static final Pattern OPENS = Pattern.compile("[<&](?![ \u200B])");

  private static final Map<String, Set<String>> FIELDS =
      Map.of(
          "element", Set.of("cardId", "card"),
          "card", Set.of("header", "sections"),
          "header", Set.of("title", "subtitle"),
          "section", Set.of("header", "collapsible", "uncollapsibleWidgetsCount", "widgets"),
          "textParagraph", Set.of("text", "maxLines"),
          "decoratedText", Set.of("topLabel", "text", "wrapText"),
          "columns", Set.of("columnItems"),
          "column", Set.of("widgets"),
          "buttonList", Set.of("buttons"),
          "button", Set.of("text", "onClick"));

  final String text;
  final List<Map<String, Object>> sections = new ArrayList<>();
  int widgets;
  private final Object input;

  private PostedCard(Map<String, Object> message, Object input) {
    this.input = input;
    text = (String) message.get("text");
    List<Map<String, Object>> cards = list(message.get("cardsV2"));
    assertThat(cards).as("cards of %s", input).hasSize(1);
    Map<String, Object> card = map(known("element", cards.get(0)).get("card"));
    Map<String, Object> header = map(known("card", card).get("header"));
    plain(known("header", header).get("title"));
    plain(header.get("subtitle"));
    sections.addAll(list(card.get("sections")));
    assertThat(sections).as("sections of %s", input).isNotEmpty();
    sections.forEach(this::section);
  }

  /** Reads a body and checks it against every rule; failures name the input. */
  static PostedCard read(byte[] body, Object input) {
    assertThat(body.length).as("bytes of %s", input).isLessThanOrEqualTo(30_000);
    try (JsonParser json = new JsonFactory().createParser(body)) {
      json.nextToken();
      PostedCard card = new PostedCard(map(value(json)), input);
      assertThat(card.text.length()).as("text of %s", input).isBetween(1, 4_000);
      assertThat(card.widgets).as("widgets of %s", input).isLessThanOrEqualTo(100);
      return card;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void section(Map<String, Object> section) {
    known("section", section);
    if (section.containsKey("header")) {
      plain(section.get("header"));
    }
    List<Map<String, Object>> inner = list(section.get("widgets"));
    assertThat(inner).as("widgets of %s", input).isNotEmpty();
    if (section.containsKey("collapsible")) {
      assertThat((Integer) section.get("uncollapsibleWidgetsCount"))
          .as("open widgets of %s", input)
          .isBetween(section.containsKey("header") ? 0 : 1, inner.size() - 1);
    }
    inner.forEach(this::widget);
  }

  private void widget(Map<String, Object> widget) {
    widgets++;
    assertThat(widget).as("widget of %s", input).hasSize(1);
    String name = widget.keySet().iterator().next();
    Map<String, Object> fields = known(name, map(widget.get(name)));
    switch (name) {
      case "decoratedText":
        plain(fields.get("topLabel"));
        html(fields.get("text"));
        break;
      case "textParagraph":
        html(fields.get("text"));
        break;
      case "columns":
        List<Map<String, Object>> columns = list(fields.get("columnItems"));
        assertThat(columns).hasSize(2);
        columns.forEach(
            column -> list(known("column", column).get("widgets")).forEach(this::widget));
        break;
      default:
        list(fields.get("buttons")).forEach(this::button);
    }
  }

  private void button(Map<String, Object> button) {
    plain(known("button", button).get("text"));
    Map<String, Object> click = map(button.get("onClick"));
    String url = (String) map(click.get("openLink")).get("url");
    assertThat(Links.absoluteHttps(url)).as("url of %s", input).isEqualTo(url);
  }

  private void html(Object text) {
    seen(text);
    String words = OUR_MARKS.matcher((String) text).replaceAll("");
    assertThat(LIVE.matcher(words).find()).as("live in <%s> of %s", text, input).isFalse();
    assertThat(words).as("words of %s", input).isNotBlank();
    Harmless.everywhere(words, input);
  }

  private void plain(Object text) {
    seen(text);
    assertThat(OPENS.matcher((String) text).find()).as("in <%s> of %s", text, input).isFalse();
    assertThat((String) text).doesNotContain("\n");
    Harmless.everywhere((String) text, input);
  }

  private void seen(Object text) {
    assertThat((String) text).as("text of %s", input).isNotBlank();
  }

  private Map<String, Object> known(String kind, Map<String, Object> object) {
    assertThat(FIELDS).containsKey(kind);
    assertThat(FIELDS.get(kind)).as("fields of %s", input).containsAll(object.keySet());
    return object;
  }

  private static Object value(JsonParser json) throws IOException {
    switch (json.currentToken()) {
      case START_OBJECT:
        Map<String, Object> object = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
          String name = json.currentName();
          json.nextToken();
          assertThat(object.put(name, value(json))).as("twice: %s", name).isNull();
        }
        return object;
      case START_ARRAY:
        List<Object> array = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
          array.add(value(json));
        }
        return array;
      case VALUE_NUMBER_INT:
        return json.getIntValue();
      case VALUE_STRING:
        return json.getText();
      default:
        return json.getBooleanValue();
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> list(Object value) {
    return (List<Map<String, Object>>) value;
  }
}

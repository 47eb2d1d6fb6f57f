/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardRulesTest {
  private static final String DIVIDER = "{'divider':{}}";

  @Test
  void aCardIsShownAsItIs() throws Exception {
    JsonValue cards = cards("{'header':{'title':'T'},'sections':[" + section(3) + "]}");

    assertThat(CardRules.shown(cards)).containsExactly(cards.path(0));
  }

  @Test
  void aHundredWidgetsAreShown() throws Exception {
    JsonValue cards = cards("{'sections':[" + section(60) + "," + section(40) + "]}");

    assertThat(widgetsPerSection(CardRules.shown(cards))).containsExactly(60, 40);
  }

  @Test
  void sectionThatCrossesAHundredWidgets_vanishesWithAllAfterIt() throws Exception {
    JsonValue cards =
        cards("{'sections':[" + section(60) + "," + section(41) + "," + section(1) + "]}");

    assertThat(widgetsPerSection(CardRules.shown(cards))).containsExactly(60);
  }

  @Test
  void cardAsSent_isNotModified() throws Exception {
    JsonValue cards = cards("{'sections':[" + section(101) + "]}");

    assertThat(widgetsPerSection(CardRules.shown(cards))).isEmpty();
    assertThat(cards.at("/0/card/sections/0/widgets")).hasSize(101);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/logs",
        "logs.example.com/x",
        "http://logs.example.com",
        "",
        "https://",
        "https://a b"
      })
  void oneLinkThatIsNotAbsoluteHttpsMakesTheCardVanish(String url) throws Exception {
    assertThat(CardRules.shown(cards("{'sections':[{'widgets':[" + button(url) + "]}]}")))
        .isEmpty();
  }

  @Test
  void onlyTheCardWithTheBadLinkVanishes() throws Exception {
    JsonValue cards =
        cards(
            "{'sections':[{'widgets':[" + button("relative") + "]}]}",
            "{'sections':[{'widgets':[" + button("https://logs.example.com/?q=1") + "]}]}");

    assertThat(CardRules.shown(cards)).containsExactly(cards.path(1));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'textParagraph':{'text':''}}",
        "{'textParagraph':{}}",
        "{'decoratedText':{'topLabel':'L','text':' '}}",
        "{'columns':{'columnItems':[{'widgets':[{'textParagraph':{'text':''}}]}]}}"
      })
  void aTextWidgetWithoutTextIsRefused(String widget) {
    refused("{'sections':[{'widgets':[" + widget + "]}]}", "no text");
  }

  @Test
  void threeColumnsAreRefused() {
    refused("{'sections':[{'widgets':[{'columns':{'columnItems':[{},{},{}]}}]}]}", "columns");
  }

  @Test
  void twoColumnsAreFine() throws Exception {
    assertThat(
            CardRules.shown(
                cards("{'sections':[{'widgets':[{'columns':{'columnItems':[{},{}]}}]}]}")))
        .hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'title':'T'}",
        "{'header':{'titel':'T'}}",
        "{'sections':[{'widgets':[],'collapsable':true}]}",
        "{'sections':[{'widgets':[{'paragraph':{'text':'x'}}]}]}",
        "{'sections':[{'widgets':[{'textParagraph':{'text':'x','maxLine':3}}]}]}",
        "{'sections':[{'widgets':[{'decoratedText':{'text':'x','label':'y'}}]}]}",
        "{'sections':[{'widgets':[{'decoratedText':{'text':'x','startIcon':{'icon':'y'}}}]}]}",
        "{'sections':[{'widgets':[{'buttonList':{'buttons':[{'text':'x','url':'y'}]}}]}]}",
        "{'sections':[{'widgets':[{'buttonList':{'buttons':[{'onClick':{'action':{}}}]}}]}]}",
        "{'sections':[{'widgets':[{'columns':{'columnItems':[{'widget':[]}]}}]}]}",
        "{'sections':[{'widgets':[{'columns':{'columnItems':[{'widgets':[{'x':{}}]}]}}]}]}"
      })
  void unknownField_isRefusedAnywhere(String card) {
    refused(card, "Unknown name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'header':'T'}",
        "{'header':{'title':1}}",
        "{'sections':{}}",
        "{'sections':['x']}",
        "{'sections':[{'collapsible':'true','widgets':[]}]}",
        "{'sections':[{'widgets':[{'textParagraph':{'text':'x','maxLines':'3'}}]}]}",
        "{'sections':[{'widgets':[{'textParagraph':'x'}]}]}"
      })
  void aValueOfAnotherTypeIsRefused(String card) {
    refused(card, "Invalid value");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'divider':{},'textParagraph':{'text':'x'}}"})
  void aWidgetOfNoneOrTwoKindsIsRefused(String widget) {
    refused("{'sections':[{'widgets':[" + widget + "]}]}", "exactly one kind");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{'subtitle':'S'}", "{'title':' ','subtitle':'S'}"})
  void aHeaderWithoutATitleIsNotShown(String header) throws Exception {
    JsonValue cards = cards("{'header':" + header + ",'sections':[]}");

    assertThat(CardRules.shown(cards).get(0).path("card").has("header")).isFalse();
    assertThat(cards.path(0).path("card").has("header")).isTrue();
  }

  @Test
  void message_keepsTheCardAsSentBesideTheCardAsShown() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      var response =
          Client.of(space)
              .post(
                  "{\"cardsV2\":"
                      + cards("{'sections':[{'widgets':[" + button("/x") + "]}]}")
                      + "}");

      assertThat(response.statusCode()).isEqualTo(200);
      ChatMessage message = space.messages().get(0);
      assertThat(message.text()).isEmpty();
      assertThat(message.cards()).isEmpty();
      assertThat(message.body().path("cardsV2")).hasSize(1);
    }
  }

  private static void refused(String card, String messagePart) {
    assertThatExceptionOfType(Refusal.class)
        .isThrownBy(() -> CardRules.check(cards(card)))
        .withMessageContaining(messagePart);
  }

  private static List<Integer> widgetsPerSection(List<JsonValue> shown) {
    List<Integer> sizes = new ArrayList<>();
    for (JsonValue section : shown.get(0).at("/card/sections")) {
      sizes.add(section.path("widgets").size());
    }
    return sizes;
  }

  private static JsonValue cards(String... cards) throws Exception {
    StringBuilder json = new StringBuilder("[");
    for (String card : cards) {
      json.append(json.length() > 1 ? "," : "")
          .append("{'cardId':'c','card':")
          .append(card)
          .append('}');
    }
    return Json.read(json.append(']').toString().replace('\'', '"'));
  }

  private static String section(int widgets) {
    return "{'widgets':[" + String.join(",", Collections.nCopies(widgets, DIVIDER)) + "]}";
  }

  private static String button(String url) {
    return "{'buttonList':{'buttons':[{'text':'Logs','onClick':{'openLink':{'url':'"
        + url
        + "'}}}]}}";
  }
}

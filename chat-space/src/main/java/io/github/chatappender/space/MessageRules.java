/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Checks the body of a message. Immutable. */
final class MessageRules {
  static final int MAX_BODY_BYTES = 32_000;
  static final int MAX_THREAD_KEY_CHARS = 4_000;

  private static final Set<String> FIELDS =
      Set.of("text", "thread", "cardsV2", "markupSyntax", "fallbackText");
  private static final Set<String> FOR_APPS_ONLY =
      Set.of("accessoryWidgets", "privateMessageViewer", "actionResponse");
  private static final Set<String> MARKUP =
      Set.of("MARKUP_SYNTAX_UNSPECIFIED", "MARKUP_SYNTAX_CHAT", "MARKUP_SYNTAX_MARKDOWN");

  private final int maxTextChars;
  private final boolean strict;

  /**
   * Makes rules that refuse longer texts and, if strict, anything that would not be shown as sent.
   */
  MessageRules(int maxTextChars, boolean strict) {
    this.maxTextChars = maxTextChars;
    this.strict = strict;
  }

  Draft read(byte[] bytes) throws Refusal {
    if (bytes.length > MAX_BODY_BYTES) {
      throw Refusal.invalid("The message is larger than " + MAX_BODY_BYTES + " bytes.");
    }
    JsonValue body = parse(bytes);
    checkStrings(body);
    checkFields(body);
    String text = text(body);
    JsonValue cards = body.path("cardsV2");
    CardRules.check(cards);
    if (text.isBlank() && cards.isEmpty()) {
      throw Refusal.invalid("The message is empty: it needs a text or a card.");
    }
    String threadKey = threadKey(body.path("thread"));
    List<String> objections = objections(text, cards);
    refuseIfStrict(objections);
    return new Draft(bytes, text, threadKey, objections);
  }

  void refuseIfStrict(List<String> objections) throws Refusal {
    if (strict && !objections.isEmpty()) {
      throw Refusal.invalid(objections.get(0));
    }
  }

  /** Reads the object that a body is. */
  static JsonValue parse(byte[] bytes) throws Refusal {
    JsonValue body;
    try {
      body = Json.read(decode(bytes));
    } catch (Json.MalformedException e) {
      throw Refusal.invalid("Invalid JSON payload received: " + e.getMessage());
    }
    if (!body.isObject()) {
      throw Refusal.invalid("Invalid JSON payload received: an object is expected.");
    }
    return body;
  }

  private static List<String> objections(String text, JsonValue cards) {
    List<String> objections = new ArrayList<>(CardRules.objections(cards));
    if (text.length() > ChatSpace.MAX_TEXT_CHARS) {
      objections.add(
          String.format(
              Locale.ROOT,
              "The text has %,d characters; Google has refused more than %,d.",
              text.length(),
              ChatSpace.MAX_TEXT_CHARS));
    }
    if (text.isBlank()) {
      objections.add("Pop-ups on Android and desktop are empty: there is no text beside the card.");
    }
    return objections;
  }

  private static String decode(byte[] bytes) throws Refusal {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.invalid("The body is not valid UTF-8.");
    }
  }

  /** Refuses half a surrogate pair, which JSON can express but UTF-8 cannot. */
  private static void checkStrings(JsonValue node) throws Refusal {
    if (node.isText() && !StandardCharsets.UTF_8.newEncoder().canEncode(node.asText())) {
      throw Refusal.invalid("A string holds a lone surrogate.");
    }
    for (JsonValue child : node) {
      checkStrings(child);
    }
  }

  private static void checkFields(JsonValue body) throws Refusal {
    for (String name : body.names()) {
      if (FOR_APPS_ONLY.contains(name)) {
        throw Refusal.invalid("A webhook cannot use \"" + name + "\".");
      }
      if (!FIELDS.contains(name)) {
        throw Refusal.invalid("Unknown name \"" + name + "\": cannot find the field.");
      }
    }
    string(body, "fallbackText");
    String markup = string(body, "markupSyntax");
    if (!markup.isEmpty() && !MARKUP.contains(markup)) {
      throw Refusal.invalid("Invalid value at 'message.markup_syntax': \"" + markup + "\"");
    }
  }

  private String text(JsonValue body) throws Refusal {
    String text = string(body, "text");
    if (text.length() > maxTextChars) {
      throw Refusal.invalid("The text is longer than " + maxTextChars + " characters.");
    }
    return text;
  }

  private static String threadKey(JsonValue thread) throws Refusal {
    if (thread.isMissing()) {
      return "";
    }
    if (!thread.isObject()) {
      throw Refusal.invalid("Invalid value at 'message.thread': an object is expected.");
    }
    for (String name : thread.names()) {
      if (!name.equals("threadKey")) {
        throw Refusal.invalid("Unknown name \"" + name + "\" at 'message.thread'.");
      }
    }
    String key = string(thread, "threadKey");
    if (key.length() > MAX_THREAD_KEY_CHARS) {
      throw Refusal.invalid(
          "The thread key is longer than " + MAX_THREAD_KEY_CHARS + " characters.");
    }
    return key;
  }

  /** Returns the text of a field, empty if the field is absent. */
  private static String string(JsonValue node, String field) throws Refusal {
    JsonValue value = node.path(field);
    if (value.isMissing()) {
      return "";
    }
    if (!value.isText()) {
      throw Refusal.invalid("Invalid value at '" + field + "': a string is expected.");
    }
    return value.asText();
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.space;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
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
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final int maxTextChars;

  MessageRules(int maxTextChars) {
    this.maxTextChars = maxTextChars;
  }

  Draft read(byte[] bytes) throws Refusal {
    if (bytes.length > MAX_BODY_BYTES) {
      throw Refusal.invalid("The message is larger than " + MAX_BODY_BYTES + " bytes.");
    }
    JsonNode body = parse(decode(bytes));
    checkStrings(body);
    checkFields(body);
    String text = text(body);
    List<JsonNode> cards = CardRules.shown(body.path("cardsV2"));
    if (text.isBlank() && body.path("cardsV2").isEmpty()) {
      throw Refusal.invalid("The message is empty: it needs a text or a card.");
    }
    return new Draft(body, text, threadKey(body.path("thread")), cards);
  }

  private static String decode(byte[] bytes) throws Refusal {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw Refusal.invalid("The body is not valid UTF-8.");
    }
  }

  private static JsonNode parse(String json) throws Refusal {
    JsonNode body;
    try {
      body = JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw Refusal.invalid("Invalid JSON payload received: " + e.getOriginalMessage());
    }
    if (!body.isObject()) {
      throw Refusal.invalid("Invalid JSON payload received: an object is expected.");
    }
    return body;
  }

  /** Refuses half a surrogate pair, which JSON can express but UTF-8 cannot. */
  private static void checkStrings(JsonNode node) throws Refusal {
    if (node.isTextual() && !StandardCharsets.UTF_8.newEncoder().canEncode(node.textValue())) {
      throw Refusal.invalid("A string holds a lone surrogate.");
    }
    for (JsonNode child : node) {
      checkStrings(child);
    }
  }

  private static void checkFields(JsonNode body) throws Refusal {
    for (Iterator<String> names = body.fieldNames(); names.hasNext(); ) {
      String name = names.next();
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

  private String text(JsonNode body) throws Refusal {
    String text = string(body, "text");
    if (text.length() > maxTextChars) {
      throw Refusal.invalid("The text is longer than " + maxTextChars + " characters.");
    }
    return text;
  }

  private static String threadKey(JsonNode thread) throws Refusal {
    if (thread.isMissingNode()) {
      return "";
    }
    if (!thread.isObject()) {
      throw Refusal.invalid("Invalid value at 'message.thread': an object is expected.");
    }
    for (Iterator<String> names = thread.fieldNames(); names.hasNext(); ) {
      String name = names.next();
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
  private static String string(JsonNode node, String field) throws Refusal {
    JsonNode value = node.path(field);
    if (value.isMissingNode()) {
      return "";
    }
    if (!value.isTextual()) {
      throw Refusal.invalid("Invalid value at '" + field + "': a string is expected.");
    }
    return value.textValue();
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes the contents of the page as JSON. */
final class PageJson {
  private static final Pattern SPACE = Pattern.compile("/v1/spaces/([^/]+)/messages");

  private final Mischief mischief;
  private final Quotas quotas;
  private final int keep;
  private final String webhookUrl;

  PageJson(Mischief mischief, Quotas quotas, int keep, String webhookUrl) {
    this.mischief = mischief;
    this.quotas = quotas;
    this.keep = keep;
    this.webhookUrl = webhookUrl;
  }

  /** Returns the state of the controls. */
  Map<String, Object> state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("keep", keep);
    state.put("webhookUrl", webhookUrl);
    state.put("perSecond", quotas.perSecond());
    Misbehavior next = mischief.next();
    if (!next.equals(Misbehavior.none())) {
      state.put("outage", next.toString());
      state.put("outageRequests", mischief.queued());
    }
    return state;
  }

  /** Returns a request as a row of the list. */
  static Map<String, Object> summary(Arrival arrival) {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("n", arrival.number());
    summary.put("time", arrival.time().toString());
    summary.put("status", arrival.status());
    Matcher path = SPACE.matcher(arrival.path());
    summary.put("space", path.matches() ? path.group(1) : "");
    summary.put("bytes", arrival.bodySize());
    summary.put("objections", arrival.objections());
    ChatMessage message = arrival.posted();
    if (message != null) {
      summary.put("message", message(message));
    } else {
      summary.put("reason", reason(arrival));
    }
    return summary;
  }

  /** Returns all of a request, without its secrets. */
  Map<String, Object> details(Arrival arrival) {
    Map<String, Object> details = new LinkedHashMap<>(summary(arrival));
    details.put("method", arrival.method());
    details.put("path", arrival.path());
    details.put("query", arrival.query());
    details.put("contentType", arrival.contentType());
    details.put("body", arrival.body());
    details.put("answer", arrival.answer());
    return details;
  }

  private static Map<String, Object> message(ChatMessage message) {
    JsonValue body = message.body();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("name", message.name());
    shown.put("thread", message.threadName());
    shown.put("key", message.threadKey() == null ? "" : message.threadKey());
    shown.put("text", message.text());
    shown.put("markdown", body.path("markupSyntax").asText().equals("MARKUP_SYNTAX_MARKDOWN"));
    shown.put("cards", message.cards());
    return shown;
  }

  /** Returns why nothing was posted. */
  static String reason(Arrival arrival) {
    if (!arrival.objections().isEmpty()) {
      return arrival.objections().get(0);
    }
    if (arrival.status() == 0) {
      return "The connection was closed without an answer.";
    }
    String answer = arrival.answer();
    try {
      JsonValue error = MessageRules.parse(answer.getBytes(StandardCharsets.UTF_8));
      String message = (error.has("error") ? error.path("error") : error).path("message").asText();
      return message.isEmpty() ? "Nothing was posted." : message;
    } catch (Refusal e) {
      return "Nothing was posted; the answer is not JSON.";
    }
  }

  static String event(String type, String id, Object data) {
    return (id.isEmpty() ? "" : "id: " + id + "\n")
        + "event: "
        + type
        + "\ndata: "
        + Json.write(data)
        + "\n\n";
  }
}

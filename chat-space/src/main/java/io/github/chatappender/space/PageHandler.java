/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page that shows the space, its data and its controls.
 *
 * <p>Answers only under a loopback name, and changes something only for a page of the same origin,
 * so that no other site can use it through the browser.
 */
final class PageHandler {
  private static final Pattern PAGE = Pattern.compile("/|/latest|/spaces/[^/]+/threads/[^/]+");
  private static final Pattern ASSET = Pattern.compile("/assets/([a-z-]+\\.(js|css|svg))");
  private static final Pattern REQUEST = Pattern.compile("/api/requests/(\\d{1,18})");
  private static final Pattern LOOPBACK =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");
  private static final int MAX_CONTROL_BYTES = 10_000;
  private static final int MAX_DELAY_MILLIS = 600_000;
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=UTF-8",
          "js", "text/javascript; charset=UTF-8",
          "css", "text/css; charset=UTF-8",
          "svg", "image/svg+xml");
  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
              + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          "Cache-Control",
          "no-cache");

  private final Board board;
  private final Mischief mischief;
  private final Quotas quotas;
  private final PageJson json;
  private final EventStreams streams;

  PageHandler(Board board, Mischief mischief, Quotas quotas, PageJson json, EventStreams streams) {
    this.board = board;
    this.mischief = mischief;
    this.quotas = quotas;
    this.json = json;
    this.streams = streams;
  }

  /** Returns whether a request is for the page, not for the service. */
  static boolean serves(HttpExchange exchange) {
    String path = exchange.getRequestURI().getRawPath();
    switch (exchange.getRequestMethod()) {
      case "GET":
      case "HEAD":
        return PAGE.matcher(path).matches()
            || path.startsWith("/assets/")
            || path.startsWith("/api/");
      default:
        return path.startsWith("/api/");
    }
  }

  /** Returns the answer, or null if an event stream will answer. */
  @Nullable Answer answer(HttpExchange exchange) throws IOException {
    String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
    if (!LOOPBACK.matcher(host).matches()) {
      return text(403, "The page answers only under a loopback name.");
    }
    String path = exchange.getRequestURI().getRawPath();
    Answer answer;
    if (exchange.getRequestMethod().equals("POST")) {
      answer = isOfSamePage(exchange, host) ? control(path, exchange) : text(403, "Not this page.");
    } else if (path.equals("/api/events")) {
      String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
      if (streams.open(exchange, last)) {
        return null;
      }
      answer = text(503, "There are too many pages.");
    } else {
      answer = get(path);
    }
    return answer.with(HEADERS);
  }

  private Answer get(String path) throws IOException {
    if (PAGE.matcher(path).matches()) {
      return resource("index.html", "html");
    }
    Matcher asset = ASSET.matcher(path);
    if (asset.matches()) {
      return resource(asset.group(1), asset.group(2));
    }
    Matcher request = REQUEST.matcher(path);
    Arrival arrival = request.matches() ? board.arrival(Long.parseLong(request.group(1))) : null;
    return arrival == null ? text(404, "Not found.") : Answer.json(200, json.details(arrival));
  }

  private static Answer resource(String name, String suffix) throws IOException {
    try (InputStream in = PageHandler.class.getResourceAsStream("page/" + name)) {
      return in == null
          ? text(404, "Not found.")
          : Answer.of(200, TYPES.getOrDefault(suffix, "text/plain"), in.readAllBytes());
    }
  }

  private static boolean isOfSamePage(HttpExchange exchange, String host) {
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    return (origin == null || origin.equals("http://" + host))
        && type.toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  private Answer control(String path, HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(MAX_CONTROL_BYTES);
    try {
      control(path, MessageRules.parse(bytes));
    } catch (Refusal e) {
      return text(400, e.message());
    } catch (IllegalArgumentException e) {
      return text(400, String.valueOf(e.getMessage()));
    }
    board.changed();
    return Answer.json(200, json.state());
  }

  private void control(String path, JsonValue order) throws Refusal {
    switch (path) {
      case "/api/outage":
        outage(order);
        break;
      case "/api/quota":
        quotas.set(order.path("perSecond").asInt(-1));
        break;
      case "/api/clear":
        board.clear();
        break;
      default:
        throw Refusal.invalid("There is no such control.");
    }
  }

  private void outage(JsonValue order) throws Refusal {
    String kind = order.path("kind").asText();
    if (kind.equals("off")) {
      mischief.forget();
      return;
    }
    Misbehavior misbehavior = misbehavior(kind, order);
    mischief.forget();
    if (order.has("requests")) {
      mischief.next(order.path("requests").asInt(0), misbehavior);
    } else {
      mischief.always(misbehavior);
    }
  }

  private static Misbehavior misbehavior(String kind, JsonValue order) throws Refusal {
    switch (kind) {
      case "status":
        return Misbehavior.status(order.path("status").asInt(0));
      case "delay":
        int millis = Math.min(order.path("delayMillis").asInt(-1), MAX_DELAY_MILLIS);
        return Misbehavior.delay(Duration.ofMillis(millis));
      case "reset":
        return Misbehavior.resetBeforeAnswer();
      case "garbage":
        return Misbehavior.garbage();
      default:
        throw Refusal.invalid("There is no such outage.");
    }
  }

  private static Answer text(int status, String text) {
    return Answer.of(status, "text/plain; charset=UTF-8", text.getBytes(StandardCharsets.UTF_8));
  }
}

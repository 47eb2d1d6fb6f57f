/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Posts to a space the way a sender does. */
final class Client {
  static final String JSON = "application/json; charset=UTF-8";
  static final String FALLBACK = "&messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD";
  static final String OR_FAIL = "&messageReplyOption=REPLY_MESSAGE_OR_FAIL";

  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String url;

  Client(String url) {
    this.url = url;
  }

  static Client of(ChatSpace space) {
    return new Client(space.webhookUrl());
  }

  HttpResponse<String> post(String body) throws IOException, InterruptedException {
    return post("", body);
  }

  /** Posts with more parameters, each with its ampersand in front. */
  HttpResponse<String> post(String parameters, String body)
      throws IOException, InterruptedException {
    return send(request(parameters, JSON).POST(BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
    return send(request("", JSON).POST(BodyPublishers.ofByteArray(body)).build());
  }

  HttpResponse<String> postAs(String contentType, String body)
      throws IOException, InterruptedException {
    return send(request("", contentType).POST(BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> method(String method) throws IOException, InterruptedException {
    return send(request("", JSON).method(method, BodyPublishers.noBody()).build());
  }

  static JsonNode json(HttpResponse<String> response) throws IOException {
    return MAPPER.readTree(response.body());
  }

  static String text(String text) {
    return MAPPER.createObjectNode().put("text", text).toString();
  }

  static String markdown(String text) {
    return MAPPER
        .createObjectNode()
        .put("markupSyntax", "MARKUP_SYNTAX_MARKDOWN")
        .put("text", text)
        .toString();
  }

  static String text(String text, String threadKey) {
    return MAPPER
        .createObjectNode()
        .put("text", text)
        .set("thread", MAPPER.createObjectNode().put("threadKey", threadKey))
        .toString();
  }

  private HttpRequest.Builder request(String parameters, String contentType) {
    return HttpRequest.newBuilder(URI.create(url + parameters))
        .timeout(Duration.ofSeconds(10))
        .header("Content-Type", contentType);
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return HTTP.send(request, BodyHandlers.ofString());
  }
}

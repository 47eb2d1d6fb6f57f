/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static io.github.chatappender.space.Client.FALLBACK;
import static io.github.chatappender.space.Client.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files, data, controls and events, without a browser. */
@Timeout(60)
class PageTest {
  private final ChatSpace space = ChatSpace.builder().stall(Duration.ofMillis(300)).start();

  @AfterEach
  void close() {
    space.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=UTF-8",
    "/latest, text/html; charset=UTF-8",
    "/spaces/AAA/threads/t1, text/html; charset=UTF-8",
    "/assets/app.js, text/javascript; charset=UTF-8",
    "/assets/app.css, text/css; charset=UTF-8",
    "/assets/icon.svg, image/svg+xml"
  })
  void everyFile_isServedUnderTheStrictPolicy(String path, String type) throws Exception {
    String answer = send("GET " + path, "");

    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Content-Type: " + type + "\r\n")
        .contains("default-src 'none'; script-src 'self'; style-src 'self'")
        .doesNotContain("unsafe")
        .containsIgnoringCase("X-Content-Type-Options: nosniff\r\n");
    assertThat(space.arrivals()).as("the page is no client of the space").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/assets/none.js", "/assets/../Json.class", "/api/requests/7", "/api/x"})
  void everythingElse_isNotFound(String path) throws Exception {
    assertThat(send("GET " + path, "")).startsWith("HTTP/1.1 404");
  }

  @Test
  void pageUnderAnotherName_isRefused() throws Exception {
    assertThat(exchange("GET / HTTP/1.1\r\nHost: evil.example\r\n", "")).startsWith("HTTP/1.1 403");
    assertThat(exchange("GET / HTTP/1.1\r\nHost: localhost:1\r\n", "")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example\r\nContent-Type: application/json\r\n",
        "Origin: null\r\nContent-Type: application/json\r\n",
        "Content-Type: text/plain\r\n",
        ""
      })
  void controlFromAnotherSite_isRefused(String headers) throws Exception {
    Client.of(space).post(text("a"));

    assertThat(send("POST /api/clear", headers, "{}")).startsWith("HTTP/1.1 403");
    assertThat(space.messages()).hasSize(1);
  }

  @Test
  void controls_changeTheSpace() throws Exception {
    control("outage", "{\"kind\":\"status\",\"status\":503,\"requests\":2}");
    assertThat(statusOfPost()).isEqualTo(503);
    assertThat(statusOfPost()).isEqualTo(503);
    assertThat(statusOfPost()).isEqualTo(200);
    control("outage", "{\"kind\":\"status\",\"status\":500}");
    assertThat(statusOfPost()).isEqualTo(500);
    control("outage", "{\"kind\":\"off\"}");
    assertThat(statusOfPost()).isEqualTo(200);
    control("quota", "{\"perSecond\":1}");
    assertThat(statusOfPost()).isEqualTo(200);
    assertThat(statusOfPost()).isEqualTo(429);
    control("quota", "{\"perSecond\":0}");
    control("clear", "{}");

    assertThat(space.arrivals()).isEmpty();
    assertThat(statusOfPost()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "outage | {\"kind\":\"fire\"} | no such outage",
        "outage | {\"kind\":\"status\",\"status\":99} | status must be 200 to 599",
        "outage | {\"kind\":\"delay\"} | delay must not be negative",
        "outage | {\"kind\":\"reset\",\"requests\":0} | times must be at least 1",
        "quota | {\"perSecond\":-2} | the quota must be 0",
        "quota | no json | Invalid JSON",
        "fire | {} | no such control"
      })
  void badControl_isRefusedWithTheReason(String control, String body, String reason)
      throws Exception {
    String answer = send("POST /api/" + control, "Content-Type: application/json\r\n", body);

    assertThat(answer).startsWith("HTTP/1.1 400").contains(reason);
    assertThat(statusOfPost()).isEqualTo(200);
  }

  @Test
  void detailsOfARequest_holdNoSecret() throws Exception {
    Client.of(space).post(FALLBACK, text("hello", "key"));

    String answer = send("GET /api/requests/1", "");

    assertThat(answer)
        .contains("\"query\":\"key=*&token=*&messageReplyOption=")
        .contains("\"contentType\":\"application/json; charset=UTF-8\"")
        .contains("\\\"text\\\":\\\"hello\\\"")
        .doesNotContain("token=t");
  }

  @Test
  void events_bringTheStateAndThenEachRequest() throws Exception {
    Client.of(space).post(text("past"));
    try (Events events = new Events("")) {
      String run = events.next("run");
      assertThat(events.next("state")).contains("\"perSecond\":0").doesNotContain("outage");
      assertThat(events.next("requests")).contains("\"n\":1", "\"text\":\"past\"");

      Client.of(space).post("no json");

      assertThat(events.next("requests"))
          .contains("\"n\":2", "\"status\":400", "\"reason\":\"Invalid JSON payload received");
      space.answerWith(3, Misbehavior.status(503));
      assertThat(events.next("state"))
          .contains("\"outage\":\"status 503\"", "\"outageRequests\":3");
      control("quota", "{\"perSecond\":5}");
      assertThat(events.next("state")).contains("\"perSecond\":5");
      control("clear", "{}");
      assertThat(events.next("run")).isNotEqualTo(run);
    }
  }

  @Test
  void reconnectedPage_getsOnlyWhatItHasMissed() throws Exception {
    Client.of(space).post(text("one"));
    String last;
    try (Events events = new Events("")) {
      events.next("requests");
      last = events.id;
    }
    Client.of(space).post(text("two"));

    try (Events events = new Events("Last-Event-ID: " + last + "\r\n")) {
      assertThat(events.next("requests")).contains("two").doesNotContain("one");
    }
    try (Events events = new Events("Last-Event-ID: other-run/7\r\n")) {
      assertThat(events.next("requests")).contains("one", "two");
    }
  }

  @Test
  void pageThatDoesNotRead_isDropped() throws Exception {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(4_096);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), space.port()));
    try (socket) {
      socket
          .getOutputStream()
          .write(head("GET /api/events", "").getBytes(StandardCharsets.US_ASCII));
      await().until(() -> pageThreads() == 1);
      String large = text("x".repeat(4_000));
      for (int i = 0; i < 2_000; i++) {
        Client.of(space).post(large);
      }

      await().atMost(Duration.ofSeconds(30)).until(() -> pageThreads() == 0);
      assertThat(space.messages()).hasSize(2_000);
    }
  }

  @Test
  void tooManyPages_areRefused() throws Exception {
    Events[] all = new Events[EventStreams.MAX_STREAMS];
    for (int i = 0; i < all.length; i++) {
      all[i] = new Events("");
    }
    assertThat(send("GET /api/events", "")).startsWith("HTTP/1.1 503");
    for (Events events : all) {
      events.close();
    }
    // a page that has gone is noticed when its events cannot be written
    await()
        .until(
            () -> {
              Client.of(space).post(text("a"));
              return pageThreads() == 0;
            });
    new Events("").close();
  }

  private int statusOfPost() throws Exception {
    return Client.of(space).post(text("x")).statusCode();
  }

  private void control(String control, String body) throws IOException {
    String headers =
        "Content-Type: application/json\r\nOrigin: http://127.0.0.1:" + space.port() + "\r\n";
    assertThat(send("POST /api/" + control, headers, body)).startsWith("HTTP/1.1 200");
  }

  private String send(String line, String headers) throws IOException {
    return send(line, headers, "");
  }

  private String send(String line, String headers, String body) throws IOException {
    return exchange(head(line, headers), body);
  }

  private String head(String line, String headers) {
    return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + space.port() + "\r\n" + headers + "\r\n";
  }

  private String exchange(String head, String body) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), space.port())) {
      String request =
          head.trim() + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
      socket.getOutputStream().write((request + body).getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static long pageThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith("-page"))
        .count();
  }

  /** Reads the events of one page. */
  private final class Events implements AutoCloseable {
    private final Socket socket = new Socket(InetAddress.getLoopbackAddress(), space.port());
    private final BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    private String id = "";

    Events(String headers) throws IOException {
      socket
          .getOutputStream()
          .write(head("GET /api/events", headers).getBytes(StandardCharsets.US_ASCII));
      assertThat(in.readLine()).startsWith("HTTP/1.1 200");
    }

    /** Returns the data of the next event of this type. */
    String next(String type) throws IOException {
      String found = "";
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          found = line.substring(7);
        } else if (line.startsWith("data: ") && found.equals(type)) {
          return line.substring(6);
        }
      }
      throw new IOException("the stream has ended");
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}

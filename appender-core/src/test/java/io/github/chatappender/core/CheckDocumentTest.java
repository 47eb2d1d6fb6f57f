/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.core.testing.ConnectProxy;
import io.github.chatappender.core.testing.Documents;
import io.github.chatappender.core.testing.TlsSpace;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Compares the documented output of the check command with that of the command, in a JVM. */
@Tag("slow")
@Timeout(120)
class CheckDocumentTest {

  private static final String DOCUMENT = "docs/troubleshooting.md";
  private static final String VARIABLE = "GOOGLE_CHAT_WEBHOOK_URL";
  private static final String KEY = "MARKER-KEY-OF-TESTS";
  private static final String TOKEN = "MARKER-TOKEN-OF-TESTS";
  private static final List<String> NO_PROXY = List.of("-Dhttps.proxyHost=");

  @TempDir Path directory;

  @Test
  void workingWebhook_printsTheDocumentedLines() {
    try (ChatSpace space = space()) {
      ChildJvm check = new ChildJvm.Command(Check.class).run(space.webhookUrl());

      assertDocumented("it works", 0, check);
      assertThat(space.threads()).hasSize(1);
      assertThat(space.messages()).hasSize(3);
    }
  }

  @Test
  void wrongToken_printsTheDocumentedLines() {
    try (ChatSpace space = space()) {
      String address = space.webhookUrl().replace("token=", "token=un");

      assertDocumented("wrong token", 1, check(address, NO_PROXY));
      assertThat(space.arrivals()).hasSize(1);
    }
  }

  @Test
  void wrongKey_printsTheDocumentedLines() {
    try (ChatSpace space = space()) {
      String address = space.webhookUrl().replace("key=", "key=un");

      assertDocumented("wrong key", 1, check(address, NO_PROXY));
    }
  }

  @Test
  void deletedSpace_printsTheDocumentedLines() {
    try (ChatSpace space = space()) {
      String address = space.webhookUrl().replace("/spaces/AAA/", "/spaces/BBB/");

      assertDocumented("the space was deleted", 1, check(address, NO_PROXY));
    }
  }

  @Test
  void exhaustedQuota_printsTheDocumentedLines() {
    try (ChatSpace space = space()) {
      space.answerWith(Misbehavior.status(429));

      assertDocumented("too many messages", 1, check(space.webhookUrl(), NO_PROXY));
    }
  }

  @Test
  void refusedConnection_printsTheDocumentedLines() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }

    assertDocumented("refused connection", 1, check(address("http://127.0.0.1:" + port), NO_PROXY));
  }

  @Test
  void unknownHost_printsTheDocumentedLines() throws Exception {
    Path hosts = Files.createFile(directory.resolve("hosts"));

    assertDocumented(
        "unknown host",
        1,
        check(
            address("https://chat.googleapis.com"),
            List.of("-Djdk.net.hosts.file=" + hosts, "-Dhttps.proxyHost=")));
  }

  @Test
  void untrustedCertificate_printsTheDocumentedLines() throws Exception {
    try (TlsSpace space = new TlsSpace(directory)) {
      assertDocumented("untrusted certificate", 1, check(space.webhookUrl(), NO_PROXY));
    }
  }

  @Test
  void proxyThatWantsCredentials_printsTheDocumentedLines() throws Exception {
    try (TlsSpace space = new TlsSpace(directory);
        ConnectProxy proxy = ConnectProxy.refusing(407)) {
      ChildJvm check =
          new ChildJvm.Command(Check.class)
              .options(space.trustOptions())
              .variable(VARIABLE, space.webhookUrl())
              .run("--proxy", proxy.address());

      assertDocumented("the proxy wants credentials", 1, check, proxy.address());
      assertThat(space.heads()).isEmpty();
    }
  }

  @Test
  void proxyOfTheJvmThatRefuses_printsTheDocumentedLines() throws Exception {
    try (TlsSpace space = new TlsSpace(directory);
        ConnectProxy proxy = ConnectProxy.refusing(403)) {
      ChildJvm check =
          check(
              space.webhookUrl(),
              List.of(
                  "-Dhttps.proxyHost=127.0.0.1",
                  "-Dhttps.proxyPort=" + proxy.address().replaceFirst(".*:", ""),
                  "-Dhttp.nonProxyHosts="));

      assertDocumented("the proxy forbids the host", 1, check, proxy.address());
    }
  }

  private static ChatSpace space() {
    return ChatSpace.builder().key(KEY).token(TOKEN).start();
  }

  private static String address(String server) {
    return server + "/v1/spaces/AAA/messages?key=" + KEY + "&token=" + TOKEN;
  }

  private static ChildJvm check(String address, List<String> options) {
    return new ChildJvm.Command(Check.class).options(options).variable(VARIABLE, address).run();
  }

  private static void assertDocumented(String situation, int exitCode, ChildJvm check) {
    assertDocumented(situation, exitCode, check, "no proxy");
  }

  /** Compares the first line with the table's, and the output with its block, if it has one. */
  private static void assertDocumented(
      String situation, int exitCode, ChildJvm check, String proxy) {
    assertThat(check.exitCode()).as(check.output()).isEqualTo(exitCode);
    assertThat(check.output()).doesNotContain(KEY, TOKEN, "token=", "key=");
    List<String> lines =
        check
            .output()
            .replace(proxy, "proxy.example:3128")
            .replaceAll("127\\.0\\.0\\.1:\\d+", "chat.googleapis.com")
            .replaceAll("spaces/\\w+", "spaces/AAA")
            .replaceAll("trusted \\(.*?\\): does a", "trusted (…): does a")
            .lines()
            .collect(Collectors.toList());

    assertThat(Documents.marked(DOCUMENT, "check").lines())
        .contains("| " + situation + " | `" + lines.get(0) + "` |");
    String text = Documents.text(Documents.ROOT.resolve(DOCUMENT));
    if (text.contains("<!-- check: " + situation + " -->")) {
      assertThat(Documents.marked(DOCUMENT, "check: " + situation).lines())
          .containsExactlyElementsOf(
              lines.stream().map(line -> "    " + line).collect(Collectors.toList()));
    }
  }
}

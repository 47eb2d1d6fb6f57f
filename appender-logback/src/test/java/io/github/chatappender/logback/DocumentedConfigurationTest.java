/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.core.testing.Documents;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every documented configuration of Logback, with the host printing as much as it can: each
 * one posts, and the address is printed nowhere. The build runs this on several versions.
 */
class DocumentedConfigurationTest {

  /** In parts: the scan of all reports must not find it here. */
  private static final String SECRET = "MARKER" + "-TOKEN";

  private static final String DEBUG = "<configuration debug=\"true\">";
  private static final String TYPO = "<levle>WARN</levle>";

  @TempDir private Path folder;

  /** Returns all configurations with both a typo and debugging, the first one with each alone. */
  static Stream<String> talkativeConfigurations() {
    List<String> documented = documented();
    assertThat(documented).hasSizeGreaterThanOrEqualTo(7);
    String first = documented.get(0);
    return Stream.concat(
        Stream.of(
            first.replace("<configuration>", DEBUG),
            first.replace("<configuration>", "<configuration>" + TYPO)),
        documented.stream().map(xml -> xml.replace("<configuration>", DEBUG + TYPO)));
  }

  /** Spring Boot's own files are on the class path of its example alone, which runs them. */
  private static List<String> documented() {
    return Documents.blocksWith("xml", "logback.GoogleChatAppender").stream()
        .filter(xml -> !xml.contains("org/springframework/boot"))
        .map(DocumentedConfigurationTest::whole)
        .collect(Collectors.toList());
  }

  private static String whole(String xml) {
    if (xml.contains("<configuration>")) {
      return xml;
    }
    return "<configuration>"
        + xml
        + "<root level=\"INFO\"><appender-ref ref=\"CHAT\"/></root></configuration>";
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("talkativeConfigurations")
  void documentedConfiguration_postsAndPrintsTheAddressNowhere(String xml) throws IOException {
    try (ChatSpace space = ChatSpace.builder().token(SECRET).start()) {
      ChildJvm child = run(xml, space.webhookUrl(), space.webhookUrl());

      assertThat(child.output().contains(SECRET)).as("the token was printed").isFalse();
      assertThat(child.output()).contains("GoogleChatAppender");
      if (xml.contains("<dryRun>")) {
        assertThat(child.output()).contains("*ERROR*", "Ledger differs");
        assertThat(space.messages()).isEmpty();
      } else {
        assertThat(space.messages()).as(child.output()).hasSize(1);
      }
    }
  }

  @Test
  void severalRooms_eachGetTheEventsMeantForThem() throws IOException {
    String rooms =
        documented().stream().filter(xml -> xml.contains("WARNINGS")).findFirst().orElseThrow();
    try (ChatSpace general = ChatSpace.start();
        ChatSpace payments = ChatSpace.start();
        ChatSpace warnings = ChatSpace.start()) {
      ChildJvm child =
          new ChildJvm.Command(DocumentedMain.class)
              .options(options(rooms, ""))
              .variable("GOOGLE_CHAT_WEBHOOK_URL", general.webhookUrl())
              .variable("PAYMENTS_CHAT_URL", payments.webhookUrl())
              .variable("WARNINGS_CHAT_URL", warnings.webhookUrl())
              .run("rooms");

      assertThat(general.messages()).as(child.output()).hasSize(1);
      assertThat(general.messages().get(0).text()).contains("Cart is lost");
      assertThat(payments.messages()).as(child.output()).hasSize(1);
      assertThat(payments.messages().get(0).text()).contains("Ledger differs");
      assertThat(warnings.messages()).as(child.output()).hasSize(1);
      assertThat(warnings.messages().get(0).text()).contains("Stock is low");
    }
  }

  @Test
  void documentedMarker_makesAnEventCritical() throws IOException {
    try (ChatSpace space = ChatSpace.start()) {
      ChildJvm child =
          new ChildJvm.Command(DocumentedMain.class)
              .options(options(documented().get(0), space.webhookUrl()))
              .variable("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl())
              .run("critical");

      assertThat(space.messages()).as(child.output()).hasSize(1);
      assertThat(space.messages().get(0).text())
          .contains("*ERROR critical*", "Ledger and bank differ by 81");
    }
  }

  /** Shows that the tests above would see a substituted address. */
  @Test
  void substitutedAddress_isPrintedByLogback1520AndLater() throws IOException {
    String xml =
        whole(
                "<appender name=\"CHAT\""
                    + " class=\"io.github.chatappender.logback.GoogleChatAppender\">"
                    + "<webhookUrl>${GOOGLE_CHAT_WEBHOOK_URL:-}</webhookUrl></appender>")
            .replace("<configuration>", DEBUG);
    String address = "http://127.0.0.1:9/v1/spaces/A/messages?key=k&token=" + SECRET;

    ChildJvm child = run(xml, address, address);

    boolean prints = LogbackVersion.isAtLeast("1.5.20");
    assertThat(child.output().contains(SECRET)).isEqualTo(prints);
  }

  private ChildJvm run(String xml, String address, String other) throws IOException {
    return new ChildJvm.Command(DocumentedMain.class)
        .options(options(xml, address))
        .variable("GOOGLE_CHAT_WEBHOOK_URL", address)
        .variable("PAYMENTS_CHAT_URL", other)
        .variable("WARNINGS_CHAT_URL", other)
        .run();
  }

  private List<String> options(String xml, String address) throws IOException {
    Path file =
        Files.writeString(folder.resolve("logback.xml"), Documents.runnable(xml, address, folder));
    return List.of("-Dlogback.configurationFile=" + file);
  }
}

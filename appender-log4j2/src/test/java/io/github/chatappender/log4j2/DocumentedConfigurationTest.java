/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.core.testing.Documents;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs every documented configuration of Log4j2, with the host printing as much as it can: each one
 * posts, and the address is printed nowhere.
 */
class DocumentedConfigurationTest {

  /** In parts: the scan of all reports must not find it here. */
  private static final String SECRET = "MARKER" + "-TOKEN";

  @TempDir private Path folder;

  static List<String> documented() {
    List<String> documented =
        Documents.blocksWith("xml", "<GoogleChat").stream()
            .map(DocumentedConfigurationTest::whole)
            .collect(Collectors.toList());
    assertThat(documented).hasSizeGreaterThanOrEqualTo(6);
    return documented;
  }

  private static String whole(String xml) {
    if (xml.contains("<Configuration>")) {
      return xml;
    }
    return "<Configuration><Appenders>"
        + xml
        + "</Appenders><Loggers><Root level='INFO'><AppenderRef ref='Chat'/></Root></Loggers>"
        + "</Configuration>";
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("documented")
  void documentedConfiguration_postsAndPrintsTheAddressNowhere(String xml) throws IOException {
    String talkative =
        xml.replace("<Configuration>", "<Configuration status='TRACE'>")
            .replace("name=\"Chat\"", "name=\"Chat\" levle=\"WARN\"");
    try (ChatSpace space = ChatSpace.builder().token(SECRET).start()) {
      String address = space.webhookUrl();
      ChildJvm child =
          new ChildJvm.Command(DocumentedMain.class)
              .options(options(talkative, address))
              .variable("GOOGLE_CHAT_WEBHOOK_URL", address)
              .variable("PAYMENTS_CHAT_URL", address)
              .variable("WARNINGS_CHAT_URL", address)
              .run();

      assertThat(child.output().contains(SECRET)).as("the token was printed").isFalse();
      assertThat(child.output()).contains("levle", "accepts ERROR and above");
      assertThat(space.messages()).as(child.output()).hasSize(1);
    }
  }

  @Test
  void severalRooms_eachGetTheEventsMeantForThem() throws IOException {
    String rooms =
        documented().stream().filter(xml -> xml.contains("Warnings")).findFirst().orElseThrow();
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

  private List<String> options(String xml, String address) throws IOException {
    Path file =
        Files.writeString(folder.resolve("log4j2.xml"), Documents.runnable(xml, address, folder));
    return List.of("-Dlog4j2.configurationFile=" + file.toUri());
  }
}

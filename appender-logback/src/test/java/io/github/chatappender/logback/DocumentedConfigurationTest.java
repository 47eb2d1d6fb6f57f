/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.core.testing.DocumentedXml;
import io.github.chatappender.examples.space.ChatSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the README's configurations of Logback, in which the host talks as much as it can: the
 * address must not be in anything that is printed. The build runs this on several versions.
 */
class DocumentedConfigurationTest {

  /** In parts: the scan of all reports must not find it here. */
  private static final String SECRET = "MARKER" + "-TOKEN";

  @TempDir private Path folder;

  static Stream<Arguments> talkativeConfigurations() throws IOException {
    List<String> documented = DocumentedXml.with("logback.GoogleChatAppender");
    assertThat(documented).hasSizeGreaterThanOrEqualTo(3);
    return documented.stream()
        .map(DocumentedConfigurationTest::whole)
        .flatMap(
            xml ->
                Stream.of(
                    Arguments.of("debug", xml.replace("<configuration>", DEBUG)),
                    Arguments.of("typo", xml.replace("<configuration>", "<configuration>" + TYPO)),
                    Arguments.of("both", xml.replace("<configuration>", DEBUG + TYPO))));
  }

  private static final String DEBUG = "<configuration debug=\"true\">";
  private static final String TYPO = "<levle>WARN</levle>";

  private static String whole(String xml) {
    String root =
        xml.contains("<root") ? "" : "<root level=\"INFO\"><appender-ref ref=\"CHAT\"/></root>";
    return "<configuration>" + xml + root + "</configuration>";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("talkativeConfigurations")
  void theAddressIsPrintedNowhere(String name, String xml) throws IOException {
    try (ChatSpace space = ChatSpace.builder().token(SECRET).start()) {
      ChildJvm child = run(xml, space.webhookUrl());

      assertThat(child.output().contains(SECRET)).as("the token was printed").isFalse();
      assertThat(child.output()).contains("GoogleChatAppender");
      assertThat(space.messages()).hasSize(1);
    }
  }

  /** Shows that the test above would see it: this is what the documents showed once. */
  @Test
  void aSubstitutedAddressIsPrintedByLogbackFromVersion1520On() throws IOException {
    String xml =
        whole(
                "<appender name=\"CHAT\""
                    + " class=\"io.github.chatappender.logback.GoogleChatAppender\">"
                    + "<webhookUrl>${GOOGLE_CHAT_WEBHOOK_URL:-}</webhookUrl></appender>")
            .replace("<configuration>", DEBUG);

    ChildJvm child = run(xml, "http://127.0.0.1:9/v1/spaces/A/messages?key=k&token=" + SECRET);

    boolean prints = !hostVersion().startsWith("1.4.");
    assertThat(child.output().contains(SECRET)).isEqualTo(prints);
  }

  private static String hostVersion() {
    String jar =
        ch.qos.logback.classic.LoggerContext.class
            .getProtectionDomain()
            .getCodeSource()
            .getLocation()
            .getPath();
    return jar.substring(jar.lastIndexOf('-') + 1);
  }

  private ChildJvm run(String xml, String address) throws IOException {
    Path file = Files.writeString(folder.resolve("logback.xml"), xml);
    return new ChildJvm.Command(DocumentedMain.class)
        .options(List.of("-Dlogback.configurationFile=" + file))
        .variable("GOOGLE_CHAT_WEBHOOK_URL", address)
        .variable("PAYMENTS_CHAT_URL", address)
        .run();
  }
}

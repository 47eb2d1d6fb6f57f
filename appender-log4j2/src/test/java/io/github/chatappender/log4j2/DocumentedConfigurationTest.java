/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.core.testing.DocumentedXml;
import io.github.chatappender.examples.space.ChatSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs the README's configurations of Log4j2, in which the host talks as much as it can: the
 * address must not be in anything that is printed.
 */
class DocumentedConfigurationTest {

  /** In parts: the scan of all reports must not find it here. */
  private static final String SECRET = "MARKER" + "-TOKEN";

  @TempDir private Path folder;

  static Stream<String> documented() throws IOException {
    List<String> documented = DocumentedXml.with("<GoogleChat");
    assertThat(documented).hasSizeGreaterThanOrEqualTo(2);
    return documented.stream();
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("documented")
  void theAddressIsPrintedNowhereEvenAtTraceLevelAndWithATypo(String xml) throws IOException {
    String appenders = xml.contains("<Appenders>") ? xml : "<Appenders>" + xml + "</Appenders>";
    String loggers =
        xml.contains("<Loggers>")
            ? ""
            : "<Loggers><Root level='INFO'><AppenderRef ref='Chat'/></Root></Loggers>";
    String whole =
        "<Configuration status='TRACE'>"
            + appenders.replace("name=\"Chat\"", "name=\"Chat\" levle=\"WARN\"")
            + loggers
            + "</Configuration>";
    Path file = Files.writeString(folder.resolve("log4j2.xml"), whole);
    try (ChatSpace space = ChatSpace.builder().token(SECRET).start()) {
      ChildJvm child =
          new ChildJvm.Command(DocumentedMain.class)
              .options(List.of("-Dlog4j2.configurationFile=" + file))
              .variable("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl())
              .run();

      assertThat(child.output().contains(SECRET)).as("the token was printed").isFalse();
      assertThat(child.output()).contains("levle", "takes ERROR and above");
      assertThat(space.messages()).as(child.output()).hasSize(1);
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.github.chatappender.core.testing.Documents;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.ChatSpaceExtension;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the documented configurations of Log4j2 in YAML and properties, and reads all YAML. */
@ExtendWith(ChatSpaceExtension.class)
class DocumentedFormatsTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  static List<String> yamlOfLog4j() {
    return Documents.blocksWith("yaml", "GoogleChat:");
  }

  static List<String> yaml() {
    return Documents.blocksWith("yaml", "");
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("yamlOfLog4j")
  void documentedYaml_postsUnderItsApplicationsName(String yaml, ChatSpace space) throws Exception {
    try (Host host = Host.ofYaml(yaml)) {
      host.context.getLogger("com.acme.Documented").error("Ledger differs");

      space.await(m -> m.text().startsWith("🔴 *ERROR* kafka · prod — Ledger differs"), LIMIT);
    }
  }

  /** Such as are appended to a file that has a root logger. */
  @Test
  void documentedProperties_postUnderTheirApplicationsName(ChatSpace space) throws Exception {
    String properties =
        Documents.text(Documents.ROOT.resolve("docs").resolve("hosts.md"))
            .lines()
            .filter(line -> line.matches(" {4}(rootLogger|appender)\\.[\\w.]+ = .+"))
            .map(String::strip)
            .collect(Collectors.joining("\n", "rootLogger.level = INFO\n", ""));

    try (Host host = Host.ofProperties(properties)) {
      host.context.getLogger("com.acme.Documented").error("Ledger differs");

      space.await(m -> m.text().startsWith("🔴 *ERROR* artemis · prod — Ledger differs"), LIMIT);
    }
  }

  @ParameterizedTest(name = "{index}")
  @MethodSource("yaml")
  void everyDocumentedYaml_canBeRead(String yaml) throws IOException {
    assertThat(new ObjectMapper(new YAMLFactory()).readTree(yaml).isObject()).isTrue();
  }
}

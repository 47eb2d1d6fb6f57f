/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.Documents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Checks the documents' messages, Java, YAML and dependencies. The tests of the adapters and of the
 * Spring Boot example run the configurations.
 */
class DocumentSnippetsTest {

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "text");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final Pattern MESSAGE =
      Pattern.compile("(?s)(<!-- golden ([\\w-]+) -->\\n)(.*?)(<!-- /golden -->)");

  static Stream<Path> documentsWithMessages() {
    return Stream.of("README.md", "docs/messages.md").map(Documents.ROOT::resolve);
  }

  static List<Path> documents() {
    return Documents.all();
  }

  /** With {@code -Dgolden.update=true} this copies the golden files into the document. */
  @ParameterizedTest
  @MethodSource("documentsWithMessages")
  void messages_equalTheGoldenFiles(Path document) throws IOException {
    String text = Documents.text(document);
    Matcher messages = MESSAGE.matcher(text);
    StringBuilder expected = new StringBuilder();
    while (messages.find()) {
      String shown = messages.group(1) + golden(messages.group(2)) + messages.group(4);
      messages.appendReplacement(expected, Matcher.quoteReplacement(shown));
    }
    messages.appendTail(expected);

    assertThat(expected).contains("<!-- golden first -->");
    if (UPDATE) {
      Files.writeString(document, expected);
    } else {
      assertThat(text).isEqualTo(expected.toString());
    }
  }

  private static String golden(String name) {
    String file = Documents.text(GOLDEN.resolve(name + ".txt"));
    return file.substring(0, file.indexOf("\n______"))
        .lines()
        .map(line -> line.isEmpty() ? "\n" : "    " + line + "\n")
        .collect(Collectors.joining());
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyBlock_isInALanguageThatATestRuns(Path document) {
    List<String> languages =
        Pattern.compile("(?m)^```(\\w*)\\n.*?^```$", Pattern.DOTALL)
            .matcher(Documents.text(document))
            .results()
            .map((MatchResult result) -> result.group(1))
            .distinct()
            .collect(Collectors.toList());

    // the text of a block is read or compared by the test of its module
    assertThat(List.of("xml", "java", "kotlin", "yaml", "text")).containsAll(languages);
    for (String xml : Documents.blocks(document, "xml")) {
      assertThat(xml).containsAnyOf("<dependency>", "<GoogleChat", "logback.GoogleChatAppender");
    }
  }

  @Test
  void javaSnippets_equalTheTestsThatRunThem() throws IOException {
    try (Stream<Path> files = Files.walk(Documents.ROOT, 14)) {
      String tests =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .map(Documents::text)
              .collect(Collectors.joining());

      List<String> blocks = Documents.blocksWith("java", "");
      assertThat(blocks).isNotEmpty();
      assertThat(blocks).filteredOn(block -> !tests.contains(block.strip())).isEmpty();
    }
  }

  @Test
  void dependencies_haveTheBuildsCoordinates() {
    String parent = Documents.text(Documents.ROOT.resolve("pom.xml"));
    String version = first("<version>([^<]+)</version>", parent);
    String group = first("<groupId>([^<]+)</groupId>", parent);
    String artifact = artifact("appender-logback");
    String space = artifact("chat-space");
    String starter = artifact("appender-spring-boot");
    String redis = artifact("appender-redis");

    assertThat(Documents.blocksWith("xml", "<dependency>"))
        .isNotEmpty()
        .allSatisfy(
            block ->
                assertThat(block)
                    .contains("<groupId>" + group + "</groupId>")
                    .containsPattern(
                        "<artifactId>("
                            + String.join("|", artifact, starter, redis, space)
                            + ")</artifactId>")
                    .contains("<version>" + version + "</version>"));
    assertThat(Documents.blocksWith("kotlin", "dependencies"))
        .isNotEmpty()
        .allSatisfy(
            block ->
                assertThat(block).contains("\"" + group + ":" + artifact + ":" + version + "\""));
  }

  private static String artifact(String module) {
    return first(
        "</parent>\\s*<artifactId>([^<]+)</artifactId>",
        Documents.text(Documents.ROOT.resolve(module).resolve("pom.xml")));
  }

  /** The lines under Troubleshooting match the code, except their variable parts. */
  @Test
  void linesInTroubleshooting_equalThoseInTheCode() throws IOException {
    String code;
    try (Stream<Path> files = Files.walk(Documents.ROOT, 14)) {
      code =
          files
              .filter(file -> file.toString().replace('\\', '/').contains("/src/main/java/"))
              .filter(file -> file.toString().endsWith(".java"))
              .map(Documents::text)
              .collect(Collectors.joining())
              .replaceAll("\"\\s*\\+\\s*\"", "");
    }
    List<String> fixed =
        Documents.text(Documents.ROOT.resolve("docs").resolve("troubleshooting.md"))
            .lines()
            .filter(line -> line.startsWith("| "))
            .map(line -> line.split(" \\| ", -1)[0])
            .flatMap(
                cell ->
                    Pattern.compile("`([^`]+)`").matcher(cell).results().map(line -> line.group(1)))
            .flatMap(
                line ->
                    Stream.of(
                        line.split(
                            "[…:;&()]|\\d+( s\\b)?|SETTING|webhookUrl|\\b(for|events|were|when)\\b")))
            .map(String::strip)
            .filter(part -> part.length() > 6)
            .collect(Collectors.toList());

    assertThat(fixed).hasSizeGreaterThan(12);
    assertThat(fixed).allSatisfy(part -> assertThat(code.contains(part)).as(part).isTrue());
  }

  /** The secret that the command creates is also the one mounted and read. */
  @Test
  void kubernetesSecret_hasOneNameThroughout() {
    String hosts = Documents.text(Documents.ROOT.resolve("docs").resolve("hosts.md"));
    String secret = first("create secret generic (\\S+)", hosts);
    String key = first("--from-file=(\\w+)=", hosts);
    String mounted = first("mountPath: (\\S+)", hosts);

    assertThat(first("secretName: (\\S+)", hosts)).isEqualTo(secret);
    assertThat(first("secretKeyRef:\\s+name: (\\S+)", hosts)).isEqualTo(secret);
    assertThat(first("secretKeyRef:\\s+name: \\S+\\s+key: (\\S+)", hosts)).isEqualTo(key);
    assertThat(first("<webhookUrlFile>(.*?)</webhookUrlFile>", hosts))
        .isEqualTo(mounted + "/" + key);
    assertThat(first("webhookUrlFile=\"(.*?)\"", hosts)).isEqualTo(mounted + "/" + key);
  }

  private static String first(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }
}

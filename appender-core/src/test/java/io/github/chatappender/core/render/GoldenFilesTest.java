/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Compares every kind of message in every form with its golden files: {@code .txt} as people see
 * it, and for a card also {@code .json} as posted. With {@code -Dgolden.update=true} it writes the
 * files.
 */
class GoldenFilesTest {

  private static final Path FOLDER = Path.of("src", "test", "resources", "golden");
  private static final boolean UPDATE = Boolean.getBoolean("golden.update");
  private static final JsonMapper JSON = new JsonMapper();

  @ParameterizedTest
  @EnumSource(GoldenKind.class)
  void message_equalsItsGoldenFiles(GoldenKind kind) throws IOException {
    for (Fidelity fidelity : Fidelity.values()) {
      JsonNode body = JSON.readTree(kind.body(fidelity));

      compare(file(fidelity, kind, ".txt"), SeenMessage.of(body));
      if (fidelity == Fidelity.CARD) {
        compare(file(fidelity, kind, ".json"), pretty(body));
      }
    }
  }

  @Test
  void everyGoldenFile_belongsToAKind() throws IOException {
    List<Path> expected = new ArrayList<>();
    for (GoldenKind kind : GoldenKind.values()) {
      for (Fidelity fidelity : Fidelity.values()) {
        expected.add(file(fidelity, kind, ".txt"));
      }
      expected.add(file(Fidelity.CARD, kind, ".json"));
    }

    try (Stream<Path> files = Files.walk(FOLDER)) {
      assertThat(files.filter(Files::isRegularFile).collect(Collectors.toList()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  private static void compare(Path file, String actual) throws IOException {
    if (UPDATE) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, actual);
    }
    assertThat(file).as("the golden file").exists();
    assertThat(actual).as("%s; -Dgolden.update=true rewrites it", file).isEqualTo(read(file));
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).replace("\r\n", "\n");
  }

  private static Path file(Fidelity fidelity, GoldenKind kind, String ending) {
    String form = fidelity.name().toLowerCase(Locale.ROOT).replace('_', '-');
    return FOLDER.resolve(form).resolve(kind.fileName() + ending);
  }

  private static String pretty(JsonNode body) throws IOException {
    DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
    printer.indentObjectsWith(indenter);
    printer.indentArraysWith(indenter);
    // makes the invisible space visible in a review
    return JSON.writer(printer).writeValueAsString(body).replace("\u200B", "\\u200B") + "\n";
  }
}

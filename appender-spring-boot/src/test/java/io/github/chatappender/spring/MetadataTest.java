/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Makes the file that IDEs complete names from: names and defaults from {@link Setting},
 * descriptions from {@code docs/settings.md}. {@code -Dmetadata.update=true} writes it.
 */
class MetadataTest {

  private static final Path FILE =
      Path.of("src", "main", "resources", "META-INF", "spring-configuration-metadata.json");
  private static final Path DOCUMENT = Path.of("..", "docs", "settings.md");
  private static final int DESCRIPTION_CHARS = 200;

  @Test
  void metadata_hasEverySettingWithDefaultAndDescription() throws IOException {
    String expected = metadata();
    if (Boolean.getBoolean("metadata.update")) {
      Files.writeString(FILE, expected);
    }

    assertThat(Files.readString(FILE)).isEqualTo(expected);
  }

  private static String metadata() throws IOException {
    List<String> properties = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      String name = ChatProperties.nameOf(setting);
      String type =
          setting.isList() || setting == Setting.REDACT
              ? "java.util.List<java.lang.String>"
              : setting.isElement()
                  ? "java.util.List<java.util.Map<java.lang.String,java.lang.String>>"
                  : "java.lang.String";
      properties.add(property(name, type, description(setting), setting.defaultText()));
    }
    properties.add(
        property(
            ChatProperties.PREFIX + ChatProperties.REQUEST_MDC,
            "java.lang.Boolean",
            "Whether HTTP method and route pattern are in the MDC for the time of a request",
            "true"));
    properties.add(
        property(
            ChatProperties.PREFIX + ChatProperties.ROOMS,
            "java.util.Map<java.lang.String,java.util.Map<java.lang.String,java.lang.String>>",
            "Further rooms by label, each with loggers, level, webhook-url or webhook-url-file",
            null));
    return "{\n  \"groups\": [\n    {\"name\": \"google-chat\", \"description\":"
        + " \"Errors posted to Google Chat.\"}\n  ],\n  \"properties\": [\n"
        + String.join(",\n", properties)
        + "\n  ]\n}\n";
  }

  private static String property(String name, String type, String description, String defaultText) {
    String defaultValue =
        defaultText == null
            ? ""
            : ",\n      \"defaultValue\": "
                + (type.equals("java.lang.Boolean") ? defaultText : quoted(defaultText));
    return "    {\n      \"name\": "
        + quoted(name)
        + ",\n      \"type\": "
        + quoted(type)
        + ",\n      \"description\": "
        + quoted(description + ".")
        + defaultValue
        + "\n    }";
  }

  /** Returns the first sentence of a setting's row, without its marks. */
  private static String description(Setting setting) throws IOException {
    Pattern row = Pattern.compile("\\| `" + setting.key() + "`[^|]*\\|[^|]*\\|[^|]*\\| (.*) \\|");
    String meaning =
        Files.readString(DOCUMENT)
            .lines()
            .map(row::matcher)
            .filter(Matcher::matches)
            .map(matcher -> matcher.group(1))
            .findFirst()
            .orElseThrow();
    String plain =
        meaning
            .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
            .replace("`", "")
            .replace("(see below)", "")
            .trim();
    String first = plain.split("(?<=[a-z\\)])[.;] ", 2)[0].replaceAll("\\s+([.,;])", "$1").trim();
    assertThat(first.length()).as(setting.key()).isLessThan(DESCRIPTION_CHARS * 2);
    return Objects.requireNonNull(first.substring(0, 1).toUpperCase(Locale.ROOT))
        + first.substring(1).replaceAll("\\.$", "");
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.ByteArrayResource;

class DocumentTest {

  private static final Path DOCUMENT = Path.of("..", "docs", "spring-boot.md");

  /** The document's YAML, as Spring Boot reads it. */
  @Test
  void documentedProperties_areReadWithoutAProblem() throws IOException {
    StandardEnvironment environment = new StandardEnvironment();
    for (String yaml : blocks()) {
      new YamlPropertySourceLoader()
          .load(yaml, new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
          .forEach(environment.getPropertySources()::addLast);
    }
    ConfigurationPropertySources.attach(environment);
    ChatProperties properties = new ChatProperties(environment);

    List<Room> rooms = properties.rooms(List.of());

    assertThat(properties.problems).isEmpty();
    assertThat(rooms)
        .extracting(room -> room.name)
        .containsExactly("google-chat", "google-chat-payments");
    assertThat(rooms.get(0).elements(Setting.REDACT)).containsExactly(List.of("customer-\\d+"));
    assertThat(rooms.get(0).elements(Setting.LINK)).hasSize(1);
  }

  private static List<String> blocks() throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = Pattern.compile("(?s)```yaml\\n(.*?)```").matcher(Files.readString(DOCUMENT));
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    assertThat(blocks).isNotEmpty();
    return blocks;
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.logback.GoogleChatAppender;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.support.PropertiesLoaderUtils;

/** What GraalVM must know about classes and files that are found by name. */
class NativeMetadataTest {

  private static final String OURS =
      "/META-INF/native-image/io.github.chatappender/google-chat-appender-spring-boot-starter/";

  @Test
  void classesThatSpringCreatesByName_areInTheMetadata() throws IOException {
    String metadata = read(OURS + "reflect-config.json");
    Properties factories =
        PropertiesLoaderUtils.loadProperties(
            new org.springframework.core.io.ClassPathResource("META-INF/spring.factories"));

    Enumeration<?> keys = factories.propertyNames();
    while (keys.hasMoreElements()) {
      for (String name : factories.getProperty((String) keys.nextElement()).split(",", -1)) {
        assertThat(metadata).contains('"' + name.trim() + '"');
      }
    }
  }

  @Test
  void classesThatAreLookedUpByName_areInTheMetadata() throws IOException {
    String metadata = read(OURS + "reflect-config.json");

    assertThat(metadata)
        .contains("\"ch.qos.logback.classic.LoggerContext\"")
        .contains("\"org.apache.logging.log4j.core.LoggerContext\"");
  }

  @Test
  void fragmentForLog4j2_isInTheMetadata() throws IOException {
    String fragment = Log4j2Host.FRAGMENT.replace("classpath:", "");

    assertThat(getClass().getResource("/" + fragment)).isNotNull();
    assertThat(read(OURS + "resource-config.json")).contains(fragment);
  }

  @Test
  void appenderForLog4j2_isInTheMetadataOfLog4jsProcessor() throws IOException {
    String metadata =
        read(
            "/META-INF/native-image/log4j-generated/io.github.chatappender/"
                + "google-chat-appender-spring-boot-starter/reflect-config.json");

    assertThat(metadata).contains(StarterAppender.class.getName());
  }

  @Test
  void settersOfLogbacksAppender_areInItsMetadata() throws IOException {
    String metadata =
        read(
            "/META-INF/native-image/io.github.chatappender/google-chat-appender-logback/"
                + "reflect-config.json");

    assertThat(metadata)
        .contains(GoogleChatAppender.class.getName(), "\"allPublicMethods\": true")
        .contains(io.github.chatappender.logback.Link.class.getName());
  }

  private static String read(String resource) throws IOException {
    try (InputStream in = NativeMetadataTest.class.getResourceAsStream(resource)) {
      assertThat(in).as(resource).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}

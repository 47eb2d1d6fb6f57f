/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Reads {@code META-INF/build-info.properties}, which Spring Boot's build plugins write. */
final class BuildInfo {

  private static final String FILE = "META-INF/build-info.properties";
  private static final String VERSION = "build.version";

  private BuildInfo() {}

  /** Returns the version, null if the file is missing, unreadable or names none. */
  static @Nullable String version(@Nullable ClassLoader loader) {
    try {
      URL url = loader == null ? null : loader.getResource(FILE);
      if (url == null) {
        return null;
      }
      URLConnection connection = url.openConnection();
      connection.setUseCaches(false); // a jar in the cache would stay open
      try (InputStream in = connection.getInputStream()) {
        Properties properties = new Properties();
        properties.load(in);
        return properties.getProperty(VERSION);
      }
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Answers what the configuration asks of its surroundings. Implementations are thread-safe. */
public interface ProcessFacts {

  /** How much of a file is read at most. */
  int MOST_BYTES = 65_536;

  /**
   * Reads an environment variable.
   *
   * @return its value, null if it is not set or may not be read
   */
  @Nullable String environmentVariable(String name);

  /**
   * Reads a system property.
   *
   * @return its value, null if it is not set or may not be read
   */
  @Nullable String systemProperty(String name);

  /**
   * Reads a system property, or the environment variable of the same name where the property is not
   * set.
   *
   * @return its value, null if neither is set
   */
  default @Nullable String propertyOrVariable(String name) {
    String property = systemProperty(name);
    return property == null || property.isBlank() ? environmentVariable(name) : property;
  }

  /**
   * Reads a small text file in UTF-8.
   *
   * @param path where it is
   * @return the first 64 KiB of its content; what is not UTF-8 is replaced by U+FFFD
   * @throws IOException if it cannot be read
   */
  String readFile(String path) throws IOException;

  /**
   * Returns what the manifest of the program's main jar states. Reads that one file at most.
   *
   * @param attribute a main attribute, such as {@code Implementation-Version}
   * @return its value, null if nothing states it, or the program is a server for other programs
   */
  @Nullable String mainJarAttribute(String attribute);

  /**
   * Returns the version of the build that the application was made by.
   *
   * @return {@code build.version} in {@code META-INF/build-info.properties}, null if nothing states
   *     it
   */
  @Nullable String buildVersion();

  /**
   * Returns the facts of this JVM.
   *
   * @return facts read at each call
   */
  static ProcessFacts ofThisProcess() {
    return new ProcessFacts() {
      @Override
      public @Nullable String environmentVariable(String name) {
        try {
          return System.getenv(name);
        } catch (SecurityException e) {
          return null;
        }
      }

      @Override
      public @Nullable String systemProperty(String name) {
        try {
          return System.getProperty(name);
        } catch (SecurityException e) {
          return null;
        }
      }

      @Override
      public String readFile(String path) throws IOException {
        Path file = Path.of(path);
        if (Files.exists(file) && !Files.isRegularFile(file)) {
          throw new IOException("not a regular file"); // a pipe would keep the caller waiting
        }
        try (InputStream in = Files.newInputStream(file)) {
          return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
      }

      @Override
      public @Nullable String mainJarAttribute(String attribute) {
        return MainJar.attribute(
            attribute, systemProperty("sun.java.command"), systemProperty("java.class.path"));
      }

      @Override
      public @Nullable String buildVersion() {
        return BuildInfo.version(ProcessFacts.class.getClassLoader());
      }
    };
  }
}

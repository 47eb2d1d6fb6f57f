/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Answers what the configuration asks of its surroundings. Implementations are thread-safe. */
public interface ProcessFacts {

  /**
   * Reads an environment variable.
   *
   * @param name its name
   * @return its value, null if it is not set or may not be read
   */
  @Nullable String environmentVariable(String name);

  /**
   * Reads a system property.
   *
   * @param name its name
   * @return its value, null if it is not set or may not be read
   */
  @Nullable String systemProperty(String name);

  /**
   * Reads a small text file.
   *
   * @param path where it is
   * @return its content
   * @throws IOException if it cannot be read
   */
  String readFile(String path) throws IOException;

  /**
   * Returns the version that the manifest of the program's main jar states. Reads that one file at
   * most.
   *
   * @return {@code Implementation-Version}, null if nothing states it
   */
  @Nullable String mainJarVersion();

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
        return Files.readString(Path.of(path));
      }

      @Override
      public @Nullable String mainJarVersion() {
        return MainJar.version(
            systemProperty("sun.java.command"), systemProperty("java.class.path"));
      }
    };
  }
}

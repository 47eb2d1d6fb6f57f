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
import java.time.Instant;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Provides facts about the process to the configuration. Implementations are thread-safe. */
public interface ProcessFacts {

  /** The maximum bytes read from a file. */
  int MOST_BYTES = 65_536;

  /**
   * Reads an environment variable.
   *
   * @return the value, null if not set or not readable
   */
  @Nullable String environmentVariable(String name);

  /**
   * Reads a system property.
   *
   * @return the value, null if not set or not readable
   */
  @Nullable String systemProperty(String name);

  /**
   * Reads a system property, or the environment variable of the same name if the property is not
   * set.
   *
   * @return the value, null if neither is set
   */
  default @Nullable String propertyOrVariable(String name) {
    String property = systemProperty(name);
    return property == null || property.isBlank() ? environmentVariable(name) : property;
  }

  /** Returns the program that was started. */
  default MainJar mainJar() {
    return new MainJar(systemProperty("sun.java.command"), systemProperty("java.class.path"));
  }

  /**
   * Reads a small text file in UTF-8.
   *
   * @param path where it is
   * @return the first 64 KiB of its content; malformed UTF-8 is replaced by U+FFFD
   * @throws IOException if it cannot be read
   */
  String readFile(String path) throws IOException;

  /**
   * Returns an attribute of the main jar's manifest. Reads no other file.
   *
   * @param attribute a main attribute, such as {@code Implementation-Version}
   * @return the value, null if absent, or if the program is a server for other programs
   */
  @Nullable String mainJarAttribute(String attribute);

  /**
   * Returns the version that the application's own manifest states: the WAR's if the appender is in
   * one, else the main jar's, or that of the directory from which a launcher was started.
   *
   * @return {@code Implementation-Version}, null if absent, or if the program is a server for other
   *     programs
   */
  @Nullable String manifestVersion();

  /**
   * Reads a properties file that the application's build left on the class path, at most 64 KiB of
   * it. Files of libraries do not count.
   *
   * @param name the resource's name, such as {@code git.properties}
   * @return its properties, none if it is absent or unreadable
   */
  Properties applicationFile(String name);

  /**
   * Returns when the process started.
   *
   * @return milliseconds since 1970-01-01T00:00Z, null if unknown
   */
  @Nullable Long startMillis();

  /**
   * Returns the name of the web application that carries this library.
   *
   * @return Tomcat's name of the context, such as {@code /shop##2} or an empty text, null if this
   *     library is not in an application of Tomcat
   */
  @Nullable String webApplication();

  /**
   * Returns facts about this JVM.
   *
   * @return facts, read on each call
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
        return mainJar().attribute(attribute);
      }

      @Override
      public @Nullable String manifestVersion() {
        return mainJar().version(MainJar.place(ProcessFacts.class));
      }

      @Override
      public Properties applicationFile(String name) {
        return ApplicationFiles.read(name, ProcessFacts.class.getClassLoader(), mainJar().file());
      }

      @Override
      public @Nullable Long startMillis() {
        try {
          return ProcessHandle.current()
              .info()
              .startInstant()
              .map(Instant::toEpochMilli)
              .orElse(null);
        } catch (SecurityException | UnsupportedOperationException e) {
          return null;
        }
      }

      @Override
      public @Nullable String webApplication() {
        ClassLoader loader = ProcessFacts.class.getClassLoader();
        try {
          return loader == null
              ? null
              : (String) loader.getClass().getMethod("getContextName").invoke(loader);
        } catch (ReflectiveOperationException | RuntimeException e) {
          return null; // not Tomcat's
        }
      }
    };
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Reads the manifest of the jar that started a program, which the JVM has open anyway. Never throws
 * if something is missing.
 */
final class MainJar {

  /** Main classes of servers, whose version is not their application's. */
  private static final Set<String> SERVERS =
      Set.of("bootstrap.jar", "start.jar", "jboss-modules.jar");

  /** The separators of arguments; a file's name may hold other blanks. */
  private static final String WHITE_SPACE = " \t\n\u000B\f\r";

  private MainJar() {}

  /**
   * Returns a main attribute of the manifest.
   *
   * @param attribute the attribute's name
   * @param command HotSpot's {@code sun.java.command}: jar or main class, and arguments
   * @param classPath {@code java.class.path}
   * @return the attribute's value, null if absent
   */
  static @Nullable String attribute(
      String attribute, @Nullable String command, @Nullable String classPath) {
    if (command == null || command.isBlank()) {
      return null;
    }
    try {
      File jar = jarOf(command, classPath == null ? "" : classPath);
      return jar == null || SERVERS.contains(jar.getName()) ? null : read(attribute, jar);
    } catch (IOException
        | URISyntaxException
        | ClassNotFoundException
        | RuntimeException
        | LinkageError e) {
      return null;
    }
  }

  private static @Nullable File jarOf(String command, String classPath)
      throws ClassNotFoundException, URISyntaxException {
    String program = program(command, classPath);
    return isJar(program) ? new File(program) : jarOfClass(program);
  }

  /** Returns the jar or main class that a command begins with, without its arguments. */
  static String program(String command, String classPath) {
    // -jar makes that jar the whole class path: its name may hold blanks
    if (isJar(classPath) && command.startsWith(classPath)) {
      return classPath;
    }
    String trimmed = command.trim();
    int end = 0;
    while (end < trimmed.length() && WHITE_SPACE.indexOf(trimmed.charAt(end)) < 0) {
      end++;
    }
    return trimmed.substring(0, end);
  }

  /**
   * Looks up a class that the launcher has already loaded, as {@code module/class} or a class name.
   */
  private static @Nullable File jarOfClass(String name)
      throws ClassNotFoundException, URISyntaxException {
    Class<?> main =
        Class.forName(
            name.substring(name.indexOf('/') + 1), false, ClassLoader.getSystemClassLoader());
    CodeSource source = main.getProtectionDomain().getCodeSource();
    if (source == null || source.getLocation() == null) {
      return null;
    }
    File file = Path.of(source.getLocation().toURI()).toFile();
    return isJar(file.getName()) ? file : null;
  }

  private static @Nullable String read(String attribute, File file) throws IOException {
    try (JarFile jar = new JarFile(file, false)) {
      Manifest manifest = jar.getManifest();
      return manifest == null ? null : manifest.getMainAttributes().getValue(attribute);
    }
  }

  static boolean isJar(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".jar") || lower.endsWith(".war");
  }
}

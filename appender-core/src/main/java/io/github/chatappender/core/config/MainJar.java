/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * The jar or main class that started a program, by the properties that the JVM sets. Reads the
 * manifest of that jar, which the JVM has open anyway, or of the WAR that holds the appender. Never
 * throws if something is missing or damaged. Immutable.
 */
final class MainJar {

  /** Main classes of servers, whose version is not their application's. */
  private static final Set<String> SERVERS =
      Set.of("bootstrap.jar", "start.jar", "jboss-modules.jar");

  /** The separators of arguments; a file's name may hold other blanks. */
  private static final String WHITE_SPACE = " \t\n\u000B\f\r";

  private static final String MANIFEST = "META-INF/MANIFEST.MF";
  private static final Pattern SECTION_END = Pattern.compile("(?:\r\n|\n|\r(?!\n)){2}");

  private final String command;
  private final String classPath;

  /**
   * Names a program.
   *
   * @param command HotSpot's {@code sun.java.command}: jar or main class, and arguments
   * @param classPath {@code java.class.path}
   */
  MainJar(@Nullable String command, @Nullable String classPath) {
    this.command = command == null ? "" : command;
    this.classPath = classPath == null ? "" : classPath;
  }

  /**
   * Returns a main attribute of the manifest.
   *
   * @return the attribute's value, null if absent
   */
  @Nullable String attribute(String attribute) {
    return read(attribute, file());
  }

  /**
   * Returns the version that the manifest of the application's archive states.
   *
   * @param place the location of our own classes, empty if unknown
   * @return {@code Implementation-Version}, null if absent
   */
  @Nullable String version(String place) {
    try {
      File war = warOf(place);
      return read("Implementation-Version", war == null ? file() : war);
    } catch (RuntimeException e) {
      return null;
    }
  }

  /** Returns the location of a class, empty if unknown. */
  static String place(Class<?> type) {
    try {
      CodeSource source = type.getProtectionDomain().getCodeSource();
      return source == null ? "" : String.valueOf(source.getLocation());
    } catch (SecurityException e) {
      return "";
    }
  }

  /** Returns the WAR, packed or not, whose libraries include a location; null if there is none. */
  private static @Nullable File warOf(String place) {
    int end = place.indexOf("/WEB-INF/lib/");
    if (end < 0) {
      return null;
    }
    // Tomcat's form for a WAR that it does not unpack: war:file:/shop.war*/WEB-INF/lib/x.jar
    String war = place.substring(0, end).replaceFirst("^(jar:)?(war:)?", "");
    String file = war.endsWith("*") || war.endsWith("!") ? war.substring(0, war.length() - 1) : war;
    return file.startsWith("file:") ? Path.of(URI.create(file)).toFile() : null;
  }

  /**
   * Returns the jar, or the directory of a launcher's classes, that was started.
   *
   * @return the file, null if unknown, or if the program is a server for other programs
   */
  @Nullable File file() {
    try {
      String program = program();
      File jar = program == null ? null : isJar(program) ? new File(program) : jarOfClass(program);
      return jar == null || SERVERS.contains(jar.getName()) ? null : jar;
    } catch (URISyntaxException | ClassNotFoundException | RuntimeException | LinkageError e) {
      return null;
    }
  }

  /** Returns the jar or main class that was started, without its arguments; null if unknown. */
  @Nullable String program() {
    // -jar makes that jar the whole class path: its name may hold blanks
    if (isJar(classPath) && command.startsWith(classPath)) {
      return classPath;
    }
    String trimmed = command.trim();
    int end = 0;
    while (end < trimmed.length() && WHITE_SPACE.indexOf(trimmed.charAt(end)) < 0) {
      end++;
    }
    return end == 0 ? null : trimmed.substring(0, end);
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
    return isJar(file.getName()) || file.isDirectory() ? file : null;
  }

  private static @Nullable String read(String attribute, @Nullable File archive) {
    if (archive == null) {
      return null;
    }
    try {
      return archive.isDirectory() ? ofDirectory(attribute, archive) : ofJar(attribute, archive);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable String ofDirectory(String attribute, File directory) throws IOException {
    try (InputStream in = Files.newInputStream(directory.toPath().resolve(MANIFEST))) {
      return value(attribute, in);
    }
  }

  private static @Nullable String ofJar(String attribute, File file) throws IOException {
    try (JarFile jar = new JarFile(file, false)) {
      ZipEntry entry = jar.getEntry(MANIFEST);
      return entry == null ? null : value(attribute, jar.getInputStream(entry));
    }
  }

  /** Reads the main attributes, which come first: a signed jar's manifest may be huge. */
  private static @Nullable String value(String attribute, InputStream in) throws IOException {
    String text = new String(in.readNBytes(ProcessFacts.MOST_BYTES), StandardCharsets.UTF_8);
    Matcher end = SECTION_END.matcher(text);
    String main = (end.find() ? text.substring(0, end.start()) : text) + "\n\n";
    return new Manifest(new ByteArrayInputStream(main.getBytes(StandardCharsets.UTF_8)))
        .getMainAttributes()
        .getValue(attribute);
  }

  static boolean isJar(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".jar") || lower.endsWith(".war");
  }
}

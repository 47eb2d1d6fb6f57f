/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does what docs/hosts.md asks a person to do: copies jars and configurations. Stateless. */
final class Recipe {

  private static final Path DOCUMENT = Path.of("..", "..", "docs", "hosts.md");
  private static final Path CARRIED = Path.of("target", "lib");

  /** The time and level with which lines begin in the recipes' layouts, and in Tomcat's. */
  private static final Map<Pattern, DateTimeFormatter> ERRORS =
      Map.of(
          Pattern.compile("(?m)^\\[?(\\d{4}-\\S+[ T][\\d:,]+)\\]?[ -]+ERROR"),
          DateTimeFormatter.ofPattern("yyyy-MM-dd[' ']['T']HH:mm:ss,SSS", Locale.ROOT),
          Pattern.compile("(?m)^(\\d\\d-\\w+-\\d{4} [\\d:.]+) SEVERE"),
          DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss.SSS", Locale.ENGLISH));

  private Recipe() {}

  /** Returns the document's section under a heading. */
  static String section(String heading) throws IOException {
    String text = Files.readString(DOCUMENT);
    int from = text.indexOf(heading + "\n");
    assertThat(from).as(heading).isNotNegative();
    Matcher next = Pattern.compile("(?m)^##+ ").matcher(text);
    int to = next.find(from + heading.length()) ? next.start() : text.length();
    return text.substring(from, to);
  }

  /** Returns the section's fenced block, or else its indented lines. */
  static String configuration(String heading) throws IOException {
    String section = section(heading);
    Matcher fenced = Pattern.compile("(?s)```\\w+\\n(.*?)```").matcher(section);
    if (fenced.find()) {
      return fenced.group(1);
    }
    String indented =
        section
            .lines()
            .filter(line -> line.startsWith("    "))
            .map(line -> line.substring(4) + "\n")
            .collect(Collectors.joining());
    assertThat(indented).as(heading).isNotEmpty();
    return indented;
  }

  /** Copies the jars that the section names before its first semicolon. */
  static void copyJars(String heading, Path folder) throws IOException {
    String section = section(heading);
    String beginning = section.substring(0, section.indexOf(';'));
    Matcher names = Pattern.compile("`(\\w+(?:-\\w+)+)`").matcher(beginning);
    int copied = 0;
    while (names.find()) {
      copyJar(names.group(1), folder);
      copied++;
    }
    assertThat(copied).as(section).isGreaterThanOrEqualTo(2);
  }

  /** Copies a jar to a folder that has no version of it. */
  static void copyJar(String artifact, Path folder) throws IOException {
    String name = artifact + "-\\d.*\\.jar";
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files).noneMatch(file -> file.getFileName().toString().matches(name));
    }
    Path jar = find(CARRIED, name);
    Files.copy(jar, folder.resolve(jar.getFileName()));
  }

  /** Returns a file or folder in the {@code target} of a module, by the pattern of its name. */
  static Path built(String module, String name) throws IOException {
    return find(Path.of("..", module, "target"), name);
  }

  private static Path find(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + " in " + folder))
          .toAbsolutePath()
          .normalize();
    }
  }

  /** Copies a folder of jars that the build has filled. */
  static void copyAll(String module, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> files = Files.list(Path.of("..", module, "target", "lib"))) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.copy(file, folder.resolve(file.getFileName()));
      }
    }
  }

  /** Copies the compiled classes of a package of these tests. */
  static void copyClasses(String folder, Path classes) throws Exception {
    Path root = Path.of(Recipe.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path from = root.resolve(folder);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.collect(Collectors.toList())) {
        Path to = classes.resolve(root.relativize(file).toString());
        Files.createDirectories(to.getParent());
        Files.copy(file, to);
      }
    }
  }

  /** Takes a directory away at once, however busy the server is with it. */
  static void takeAway(Path directory) throws IOException {
    Files.move(directory, directory.resolveSibling("taken-away"));
  }

  /** Returns a port of loopback that another program listens on, until it is closed. */
  static ServerSocket takenPort() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  /** Returns a port of loopback that was free a moment ago. */
  static int freePort() throws IOException {
    try (ServerSocket socket = takenPort()) {
      return socket.getLocalPort();
    }
  }

  /** Checks the message that followed the first error in the server's output. */
  static void assertPosted(String row, Server server, ChatSpace space) throws Exception {
    assertThat(space.awaitMessages(1, Duration.ofSeconds(90))).as(server.output()).isTrue();
    Instant failed =
        ERRORS.entrySet().stream()
            .flatMap(
                error ->
                    error
                        .getKey()
                        .matcher(server.output())
                        .results()
                        .map(found -> LocalDateTime.parse(found.group(1), error.getValue())))
            .findFirst()
            .orElseThrow(() -> new AssertionError(server.output()))
            .atZone(ZoneId.systemDefault())
            .toInstant();
    assertPosted(row, failed, server, space);
  }

  /**
   * Waits for the message in a row of the table in docs/hosts.md, prints the row as it is now, and
   * checks that the appender printed nothing.
   *
   * @param row the first two cells of the document's row
   */
  static void assertPosted(String row, Instant failed, Server server, ChatSpace space)
      throws Exception {
    Matcher documented =
        Pattern.compile("(?m)^\\| " + Pattern.quote(row) + " \\| (.*?)(?: …)? \\|")
            .matcher(section("## Servers"));
    assertThat(documented.find()).as(row).isTrue();
    ChatMessage message;
    try {
      message =
          space.await(
              posted -> posted.text().startsWith(documented.group(1)), Duration.ofSeconds(90));
    } finally {
      System.out.println("== " + row + "\n" + space.show() + server.output());
    }
    String line = message.text().lines().findFirst().orElse("");
    double seconds = Duration.between(failed, message.time()).toMillis() / 1000.0;
    System.out.printf("| %s | %s | %.1f s |%n", row, line, seconds);
    assertThat(server.linesOfTheAppender()).isEmpty();
  }
}

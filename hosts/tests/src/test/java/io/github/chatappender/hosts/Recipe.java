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
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Does what docs/hosts.md asks a person to do: copies jars and configurations. Stateless. */
final class Recipe {

  private static final Path DOCUMENT = Path.of("..", "..", "docs", "hosts.md");
  private static final Path CARRIED = Path.of("target", "lib");

  /** The time and level that the recipes' layouts print first. */
  private static final Pattern ERROR =
      Pattern.compile(
          "(?m)^\\[?(\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d:\\d\\d,\\d{3})\\]?[ -]+ERROR");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss,SSS");

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

  /** Copies those of our jars that the section names. */
  static void copyJars(String heading, Path folder) throws IOException {
    String section = section(heading);
    Matcher names =
        Pattern.compile("`(google-chat-appender-\\w+|jackson-core)`")
            .matcher(section.substring(0, section.indexOf(';')));
    int copied = 0;
    while (names.find()) {
      copyJar(names.group(1), folder);
      copied++;
    }
    assertThat(copied).as(section).isGreaterThanOrEqualTo(2);
  }

  static void copyJar(String artifact, Path folder) throws IOException {
    Path jar = jar(CARRIED, artifact);
    Files.createDirectories(folder);
    Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Path jar(Path folder, String artifact) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(artifact + "-\\d.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + artifact + " in " + folder));
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

  /** Prints, for docs/hosts.md: the messages' first lines, the delay, and our lines. */
  static void report(String host, Server server, ChatSpace space) {
    List<ChatMessage> messages = space.messages();
    Matcher error = ERROR.matcher(server.output());
    assertThat(error.find()).as(server.output()).isTrue();
    Duration delay =
        Duration.between(
            LocalDateTime.parse(error.group(1).replace('T', ' '), TIME)
                .atZone(ZoneId.systemDefault())
                .toInstant(),
            messages.get(0).time());
    System.out.println("== " + host + ", first error to first post: " + delay.toMillis() + " ms");
    messages.forEach(
        message -> System.out.println("posted: " + message.text().lines().findFirst().orElse("")));
    server.linesOfTheAppender().forEach(line -> System.out.println("console: " + line));
    System.out.println(space.show());
    System.out.println(server.output());
  }
}

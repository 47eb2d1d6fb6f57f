/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.hosts.server.Bootstrap;
import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Deploys two web applications in Tomcat three times. Tomcat must find nothing that they have left,
 * and their class loaders must be collected.
 */
@Timeout(300)
class TomcatIT {

  /** Tomcat itself, on a busy machine, and losses. */
  private static final Pattern UNRELATED =
      Pattern.compile(
          "^WARNING Creation of SecureRandom |^GoogleChat appender CHAT: \\d events? (?:was|were)"
              + " not posted");

  /** Tomcat needs these to look for an application's leaks. */
  private static final List<String> OPENED =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--add-opens=java.base/java.io=ALL-UNNAMED",
          "--add-opens=java.base/java.util=ALL-UNNAMED",
          "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
          "--add-opens=java.rmi/sun.rmi.transport=ALL-UNNAMED");

  private static final String LOGBACK =
      "<configuration><appender name=\"CHAT\""
          + " class=\"io.github.chatappender.logback.GoogleChatAppender\"/>"
          + "<root level=\"INFO\"><appender-ref ref=\"CHAT\"/></root></configuration>";

  private static final String LOG4J =
      "<Configuration><Appenders><GoogleChat name=\"Chat\"/></Appenders><Loggers>"
          + "<Root level=\"INFO\"><AppenderRef ref=\"Chat\"/></Root></Loggers></Configuration>";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"tomcat-10", "tomcat-11"})
  void logbackInTheApplications_leavesNothing_andEachHasItsName(String tomcat) throws Exception {
    for (String name : List.of("orders", "billing")) {
      Path inside = application(name, "logback");
      Files.writeString(inside.resolve("classes").resolve("logback.xml"), LOGBACK);
      copyJars(inside.resolve("lib"), "google-chat-appender-logback");
      copyJars(inside.resolve("lib"), "logback-classic", "logback-core", "slf4j-api");
    }

    assertThat(run(tomcat, List.of(), "0 threads")).containsOnly("orders", "billing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"tomcat-10", "tomcat-11"})
  void log4jInTheApplications_leavesNothing_andEachHasItsName(String tomcat) throws Exception {
    for (String name : List.of("orders", "billing")) {
      Path inside = application(name, "log4j2");
      Files.writeString(inside.resolve("classes").resolve("log4j2.xml"), LOG4J);
      copyJars(inside.resolve("lib"), "google-chat-appender-log4j2");
      copyJars(inside.resolve("lib"), "log4j-api", "log4j-core", "log4j-jakarta-web");
    }

    assertThat(run(tomcat, List.of(), "0 threads")).containsOnly("orders", "billing");
  }

  /** The losses are reported, in a line for each application. */
  @Test
  void spaceThatNeverAnswers_keepsNoApplication() throws Exception {
    for (String name : List.of("orders", "billing")) {
      Path inside = application(name, "logback");
      Files.writeString(
          inside.resolve("classes").resolve("logback.xml"),
          LOGBACK.replace(
              "GoogleChatAppender\"/>",
              "GoogleChatAppender\"><shutdownTimeout>500 ms</shutdownTimeout></appender>"));
      copyJars(inside.resolve("lib"), "google-chat-appender-logback");
      copyJars(inside.resolve("lib"), "logback-classic", "logback-core", "slf4j-api");
    }

    try (ChatSpace space = ChatSpace.start()) {
      space.answerWith(Misbehavior.delay(Duration.ofMinutes(1)));

      assertThat(run("tomcat-10", List.of(), "0 threads", space)).containsOnly("orders", "billing");
    }
  }

  /** Threads may go on, for they belong to the container; a client that rests ends its own. */
  @ParameterizedTest
  @ValueSource(strings = {"tomcat-10", "tomcat-11"})
  void logbackInTheContainersLib_keepsItsThreadsAndNoApplication(String tomcat) throws Exception {
    Path lib = folder.resolve("lib");
    copyJars(lib, "google-chat-appender-logback");
    copyJars(lib, "logback-classic", "logback-core", "slf4j-api");
    Files.writeString(lib.resolve("logback.xml"), LOGBACK);
    application("orders", "slf4j");
    application("billing", "slf4j");

    assertThat(run(tomcat, List.of(lib.toString(), lib + "/*"), "\\d threads"))
        .containsOnly("unnamed");
  }

  /** Creates an application of a class, and returns its {@code WEB-INF}. */
  private Path application(String name, String shop) throws Exception {
    Path inside = folder.resolve("webapps").resolve(name).resolve("WEB-INF");
    Recipe.copyClasses("com/example/shop/" + shop, inside.resolve("classes"));
    return inside;
  }

  private static void copyJars(Path lib, String... artifacts) throws Exception {
    for (String artifact : artifacts) {
      Recipe.copyJar(artifact, lib);
      if (artifact.startsWith("google-chat-appender")) {
        copyJars(
            lib,
            "google-chat-appender-core".equals(artifact)
                ? new String[] {"jackson-core", "jspecify"}
                : new String[] {"google-chat-appender-core"});
      }
    }
  }

  private List<String> run(String tomcat, List<String> lib, String left) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      return run(tomcat, lib, left, space);
    }
  }

  /** Runs the container, and returns the application's name in each message. */
  private List<String> run(String tomcat, List<String> lib, String left, ChatSpace space)
      throws Exception {
    Path server = folder.resolve("server");
    Recipe.copyClasses("io/github/chatappender/hosts/server", server);
    Recipe.copyAll(tomcat, folder.resolve(tomcat));
    List<String> classPath = new ArrayList<>(List.of(server.toString()));
    classPath.add(folder.resolve(tomcat) + "/*");
    classPath.addAll(lib);
    List<String> arguments = new ArrayList<>(OPENED);
    arguments.addAll(List.of("-cp", String.join(":", classPath), Bootstrap.class.getName()));
    arguments.add(folder.resolve("base").toString());
    for (String name : List.of("orders", "billing")) {
      arguments.add(folder.resolve("webapps").resolve(name).toString());
    }
    try (Server container = Server.java(folder, space, arguments.toArray(String[]::new))) {
      int expected = 0;
      for (int i = 1; i <= 3; i++) {
        expected += lib.isEmpty() ? 2 : i == 1 ? 1 : 0; // one appender counts what it has posted
        assertThat(space.awaitArrivals(expected, Duration.ofSeconds(60)))
            .as(container.output())
            .isTrue();
        container.go();
      }
      assertThat(container.awaitEnd()).as(container.output()).isZero();

      System.out.println("== " + tomcat + "\n" + container.output() + space.show());
      assertThat(container.output().lines().filter(line -> !UNRELATED.matcher(line).find()))
          .hasSize(9)
          .allMatch(
              line ->
                  line.matches("deployed|undeployed, " + left + " left|class loaders collected"));
      return space.messages().stream()
          .map(ChatMessage::text)
          .map(text -> text.replaceFirst("(?s)^🔴 \\*ERROR\\* (\\S+) .*", "$1"))
          .collect(Collectors.toList());
    }
  }
}

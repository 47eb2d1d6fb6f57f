/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Follows the recipe for what Tomcat itself logs, in Tomcat as downloaded. */
@Timeout(300)
class TomcatLogIT {

  private static final String HEADING = "### Tomcat's own errors";

  /** The edited lines of {@code conf/logging.properties}. */
  private static final List<String> HANDLERS =
      List.of(
          "handlers",
          ".handlers",
          "org.apache.catalina.core.ContainerBase.[Catalina].[localhost].handlers");

  private static final String BRIDGE = ", org.slf4j.bridge.SLF4JBridgeHandler";

  @TempDir private Path base;

  @ParameterizedTest
  @CsvSource({"tomcat-10, 10.1.48", "tomcat-11, 11.0.24"})
  void requestThatThrows_isPosted(String module, String version) throws Exception {
    int port = Recipe.freePort();
    followTheRecipe(module, port);
    Recipe.copyClasses(
        "com/example/shop/web",
        base.resolve("webapps").resolve("orders").resolve("WEB-INF").resolve("classes"));
    try (ChatSpace space = ChatSpace.start();
        Server tomcat = start(module, space)) {
      tomcat.awaitOutput("Server startup in");
      Instant failed = Instant.now();
      assertThat(get("http://127.0.0.1:" + port + "/orders/order?item=8123")).isEqualTo(500);

      Recipe.assertPosted("Tomcat " + version + " | a request throws", failed, tomcat, space);
    }
  }

  @ParameterizedTest
  @CsvSource({"tomcat-10, 10.1.48", "tomcat-11, 11.0.24"})
  void portInUse_isPosted(String module, String version) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        ServerSocket taken = Recipe.takenPort()) {
      followTheRecipe(module, taken.getLocalPort());
      try (Server tomcat = start(module, space)) {
        Recipe.assertPosted("Tomcat " + version + " | port in use", tomcat, space);
      }
    }
  }

  /** Creates a base directory beside the distribution. */
  private void followTheRecipe(String module, int port) throws Exception {
    Path conf = Files.createDirectories(base.resolve("conf"));
    for (String folder : List.of("bin", "logs", "temp", "webapps")) {
      Files.createDirectories(base.resolve(folder));
    }
    try (Stream<Path> files = Files.list(distribution(module).resolve("conf"))) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        Files.copy(file, conf.resolve(file.getFileName()));
      }
    }
    edit(
        conf.resolve("server.xml"), "port=\"8080\"", "port=\"" + port + "\" address=\"127.0.0.1\"");
    edit(conf.resolve("server.xml"), "port=\"8005\"", "port=\"-1\"");

    String recipe = Recipe.section(HEADING);
    Path logging = base.resolve("logging");
    Recipe.copyJars(HEADING, logging);
    Files.writeString(logging.resolve("logback.xml"), Recipe.configuration(HEADING));
    Matcher variable = Pattern.compile("(?m)^ {4}(CLASSPATH=.*)$").matcher(recipe);
    assertThat(variable.find()).as(recipe).isTrue();
    Files.writeString(base.resolve("bin").resolve("setenv.sh"), variable.group(1) + "\n");
    Matcher context = Pattern.compile("`(<Context .*?>)`").matcher(recipe);
    assertThat(context.find()).as(recipe).isTrue();
    edit(conf.resolve("context.xml"), "<Context>", context.group(1));
    assertThat(recipe).contains("`" + BRIDGE + "`");
    for (String name : HANDLERS) {
      assertThat(recipe).contains("`" + name + "`");
      append(conf.resolve("logging.properties"), name, BRIDGE);
    }
  }

  private static void edit(Path file, String text, String replacement) throws IOException {
    String content = Files.readString(file);
    assertThat(content).contains(text);
    Files.writeString(file, content.replace(text, replacement));
  }

  private static void append(Path file, String property, String addition) throws IOException {
    String content = Files.readString(file);
    String edited =
        content.replaceFirst("(?m)^" + Pattern.quote(property) + " = .*", "$0" + addition);
    assertThat(edited).as(property).isNotEqualTo(content);
    Files.writeString(file, edited);
  }

  private Server start(String module, ChatSpace space) throws IOException {
    return Server.start(
        base,
        space,
        List.of(
            "env",
            "CATALINA_BASE=" + base,
            distribution(module).resolve("bin").resolve("catalina.sh").toString(),
            "run"));
  }

  private static Path distribution(String module) throws IOException {
    return Recipe.built(module, "apache-tomcat-.*");
  }

  private static int get(String address) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(60)).build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
  }
}

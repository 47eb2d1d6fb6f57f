/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** However often logging is set up again: one appender, and each event once. */
class ContextsIT {

  @TempDir private Path folder;

  static Stream<Arguments> ways() {
    return Line.all()
        .flatMap(
            line ->
                Stream.of(
                        "twice",
                        "twice-open",
                        "parent-and-child",
                        "refreshed-child",
                        "level",
                        line.host == Line.Host.LOGBACK ? "reset" : "reconfigure")
                    .map(way -> Arguments.of(line, way)));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void loggingThatIsSetUpAgain_keepsOneAppender(Line line, String way) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      String output =
          new App.Start(line)
              .mainClass("com.acme.resets.Resets")
              .argument(way)
              .argument("--spring.main.web-application-type=none")
              .webhook(space.webhookUrl())
              .run();

      assertThat(output).contains("ENDED").doesNotContain("GoogleChat");
      assertThat(space.messages()).as(output + space.show()).hasSize(1);
      assertThat(space.messages().get(0).text()).contains("shelf is empty").doesNotContain("×2");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void bootstrapContextOfSpringCloud_andItsRefresh_keepOneAppender(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      String output =
          new App.Start(line.withCloud())
              .mainClass("com.acme.resets.Resets")
              .argument("cloud-refresh")
              .argument("--spring.main.web-application-type=none")
              // Spring Cloud names the versions of Spring Boot that it was made for
              .argument("--spring.cloud.compatibility-verifier.enabled=false")
              .webhook(space.webhookUrl())
              .run();

      assertThat(output).contains("PARENT bootstrap", "ENDED").doesNotContain("GoogleChat");
      assertThat(space.messages()).as(output + space.show()).hasSize(1);
      assertThat(space.messages().get(0).text()).contains("shelf is empty").doesNotContain("×2");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void appenderInTheLoggingConfiguration_isLeftAlone(Line line) throws Exception {
    boolean logback = line.host == Line.Host.LOGBACK;
    Path file =
        Files.writeString(
            folder.resolve(logback ? "logback-test.xml" : "log4j2-test.xml"),
            logback
                ? "<configuration><appender name='CHAT' class='io.github.chatappender.logback.GoogleChatAppender'>"
                    + "<application>from-xml</application>"
                    + "<shutdownTimeout>30 s</shutdownTimeout></appender><appender name='ASYNC'"
                    + " class='ch.qos.logback.classic.AsyncAppender'><appender-ref ref='CHAT'/></appender>"
                    + "<root level='INFO'><appender-ref ref='ASYNC'/></root></configuration>"
                : "<Configuration><Appenders><GoogleChat name='Chat' application='from-xml'"
                    + " shutdownTimeout='30 s'/></Appenders>"
                    + "<Loggers><Root level='INFO'><AppenderRef ref='Chat'/></Root></Loggers></Configuration>");
    try (ChatSpace space = ChatSpace.start()) {
      String output =
          new App.Start(line)
              .mainClass("com.acme.small.OneError")
              .argument("--spring.main.web-application-type=none")
              .argument("--logging.config=" + file.toUri())
              .argument("--google-chat.burst=5")
              .webhook(space.webhookUrl())
              .run();

      assertThat(output)
          .contains(
              "google-chat.* has no effect: the logging configuration already has an appender");
      assertThat(space.messages()).as(space.show()).isNotEmpty();
      assertThat(space.messages()).allMatch(message -> message.text().contains("from-xml"));
      assertThat(space.show()).doesNotContain("×2");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void furtherRoom_receivesTheEventsOfItsLoggers(Line line) throws Exception {
    try (ChatSpace main = ChatSpace.start();
        ChatSpace payments = ChatSpace.start()) {
      String output =
          new App.Start(line)
              .mainClass("com.acme.small.OneError")
              .argument("--spring.main.web-application-type=none")
              .argument("--google-chat.exclude-loggers=com.acme.nothing")
              .argument("--google-chat.rooms.payments.loggers=com.acme.payments,com.acme.tax")
              .argument("--google-chat.rooms.payments.level=WARN")
              .argument("--google-chat.rooms.payments.webhook-url=" + payments.webhookUrl())
              .webhook(main.webhookUrl())
              .run();

      assertThat(output).contains("ENDED").doesNotContain("GoogleChat");
      assertThat(texts(main))
          .contains("ledger does not balance", "shelf is empty")
          .doesNotContain("ledger is slow");
      assertThat(texts(payments))
          .contains("ledger does not balance", "ledger is slow")
          .doesNotContain("shelf is empty");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void testOfTheApplication_postsNothing(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Path address = Files.writeString(folder.resolve("address"), space.webhookUrl());
      String output = inTest(line).option("-Dgoogle-chat.webhook-url-file=" + address).run();

      assertThat(output).contains("shelf is empty", "ENDED").doesNotContain("Google");
      assertThat(space.arrivals()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void testWithAnAddressOfThisMachine_posts(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      String output =
          inTest(line)
              .option("-Dgoogle-chat.webhook-url=" + space.webhookUrl())
              .option("-Dgoogle-chat.shutdown-timeout=" + App.PATIENCE)
              .run();

      assertThat(space.messages()).as(output).isNotEmpty();
      assertThat(space.show()).contains("shelf is empty");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void sliceOfTheApplication_postsNothing(Line line) throws Exception {
    String packageName =
        line.isBefore4()
            ? "org.springframework.boot.test.autoconfigure.web.servlet"
            : "org.springframework.boot.webmvc.test.autoconfigure";
    Line tests = line.withTests();
    Path source =
        Files.writeString(
            folder.resolve("Slice.java"),
            String.join(
                "\n",
                "@" + packageName + ".WebMvcTest",
                "@org.springframework.test.context.ContextConfiguration(",
                "    classes = com.acme.small.OneError.class)",
                "public class Slice {",
                "  public static void main(String[] args) throws Exception {",
                "    new org.springframework.test.context.TestContextManager(Slice.class)",
                "        .prepareTestInstance(new Slice());",
                "    org.slf4j.LoggerFactory.getLogger(\"com.acme.Slice\").error(\"in a slice\");",
                "    System.out.println(\"ENDED\");",
                "  }",
                "}"));
    tests.compile(List.of(source), folder);
    try (ChatSpace space = ChatSpace.start()) {
      Path address = Files.writeString(folder.resolve("address"), space.webhookUrl());
      String output =
          new App.Start(tests)
              .folder(folder)
              .mainClass("Slice")
              .option("-Dgoogle-chat.webhook-url-file=" + address)
              .run();

      assertThat(output).contains("shelf is empty", "in a slice", "ENDED");
      assertThat(output).doesNotContain("Google");
      assertThat(space.arrivals()).isEmpty();
    }
  }

  private static App.Start inTest(Line line) {
    return new App.Start(line.withTests())
        .mainClass("com.acme.small.InsideTest")
        .option("-Dspring.main.web-application-type=none");
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void devtools_thatRestartTheApplication_keepOneAppender(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      String output =
          new App.Start(line.with("devtools"))
              .mainClass("com.acme.small.OneError")
              .argument("--spring.main.web-application-type=none")
              .argument("--google-chat.exclude-loggers=com.acme.payments")
              .option("-Dspring.devtools.restart.enabled=true")
              .webhook(space.webhookUrl())
              .run();

      assertThat(output).contains("restartedMain", "ENDED").doesNotContain("GoogleChat");
      assertThat(space.messages()).as(output + space.show()).hasSize(1);
      assertThat(space.messages().get(0).text()).doesNotContain("×2");
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.chatappender.spring.boot.Line#all")
  void secondStartByDevtools_keepsOneAppender(Line line) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      String output =
          new App.Start(line.with("devtools"))
              .mainClass("com.acme.restart.Restart")
              .argument("--spring.main.web-application-type=none")
              .option("-Dspring.devtools.restart.enabled=true")
              .webhook(space.webhookUrl())
              .run();

      assertThat(output).contains("ENDED AFTER A RESTART").doesNotContain("GoogleChat");
      assertThat(space.messages()).as(output + space.show()).hasSize(1);
      assertThat(space.messages().get(0).text()).contains("shelf is empty").doesNotContain("×2");
    }
  }

  private static String texts(ChatSpace space) {
    List<ChatMessage> messages = space.messages();
    StringBuilder texts = new StringBuilder();
    messages.forEach(message -> texts.append(message.text()).append('\n'));
    return texts.toString();
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.Documents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Checks that the build has each profile, module and property of the documented commands. */
class DocumentCommandsTest {

  private static final Set<String> OF_MAVEN =
      Set.of(
          "test",
          "it.test",
          "skipTests",
          "surefire.failIfNoSpecifiedTests",
          "failsafe.failIfNoSpecifiedTests");

  private static final String POMS = sources("pom.xml");
  private static final String CODE = sources(".java");

  /** Returns the commands on lines of their own and those within a sentence or a table. */
  static List<String> commands() {
    Pattern command = Pattern.compile("(?m)^ {4}(mvn [^#\n]+?)(?: {2,}#.*| *)$|`(mvn [^`]+)`");
    return Documents.all().stream()
        .map(document -> Documents.text(document).replaceAll("\\\\\n *", ""))
        .flatMap(text -> command.matcher(text).results())
        .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
        .map(line -> line.replaceAll("\\s+", " "))
        .distinct()
        .collect(Collectors.toList());
  }

  @Test
  void commandsInSentencesAndTables_areFound() {
    assertThat(commands())
        .contains("mvn -B -Phosts verify", "mvn -B -q -Pbenchmarks -pl benchmarks -am verify");
  }

  /** A test of the local space runs its jar; the check command is run by one of its own. */
  @Test
  void programsAreNamedAsTheBuildNamesThem() {
    String version =
        values("<version>([^<]+)</version>", Documents.text(Path.of("pom.xml"))).get(0);
    String jar = "chat-space/target/google-chat-appender-space-" + version + "-all.jar";
    List<String> programs =
        Documents.all().stream()
            .flatMap(document -> Documents.text(document).lines())
            .filter(line -> line.matches(" {4}java .*"))
            .map(String::strip)
            .distinct()
            .collect(Collectors.toList());

    assertThat(programs)
        .containsExactlyInAnyOrder(
            "java -jar " + jar,
            "java -cp 'lib/*' " + Check.class.getName(),
            "java -cp app.jar -Dloader.main="
                + Check.class.getName()
                + " org.springframework.boot.loader.launch.PropertiesLauncher");
  }

  @Test
  void readmeHasTheCommandsForBuildAndDemo() throws IOException {
    String ci = Files.readString(Documents.ROOT.resolve(".ci").resolve("run"));

    assertThat(commands()).contains("mvn -B verify", "mvn -B -Pdemo verify");
    assertThat(ci.lines()).contains("mvn -B verify");
    assertThat(Documents.text(Documents.ROOT.resolve("README.md")).lines())
        .contains("    mvn -B verify", "    mvn -B -Pdemo verify");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void theBuildKnowsEveryPartOfACommand(String command) {
    for (String profile : values("-P([\\w,-]+)", command)) {
      assertThat(POMS).contains("<id>" + profile + "</id>");
    }
    for (String module : values("-pl ([\\w,-]+)", command)) {
      assertThat(Documents.ROOT.resolve(module).resolve("pom.xml")).exists();
    }
    for (String property : values("-D([\\w.]+)", command)) {
      assertThat(
              OF_MAVEN.contains(property)
                  || POMS.contains("<" + property + ">")
                  || CODE.contains("\"" + property + "\""))
          .as(property)
          .isTrue();
    }
  }

  @Test
  void everyProfile_hasACommentAndARowInContributing() {
    // those of single modules too; both adapters have one of the same name
    String pom =
        Documents.text(Documents.ROOT.resolve("pom.xml"))
            + Documents.text(Documents.ROOT.resolve("appender-logback").resolve("pom.xml"))
            + Documents.text(Documents.ROOT.resolve("appender-redis").resolve("pom.xml"));
    String contributing = Documents.text(Documents.ROOT.resolve("CONTRIBUTING.md"));

    List<String> profiles = values("<profile>\\s+<id>([\\w-]+)</id>", pom);

    assertThat(profiles).contains("demo", "soak", "release");
    assertThat(values("-->\\s+<profile>\\s+<id>([\\w-]+)</id>", pom)).isEqualTo(profiles);
    assertThat(
            values(
                "(?m)^\\| `([\\w-]+)` \\| .+ \\| (?:\\d+ minutes|seconds|not measured) \\|$",
                contributing))
        .containsExactlyInAnyOrderElementsOf(profiles);
  }

  @Test
  void profileThatRunsAProgram_skipsTheTestsOfOtherModules() {
    String parent = Documents.text(Documents.ROOT.resolve("pom.xml"));
    List<String> skipping =
        values(
            "<id>([\\w-]+)</id>\\s+<properties>\\s+<skipTests>true</skipTests>\\s+</properties>",
            parent);

    assertThat(skipping).contains("demo", "soak", "mutation");
    for (String module : List.of("appender-core", "benchmarks", "examples/demo", "soak")) {
      String pom = Documents.text(Documents.ROOT.resolve(module).resolve("pom.xml"));
      List<String> profiles = values("<profile>\\s+(?:<!--.*-->\\s+)?<id>([\\w-]+)</id>", pom);
      profiles.remove("fleet"); // runs tests
      assertThat(skipping).containsAll(profiles);
    }
  }

  @Test
  void missingProfile_isFound() {
    assertThat(values("-P([\\w,-]+)", "mvn -Pdemo,nothing verify"))
        .containsExactly("demo", "nothing");
    assertThat(POMS).contains("<id>demo</id>").doesNotContain("<id>nothing</id>");
  }

  private static List<String> values(String option, String command) {
    return Pattern.compile(option)
        .matcher(command)
        .results()
        .map((MatchResult result) -> result.group(1))
        .flatMap(list -> Stream.of(list.split(",")))
        .collect(Collectors.toList());
  }

  private static String sources(String ending) {
    try (Stream<Path> files = Files.walk(Documents.ROOT, 14)) {
      return files
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> !file.toString().contains("target"))
          .map(Documents::text)
          .collect(Collectors.joining("\n"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

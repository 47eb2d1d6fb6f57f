/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.hosts.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Makes the table of docs/hosts.md from the reports of this build, in which each host's tests run
 * before. With {@code -Dhosts.update=true} the document gets this build's counts.
 */
class HostTableTest {

  private static final Path ROOT = Path.of("..", "..");
  private static final Path DOCUMENT = ROOT.resolve("docs").resolve("hosts.md");
  private static final Pattern TABLE =
      Pattern.compile("(?s)(<!-- hosts -->\\n)(.*?)(<!-- /hosts -->)");
  private static final String HEAD = "| host | version | tests | failures |\n|---|---|---|---|\n";

  private static final String VERSION = "name=\"expected.version\" value=\"([^\"]+)\"";

  /** A host's version in one of our poms, by the test class that runs it. */
  private static final Map<String, List<String>> SERVERS =
      Map.of(
          "InventoryAppIT", List.of("Dropwizard", "dropwizard.version"),
          "KafkaIT", List.of("Kafka", "kafka.version"),
          "ZooKeeperIT", List.of("ZooKeeper", "zookeeper.logback-1.2.version", "zookeeper.version"),
          "ArtemisIT", List.of("Artemis", "artemis.version"),
          "TomcatIT", List.of("Tomcat", "tomcat.version", "tomcat.11.version"),
          "TomcatLogIT", List.of("Tomcat", "tomcat.version", "tomcat.11.version"),
          "FatJarIT", List.of("Shade and Boot's jar", "maven-shade-plugin", "spring-boot.version"));

  /** Versions in the order of their numbers. */
  private static final Comparator<String> ROWS =
      Comparator.comparing(
          (String row) ->
              Pattern.compile("\\d+")
                  .matcher(row)
                  .replaceAll(number -> String.format("%05d", Integer.parseInt(number.group()))));

  private final Map<String, int[]> rows = new TreeMap<>(ROWS);

  @Test
  void everyHostOfTheTable_hasPassedItsTests() throws IOException {
    addAdapter("Logback", "appender-logback");
    addAdapter("Log4j2", "appender-log4j2");
    Assumptions.assumeTrue(rows.size() > 3, "the adapters' tests have not run");
    addServers("examples/dropwizard-app");
    addServers("hosts/dropwizard-5");
    addServers("hosts/tests");
    String table =
        rows.entrySet().stream()
            .map(
                row ->
                    row.getKey() + " | " + row.getValue()[0] + " | " + row.getValue()[1] + " |\n")
            .collect(Collectors.joining("", HEAD, ""));
    System.out.println(table);

    assertThat(rows.values()).allMatch(counts -> counts[0] > 0 && counts[1] == 0, table);
    String text = Files.readString(DOCUMENT);
    Matcher documented = TABLE.matcher(text);
    assertThat(documented.find()).isTrue();
    if (Boolean.getBoolean("hosts.update")) {
      Files.writeString(
          DOCUMENT,
          documented.replaceFirst(
              result -> Matcher.quoteReplacement(result.group(1) + table + result.group(3))));
    } else {
      assertThat(hosts(documented.group(2))).isEqualTo(hosts(table));
    }
  }

  /** Returns a table without the counts, which change with every new test. */
  private static List<String> hosts(String table) {
    return table
        .lines()
        .map(line -> Arrays.stream(line.split("\\|", -1)).limit(3).collect(Collectors.joining("|")))
        .collect(Collectors.toList());
  }

  private void addAdapter(String host, String module) throws IOException {
    for (String report : reports(module, "surefire-reports")) {
      // a class that is skipped as a whole has no properties
      if (count("tests", report) > count("skipped", report)) {
        add("| " + host + " | " + first(VERSION, report), report);
      }
    }
  }

  private void addServers(String module) throws IOException {
    for (String report : reports(module, "failsafe-reports")) {
      String test = first("<testsuite [^>]*name=\"[\\w.]*?(\\w+)\"", report);
      List<String> host = SERVERS.get(test);
      assertThat(host).as(test).isNotNull();
      String poms = text(module, "pom.xml") + text("hosts", "pom.xml") + text(".", "pom.xml");
      String versions =
          host.stream()
              .skip(1)
              .map(
                  name ->
                      name.contains(".")
                          ? first("<" + name + ">([^<]+)<", poms)
                          : first(name + "</artifactId>\\s+<version>([^<]+)<", poms))
              .collect(Collectors.joining(", "));
      add("| " + host.get(0) + " | " + versions, report);
    }
  }

  private void add(String row, String report) {
    int[] counts = rows.computeIfAbsent(row, any -> new int[2]);
    counts[0] += count("tests", report) - count("skipped", report);
    counts[1] += count("failures", report) + count("errors", report);
  }

  private static int count(String attribute, String report) {
    return Integer.parseInt(first("<testsuite [^>]*\\b" + attribute + "=\"(\\d+)\"", report));
  }

  private static String first(String pattern, String text) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .findFirst()
        .map((MatchResult result) -> result.group(1))
        .orElseThrow(() -> new AssertionError(pattern));
  }

  private static String text(String module, String file) throws IOException {
    return Files.readString(ROOT.resolve(module).resolve(file));
  }

  private static List<String> reports(String module, String folder) throws IOException {
    Path reports = ROOT.resolve(module).resolve("target").resolve(folder);
    if (!Files.isDirectory(reports)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(reports)) {
      return files
          .filter(file -> file.getFileName().toString().matches("TEST-.*\\.xml"))
          .sorted()
          .map(HostTableTest::read)
          .collect(Collectors.toList());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

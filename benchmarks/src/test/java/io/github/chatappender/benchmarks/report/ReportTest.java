/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.report;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks the report made from a run's figures. */
class ReportTest {

  @TempDir Path directory;

  private final Results results = new Results();

  @Test
  void figures_areReadAsWritten() throws IOException {
    add("twoArguments", "LOGBACK_CHAT", 2, "ns/op", 71.25);
    Path csv = directory.resolve("deep/figures.csv");

    results.write(csv);

    Results read = Results.read(csv);
    assertThat(read.value("twoArguments", "LOGBACK_CHAT", 2, "ns/op")).hasValue(71.25);
    assertThat(read.value("twoArguments", "LOGBACK_CHAT", 1, "ns/op")).isEmpty();
    assertThat(Files.readAllLines(csv))
        .containsExactly(
            "course,scenario,subject,threads,metric,value",
            "append,twoArguments,LOGBACK_CHAT,2,ns/op,71.2500");
  }

  @Test
  void lineThatIsNoFigure_isRefused() {
    assertThatThrownBy(() -> Figure.parse("append,twoArguments,LOGBACK_CHAT"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a figure: append,twoArguments,LOGBACK_CHAT");
  }

  @Test
  void addedCosts_areComparedWithTheAsynchronousAppender() {
    add("twoArguments", "LOGBACK_NOOP", 1, "ns/op", 60);
    add("twoArguments", "LOGBACK_ASYNC", 1, "ns/op", 860);
    add("twoArguments", "LOGBACK_CHAT", 1, "ns/op", 80);
    add("sameException", "LOGBACK_NOOP", 1, "ns/op", 700);
    add("sameException", "LOGBACK_ASYNC", 1, "ns/op", 1_700);
    add("sameException", "LOGBACK_CHAT", 1, "ns/op", 1_000);

    assertThat(Targets.table(results).lines())
        .containsExactly(
            "| case | host | to reach | measured | reached |",
            "|---|---|---|--:|---|",
            "| repeat without exception | Logback | added ≤ 0.1 of `AsyncAppender`'s"
                + " | 0.03 (20 of 800 ns) | yes |",
            "| repeat with the same exception | Logback | added ≤ 0.25 of `AsyncAppender`'s"
                + " | 0.30 (300 of 1,000 ns) | **no** |");
  }

  @Test
  void storm_passesIfEveryEventIsReportedOrCountedAsLost() {
    add("ALL_DISTINCT", "LOG4J2_CHAT", 2, "events told", 1_000);
    add("ALL_DISTINCT", "LOG4J2_CHAT", 2, "events said to be lost", 199_000);
    add("ALL_DISTINCT", "LOG4J2_CHAT", 2, "messages", 4);
    add("TWENTY_STATEMENTS", "LOG4J2_CHAT", 2, "events told", 199_999);
    add("TWENTY_STATEMENTS", "LOG4J2_CHAT", 2, "events said to be lost", 0);
    add("TWENTY_STATEMENTS", "LOG4J2_CHAT", 2, "messages", 2);

    assertThat(Targets.table(results).lines().skip(2))
        .containsExactly(
            "| 200,000 errors of 20 statements, after flush | Log4j2"
                + " | reported + counted as lost = all, ≤ 20 messages"
                + " | 199,999 + 0 in 2 | **no** |",
            "| 200,000 distinct errors, after flush | Log4j2"
                + " | reported + counted as lost = all, ≤ 20 messages"
                + " | 1,000 + 199,000 in 4 | yes |");
  }

  @Test
  void document_showsTheCommittedFigures() throws IOException {
    String document = Files.readString(Path.of("../docs/performance.md"));
    String begin = "<!-- performance -->\n";
    int from = document.indexOf(begin) + begin.length();

    String shown = document.substring(from, document.indexOf("<!-- /performance -->"));

    assertThat(shown).isEqualTo(Targets.table(Results.read(Path.of("results/figures.csv"))));
  }

  @Test
  void readmesNumbers_equalTheCommittedFigures() throws IOException {
    String readme = Files.readString(Path.of("../README.md"));
    List<String> rows =
        Targets.table(Results.read(Path.of("results/figures.csv"))).lines().collect(toList());

    String ours = "";
    String theirs = "";
    String jars = "";
    for (String host : List.of("Logback", "Log4j2")) {
      String repeat = only(rows, "| repeat without exception | " + host + " |", " ns)");
      String[] nanos = repeat.replaceAll(".*\\((\\d+) of (\\d+) ns\\).*", "$1 $2").split(" ", -1);
      ours += " | " + nanos[0] + " ns";
      theirs += " | " + nanos[1] + " ns";
      jars += " | " + only(rows, "| jars, with the core's | " + host, "KB").split(" \\| ", -1)[3];
    }

    assertThat(readme)
        .contains("| cost of a repeat on the logging thread" + ours + " |\n")
        .contains("| the same with `AsyncAppender`" + theirs + " |\n")
        .contains("| jars, plus `jackson-core`" + jars + " |\n");
  }

  private static String only(List<String> rows, String start, String part) {
    List<String> found =
        rows.stream().filter(r -> r.startsWith(start) && r.contains(part)).collect(toList());
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void aChartShowsItsBars() throws IOException {
    BarChart chart = new BarChart("What a call costs", "ns", true);
    chart.bar("Google Chat Appender", "repeat", 23);
    chart.bar("AsyncAppender", "repeat", 812);

    chart.write(directory.resolve("chart.svg"));
    chart.write(directory.resolve("again.svg"));

    assertThat(directory.resolve("chart.svg"))
        .content()
        .startsWith("<svg")
        .contains("What a call costs", "Google Chat Appender", "812", "23")
        .isEqualTo(Files.readString(directory.resolve("again.svg")));
  }

  private void add(String scenario, String subject, int threads, String metric, double value) {
    results.add(new Figure("append", scenario, subject, threads, metric, value));
  }
}

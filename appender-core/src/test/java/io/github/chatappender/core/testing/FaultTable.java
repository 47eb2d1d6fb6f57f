/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The table of docs/troubleshooting.md with the line that people see of each fault, and who prints
 * it in each host. With {@code -Dgolden.update=true} a test writes its host's column.
 */
public final class FaultTable {

  private static final String DOCUMENT = "docs/troubleshooting.md";
  private static final String NAME = "faults and hosts";
  private static final String AT_EXIT = "any of these, with events left | at exit";

  /** The columns after fault, time and line. */
  private static final List<String> HOSTS =
      List.of("Logback", "Log4j2", "Boot, Logback", "Boot, Log4j2");

  private static final int FIRST_HOST = 3;

  /** What each fault is, and when people see it. */
  private static final Map<String, String> FAULTS = new LinkedHashMap<>();

  static {
    FAULTS.put("REQUIRED", "no address although `required` is set | at start");
    FAULTS.put("SETTING", "a setting that cannot be used | at start");
    FAULTS.put("TOKEN", "wrong token, or apps turned off in the space | at once");
    FAULTS.put("KEY", "wrong key | at once");
    FAULTS.put("GONE", "webhook or space deleted | at once");
    FAULTS.put("TUNNEL", "the proxy forbids the host | at once");
    FAULTS.put("CREDENTIALS", "the proxy wants credentials | at once");
    FAULTS.put("UNTRUSTED", "untrusted certificate | at once");
    FAULTS.put("REFUSED", "connection refused | after 60 s");
    FAULTS.put("UNKNOWN", "unknown host | after 60 s");
    FAULTS.put("SILENT", "no answer | after 60 s");
    FAULTS.put("ERRORS", "errors of the service | after 60 s");
    FAULTS.put("THROTTLED", "always 429 | after 60 s");
  }

  private final String host;
  private final Map<String, String[]> shown = new LinkedHashMap<>();

  /**
   * Creates the table of one host.
   *
   * @param host the heading of its column
   */
  public FaultTable(String host) {
    this.host = host;
  }

  /** Returns whether a fault leaves events that the exit has to report. */
  public static boolean leavesEvents(String fault) {
    return !fault.equals("REQUIRED") && !fault.equals("SETTING");
  }

  /** Adds the output of an appender before the exit, which is one line. */
  public void before(String fault, String appender, String output) {
    shown.put(FAULTS.get(fault), onlyLine(appender, output));
  }

  /** Adds the output of an appender at the exit, which is one line with its events. */
  public void atExit(String fault, String appender, String output) {
    String[] line = onlyLine(appender, output);
    assertThat(line[0]).startsWith("1 event was not posted when ");
    if (fault.equals("REFUSED")) {
      shown.put(AT_EXIT, line);
    }
  }

  /** Compares the lines seen with the document. */
  public void compare() throws IOException {
    int column = FIRST_HOST + HOSTS.indexOf(host);
    if (Boolean.getBoolean("golden.update")) {
      update(column);
    }
    compare(documentedRows().stream().map(row -> row.get(column)).collect(Collectors.toList()));
  }

  /** Compares the lines with the document, and who has printed each with one word. */
  public void compareLinesPrintedBy(String printer) {
    compare(documentedRows().stream().map(row -> printer).collect(Collectors.toList()));
  }

  private void compare(List<String> printers) {
    List<List<String>> rows = documentedRows();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      String row = String.join(" | ", rows.get(i).subList(0, FIRST_HOST));
      expected.add(row + " | " + printers.get(i));
    }
    assertThat(toString().lines()).containsExactlyElementsOf(expected);
  }

  /** Returns a row for each fault, without the columns of other hosts. */
  @Override
  public String toString() {
    return titles().stream()
        .map(title -> title + " | `" + shown.get(title)[0] + "` | " + shown.get(title)[1])
        .collect(Collectors.joining("\n"));
  }

  private List<String> titles() {
    List<String> titles = new ArrayList<>(FAULTS.values());
    titles.add(AT_EXIT);
    assertThat(shown).containsOnlyKeys(titles);
    return titles;
  }

  private static List<List<String>> documentedRows() {
    return Documents.marked(DOCUMENT, NAME)
        .lines()
        .skip(2)
        .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
        .collect(Collectors.toList());
  }

  private void update(int column) throws IOException {
    synchronized (FaultTable.class) {
      Path file = Documents.ROOT.resolve(DOCUMENT);
      String begin = "<!-- " + NAME + " -->\n";
      String text = Documents.text(file);
      String old = begin + Documents.marked(DOCUMENT, NAME);
      Files.writeString(file, text.replace(old, begin + withColumn(column)));
    }
  }

  private String withColumn(int column) {
    List<List<String>> rows = documentedRows();
    List<String> titles = titles();
    StringBuilder table = new StringBuilder("| fault | seen | line | ");
    table.append(String.join(" | ", HOSTS) + " |\n|---|---|---" + "|---".repeat(HOSTS.size()));
    table.append("|\n");
    for (int number = 0; number < titles.size(); number++) {
      String[] line = shown.get(titles.get(number));
      table.append("| " + titles.get(number) + " | `" + line[0] + "` |");
      for (int cell = FIRST_HOST; cell < FIRST_HOST + HOSTS.size(); cell++) {
        boolean known = number < rows.size() && cell < rows.get(number).size();
        String other = known ? rows.get(number).get(cell) : "";
        table.append(" " + (cell == column ? line[1] : other) + " |");
      }
      table.append("\n");
    }
    return table.toString();
  }

  /**
   * Returns an appender's only line, without what differs each time, and who has printed it. A host
   * that prints warnings also prints each reason as it occurs.
   */
  private static String[] onlyLine(String appender, String output) {
    Pattern ours =
        Pattern.compile(
            "(.*)GoogleChat(?: appender " + appender + ": |Appender\\[" + appender + "] - )(.*)");
    List<Matcher> lines =
        output
            .lines()
            .filter(line -> !line.contains("|-INFO"))
            .map(ours::matcher)
            .filter(Matcher::matches)
            .filter(line -> !line.group(2).matches("(posting to|Google Chat is throttling) .*"))
            .collect(Collectors.toList());
    assertThat(lines).as("lines of %s in %s", appender, output).hasSize(1);
    String words =
        lines
            .get(0)
            .group(2)
            .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:PORT")
            .replaceAll("for 6\\d s", "for 60 s")
            .replaceAll("not trusted \\(.*?: does", "not trusted (…): does")
            .replaceAll("when (this appender stopped|the JVM ended)", "when …");
    return new String[] {words, printedBy(lines.get(0).group(1))};
  }

  private static String printedBy(String lead) {
    Matcher level = Pattern.compile(".*\\b(WARN|ERROR)\\b.*").matcher(lead);
    return level.matches() ? "host, " + level.group(1) : "standard error";
  }
}

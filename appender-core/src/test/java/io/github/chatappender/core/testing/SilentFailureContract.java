/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import io.github.chatappender.space.Misbehavior;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a program for 65 s whose appenders all fail to post, each for a different reason, with the
 * host's default status settings: people see one line from each, and one at the end. The lines are
 * the table in docs/troubleshooting.md; with {@code -Dgolden.update=true} the test writes its
 * host's column.
 */
@Tag("slow")
@Timeout(150)
public abstract class SilentFailureContract {

  private static final String DOCUMENT = "docs/troubleshooting.md";
  private static final String TABLE = "faults and hosts";
  private static final String MARK = "65 seconds are over";
  private static final String CHAT =
      "https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t";

  /** What each appender has to cope with, and when people see it, by the appender's name. */
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

  private static final String AT_EXIT = "REFUSED";

  /** Returns the program: it logs an error and calls {@link #wait65Seconds}. */
  protected abstract Class<?> program();

  /** Returns the host's name, the heading of its column. */
  protected abstract String host();

  /**
   * Returns a configuration with default status settings.
   *
   * @param appenders the settings of each appender, by name
   */
  protected abstract String configuration(Map<String, Map<String, String>> appenders);

  /** Returns options of the JVM that name the file of the configuration. */
  protected abstract List<String> options(Path configuration);

  /** Waits as long as the first line may take. */
  public static void wait65Seconds() throws InterruptedException {
    boolean unused = new CountDownLatch(1).await(65, TimeUnit.SECONDS);
    System.out.println(MARK);
  }

  @Test
  void eachReason_isOneLineWithin65SecondsAndOneAtTheEnd(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("configuration.xml");
    try (ConnectProxy proxy = ConnectProxy.refusing(403);
        ConnectProxy wanting = ConnectProxy.wanting("user:password");
        TlsSpace untrusted = new TlsSpace(directory);
        ChatSpace good = ChatSpace.start();
        ChatSpace gone = ChatSpace.start();
        ChatSpace silent = ChatSpace.start();
        ChatSpace errors = ChatSpace.start();
        ChatSpace throttled = ChatSpace.start()) {
      gone.answerWith(Misbehavior.status(404));
      silent.answerWith(Misbehavior.delay(Duration.ofMinutes(5)));
      errors.answerWith(Misbehavior.status(500));
      throttled.answerWith(Misbehavior.status(429));
      Map<String, Map<String, String>> appenders = new LinkedHashMap<>();
      appenders.put("REQUIRED", Map.of("required", "true"));
      appenders.put("SETTING", Map.of("webhookUrl", good.webhookUrl(), "queueCapacity", "3"));
      appenders.put("TOKEN", Map.of("webhookUrl", good.webhookUrl() + "x"));
      appenders.put("KEY", Map.of("webhookUrl", good.webhookUrl().replace("key=k", "key=wrong")));
      appenders.put("GONE", Map.of("webhookUrl", gone.webhookUrl()));
      appenders.put("TUNNEL", Map.of("webhookUrl", CHAT, "proxy", proxy.address()));
      appenders.put(
          "CREDENTIALS",
          Map.of("webhookUrl", CHAT.replace("/A/", "/B/"), "proxy", wanting.address()));
      appenders.put("UNTRUSTED", Map.of("webhookUrl", untrusted.webhookUrl()));
      appenders.put(
          "REFUSED",
          Map.of("webhookUrl", CHAT.replace("chat.googleapis.com", "127.0.0.1:" + closedPort())));
      appenders.put(
          "UNKNOWN",
          Map.of(
              "webhookUrl",
              CHAT.replace("chat.googleapis.com", "no-such-host.invalid"),
              "allowedHosts",
              "no-such-host.invalid"));
      appenders.put("SILENT", Map.of("webhookUrl", silent.webhookUrl()));
      appenders.put("ERRORS", Map.of("webhookUrl", errors.webhookUrl()));
      appenders.put("THROTTLED", Map.of("webhookUrl", throttled.webhookUrl()));
      assertThat(appenders).containsOnlyKeys(FAULTS.keySet());
      Files.writeString(file, configuration(appenders));

      ChildJvm child = new ChildJvm.Command(program()).options(options(file)).run();

      String output = child.output();
      assertThat(child.exitCode()).as(output).isZero();
      assertThat(output).contains(MARK).doesNotContain("key=", "token=");
      compare(
          output.substring(0, output.indexOf(MARK)),
          output.substring(output.indexOf(MARK)),
          appenders.keySet());
    }
  }

  private void compare(String before, String after, Iterable<String> appenders) throws IOException {
    Map<String, String[]> shown = new LinkedHashMap<>();
    for (String name : appenders) {
      shown.put(FAULTS.get(name), onlyLine(before, name));
      if (!name.equals("REQUIRED") && !name.equals("SETTING")) {
        assertThat(onlyLine(after, name)[0]).startsWith("1 event was not posted when ");
      }
    }
    shown.put("any of these, with events left | at exit", onlyLine(after, AT_EXIT));
    List<List<String>> rows = documentedRows();
    int column = host().equals("Logback") ? 3 : 4;
    if (Boolean.getBoolean("golden.update")) {
      update(shown, rows, column);
      rows = documentedRows();
    }
    List<String> actual = new ArrayList<>();
    shown.forEach((fault, line) -> actual.add(fault + " | `" + line[0] + "` | " + line[1]));
    assertThat(
            rows.stream()
                .map(row -> String.join(" | ", row.subList(0, 3)) + " | " + row.get(column))
                .collect(Collectors.toList()))
        .isEqualTo(actual);
  }

  private static List<List<String>> documentedRows() {
    return Documents.marked(DOCUMENT, TABLE)
        .lines()
        .skip(2)
        .map(line -> List.of(line.substring(2, line.length() - 2).split(" \\| ", -1)))
        .collect(Collectors.toList());
  }

  private static void update(Map<String, String[]> shown, List<List<String>> rows, int column)
      throws IOException {
    StringBuilder table =
        new StringBuilder("| fault | seen | line | Logback | Log4j2 |\n|---|---|---|---|---|\n");
    int number = 0;
    for (Map.Entry<String, String[]> one : shown.entrySet()) {
      String[] cells = {"", ""};
      if (number < rows.size()) {
        cells[0] = rows.get(number).get(3);
        cells[1] = rows.get(number).get(4);
      }
      cells[column - 3] = one.getValue()[1];
      table.append("| " + one.getKey() + " | `" + one.getValue()[0] + "` | ");
      table.append(cells[0] + " | " + cells[1] + " |\n");
      number++;
    }
    Path file = Documents.ROOT.resolve(DOCUMENT);
    String begin = "<!-- " + TABLE + " -->\n";
    String text = Documents.text(file);
    Files.writeString(file, text.replace(begin + Documents.marked(DOCUMENT, TABLE), begin + table));
  }

  /** Returns an appender's only line, without what differs each time, and who has printed it. */
  private static String[] onlyLine(String output, String appender) {
    Pattern ours =
        Pattern.compile(
            "(.*)GoogleChat(?: appender " + appender + ": |Appender\\[" + appender + "] - )(.*)");
    List<Matcher> lines =
        output
            .lines()
            .filter(line -> !line.contains("|-INFO"))
            .map(ours::matcher)
            .filter(Matcher::matches)
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

  @Test
  void unusableSetting_isOneLineAtStart(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("configuration.xml");
    String address = CHAT.replace("chat.googleapis.com", "127.0.0.1:" + closedPort());
    Files.writeString(
        file, configuration(Map.of("CHAT", Map.of("webhookUrl", address, "messageChars", "many"))));

    ChildJvm child = new ChildJvm.Command(program()).options(options(file)).run("no wait");

    assertThat(child.exitCode()).as(child.output()).isZero();
    assertThat(child.output().lines().filter(line -> line.contains("messageChars must")))
        .as(child.output())
        .hasSize(1);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a program for 65 s whose appenders all fail to post, each for a different reason, with the
 * host's default status settings: people see one line from each, and one at the end.
 */
@Tag("slow")
@Timeout(150)
public abstract class SilentFailureContract {

  private static final String MARK = "65 seconds are over";
  private static final String CHAT =
      "https://chat.googleapis.com/v1/spaces/A/messages?key=k&token=t";

  /** Returns the program: it logs an error and calls {@link #wait65Seconds}. */
  protected abstract Class<?> program();

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
    int closed = closedPort();
    try (ConnectProxy proxy = ConnectProxy.refusing(403);
        TlsSpace untrusted = new TlsSpace(directory)) {
      Map<String, Map<String, String>> appenders = new TreeMap<>();
      appenders.put(
          "REFUSED",
          Map.of("webhookUrl", CHAT.replace("chat.googleapis.com", "127.0.0.1:" + closed)));
      appenders.put(
          "UNKNOWN",
          Map.of(
              "webhookUrl",
              CHAT.replace("chat.googleapis.com", "no-such-host.invalid"),
              "allowedHosts",
              "no-such-host.invalid"));
      appenders.put("TUNNEL", Map.of("webhookUrl", CHAT, "proxy", proxy.address()));
      appenders.put("UNTRUSTED", Map.of("webhookUrl", untrusted.webhookUrl()));
      Files.writeString(file, configuration(appenders));

      ChildJvm child = new ChildJvm.Command(program()).options(options(file)).run();

      String output = child.output();
      assertThat(child.exitCode()).as(output).isZero();
      assertThat(output).contains(MARK).doesNotContain("key=", "token=");
      String before = output.substring(0, output.indexOf(MARK));
      String after = output.substring(output.indexOf(MARK));
      assertOneLine(
          before, "REFUSED", "connection refused by 127.0.0.1:" + closed + ": is a proxy");
      assertOneLine(
          before, "UNKNOWN", "no-such-host.invalid cannot be resolved: is a proxy needed");
      assertOneLine(
          before, "TUNNEL", "refuses to connect to chat.googleapis.com (403): configure it");
      assertOneLine(before, "UNTRUSTED", "is not trusted (");
      assertOneLine(before, "UNTRUSTED", "Import its CA into the trust store");
      for (String name : appenders.keySet()) {
        assertOneLine(after, name, "1 event was not posted when ");
      }
    }
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

  private static void assertOneLine(String output, String appender, String words) {
    assertThat(
            output
                .lines()
                .filter(line -> line.contains("GoogleChat appender " + appender + ": "))
                .collect(Collectors.toList()))
        .as(output)
        .singleElement()
        .asString()
        .contains(words);
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      return socket.getLocalPort();
    }
  }
}

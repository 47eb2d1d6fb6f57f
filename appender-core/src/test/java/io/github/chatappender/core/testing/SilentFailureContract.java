/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs a program for 65 s whose appenders all fail to post, each for a different reason, with the
 * host's default status settings: people see one line from each, and one at the end. The lines are
 * the {@link FaultTable}.
 */
@Tag("slow")
@Timeout(150)
public abstract class SilentFailureContract {

  private static final String MARK = "65 seconds are over";

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
    try (SilentFaults faults = new SilentFaults(directory)) {
      Files.writeString(file, configuration(faults.settings()));

      ChildJvm child = new ChildJvm.Command(program()).options(options(file)).run();

      String output = child.output();
      assertThat(child.exitCode()).as(output).isZero();
      assertThat(output).contains(MARK).doesNotContain("key=", "token=");
      FaultTable table = new FaultTable(host());
      for (String fault : faults.settings().keySet()) {
        table.before(fault, fault, output.substring(0, output.indexOf(MARK)));
        if (FaultTable.leavesEvents(fault)) {
          table.atExit(fault, fault, output.substring(output.indexOf(MARK)));
        }
      }
      table.compare();
    }
  }

  @Test
  void unusableSetting_isOneLineAtStart(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("configuration.xml");
    Map<String, String> settings =
        Map.of("webhookUrl", SilentFaults.refusedAddress(), "messageChars", "many");
    Files.writeString(file, configuration(Map.of("CHAT", settings)));

    ChildJvm child = new ChildJvm.Command(program()).options(options(file)).run("no wait");

    assertThat(child.exitCode()).as(child.output()).isZero();
    assertThat(child.output().lines().filter(line -> line.contains("messageChars must")))
        .as(child.output())
        .hasSize(1);
  }
}

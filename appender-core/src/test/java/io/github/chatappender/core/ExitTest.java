/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.space.ChatSpace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the last events of a program, in JVMs that really end. */
@Timeout(120)
class ExitTest {

  @Test
  void eventsLoggedAsMainEnds_areDelivered() {
    try (ChatSpace space = ChatSpace.start()) {
      ChildJvm child = ChildJvm.run(ExitMain.class, List.of(), space.webhookUrl(), "true", "60 s");

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(child.output()).isEmpty();
      assertThat(space.messages()).singleElement().asString().contains("last words");
    }
  }

  @Test
  void eventsLoggedAsMainEnds_areLostWithoutTheHook() {
    try (ChatSpace space = ChatSpace.start()) {
      ChildJvm child = ChildJvm.run(ExitMain.class, List.of(), space.webhookUrl(), "false", "60 s");

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(space.messages()).isEmpty();
    }
  }

  @Test
  void serverThatNeverAnswers_doesNotKeepTheProgramRunning() {
    try (HostileServer server = HostileServer.that(HostileServer::neverAnswer)) {
      // enough time to load the classes of a first post on a busy machine
      ChildJvm child = ChildJvm.run(ExitMain.class, List.of(), server.address(), "true", "8 s");

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(server.requestLines()).hasSize(1);
    }
  }

  @Test
  void roomsStoppedInTurn_shareOneTimeout() {
    try (HostileServer server = HostileServer.that(HostileServer::neverAnswer)) {
      ChildJvm child = ChildJvm.run(ExitRoomsMain.class, List.of(), server.address(), "5 s");

      assertThat(child.exitCode()).as(child.output()).isZero();
      assertThat(child.output())
          .containsPattern("^([4-9]|1[0-4]) s, 5 lines"); // not five times 5 s
    }
  }

  @ParameterizedTest(name = "stopped before: {0}")
  @ValueSource(booleans = {false, true})
  void closedClassLoader_isOneLineWithoutAStackTrace(boolean stopped) {
    String address = HostileServer.addressOfNobody();
    String[] arguments = stopped ? new String[] {address, "stop"} : new String[] {address};

    ChildJvm child = ChildJvm.run(ClosedLoaderMain.class, List.of(), arguments);

    assertThat(child.exitCode()).as(child.output()).isZero();
    assertThat(child.output().lines().filter(line -> !line.equals("settled: false")))
        .singleElement()
        .asString()
        .startsWith(
            "1 event was not posted "
                + (stopped ? "when this appender stopped" : "when the JVM ended")
                + ": the class loader of the application was closed");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "true, drained",
    "true true, drained",
    "true unregister, ''",
    "true false, ''",
    "true false true, drained",
    "unregister, ''",
    "late, late"
  })
  void drainRegisteredDuringShutdown_runsOnce(String todo, String output) {
    ChildJvm child = ChildJvm.run(ExitDrainMain.class, List.of(), todo.split(" "));

    assertThat(child.exitCode()).isZero();
    assertThat(child.output().trim()).isEqualTo(output);
  }
}

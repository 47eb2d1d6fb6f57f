/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static io.github.chatappender.space.Client.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LifecycleTest {
  @Test
  void closedSpace_refusesConnectionsButStaysReadable() throws Exception {
    ChatSpace space = ChatSpace.start();
    Client.of(space).post(text("a"));
    space.close();
    space.close();

    assertThatExceptionOfType(IOException.class).isThrownBy(() -> Client.of(space).post(text("b")));
    assertThat(space.messages()).hasSize(1);
    assertThat(space.show()).contains("1 messages");
  }

  @Test
  void aClosedPortCanBeUsedAgain() throws Exception {
    ChatSpace first = ChatSpace.start();
    int port = first.port();
    Client.of(first).post(text("a"));
    first.close();

    try (ChatSpace second = ChatSpace.builder().port(port).start()) {
      assertThat(second.port()).isEqualTo(port);
      assertThat(Client.of(second).post(text("b")).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aTakenPortIsReported() {
    try (ChatSpace space = ChatSpace.start()) {
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> ChatSpace.builder().port(space.port()).start())
          .withMessageContaining(String.valueOf(space.port()));
    }
  }

  @Test
  void threads_areFewDaemonsAndEndWithTheSpace() throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    ChatSpace space = ChatSpace.start();
    for (int i = 0; i < 20; i++) {
      Client.of(space).post(text("a"));
    }
    Set<Thread> ours = serverThreads(before);
    assertThat(ours).hasSizeBetween(2, 7).allMatch(Thread::isDaemon);

    space.close();

    await().atMost(Duration.ofSeconds(20)).until(() -> ours.stream().noneMatch(Thread::isAlive));
  }

  @Test
  void manyClientsAtOnceAreServed() throws Exception {
    int clients = 8;
    int each = 250;
    try (ChatSpace space = ChatSpace.start()) {
      ExecutorService pool = Executors.newFixedThreadPool(clients);
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int c = 0; c < clients; c++) {
        String threadKey = "k" + c;
        tasks.add(() -> postMany(Client.of(space), each, threadKey));
      }
      for (Future<Void> done : pool.invokeAll(tasks)) {
        done.get();
      }
      pool.shutdown();

      assertThat(space.messages()).hasSize(clients * each);
      assertThat(space.messages()).extracting(ChatMessage::name).doesNotHaveDuplicates();
      assertThat(space.arrivals()).hasSize(clients * each);
      assertThat(space.threads())
          .hasSize(clients)
          .allSatisfy(
              (name, thread) -> {
                assertThat(thread).hasSize(each);
                assertThat(thread.stream().map(ChatMessage::threadKey).distinct()).hasSize(1);
              });
    }
  }

  private static Void postMany(Client client, int count, String threadKey) throws Exception {
    for (int i = 0; i < count; i++) {
      assertThat(client.post(Client.FALLBACK, text("message " + i, threadKey)).statusCode())
          .isEqualTo(200);
    }
    return null;
  }

  private static Set<Thread> serverThreads(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .filter(thread -> !thread.getName().startsWith("HttpClient"))
        .collect(Collectors.toSet());
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.core.testing.Configs;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Drops clients with their last exchange in any phase: each must end with its threads. */
@Timeout(120)
class HttpReleaseTest {

  private static final int CLIENTS = 300;
  private static final byte[] OK =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}".getBytes(StandardCharsets.UTF_8);

  private final AtomicInteger open = new AtomicInteger();

  @Test
  void releasedClient_ends_whenItsRequestWasCancelledAtAnyPoint() throws Exception {
    Random random = new Random(1);
    List<Thread> threads = new ArrayList<>();
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread answering = new Thread(() -> answer(server), "answering");
      answering.setDaemon(true);
      answering.start();
      for (int i = 0; i < CLIENTS; i++) {
        HttpTransport transport = new HttpTransport(Configs.defaults(), work -> daemon(work));
        Exchange exchange =
            transport.post(
                Webhooks.local(server.getLocalPort()),
                "&requestId=r",
                "{}".getBytes(StandardCharsets.UTF_8),
                () -> {});
        TimeUnit.MICROSECONDS.sleep(random.nextInt(4_000));
        exchange.cancel();
        transport.release();
        threads.addAll(transport.releasedThreads());
      }

      assertThat(threads).filteredOn(HttpReleaseTest::isSelector).hasSize(CLIENTS);
      for (Thread thread : threads) {
        thread.join();
      }
      await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(open).hasValue(0));
    }
  }

  private static boolean isSelector(Thread thread) {
    return thread.getName().endsWith("SelectorManager");
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "of-a-client");
    thread.setDaemon(true);
    return thread;
  }

  private void answer(ServerSocket server) {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        open.incrementAndGet();
        Thread thread = new Thread(() -> answer(socket), "answer");
        thread.setDaemon(true);
        thread.start();
      }
    } catch (Exception e) {
      // the test is over
    }
  }

  private void answer(Socket socket) {
    try (socket) {
      InputStream in = socket.getInputStream();
      byte[] buffer = new byte[8_192];
      if (in.read(buffer) > 0) {
        socket.getOutputStream().write(OK);
      }
      while (in.read(buffer) >= 0) {
        // until the client has disconnected
      }
    } catch (Exception e) {
      // the client has disconnected
    } finally {
      open.decrementAndGet();
    }
  }
}

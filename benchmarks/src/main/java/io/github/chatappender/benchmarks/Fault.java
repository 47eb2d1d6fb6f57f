/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** The faults our appender faces while an application logs. */
enum Fault {
  /** A local Chat space that accepts every message. */
  HEALTHY {
    @Override
    Endpoint open() {
      return healthy();
    }
  },
  /** A port without a listener. */
  REFUSED {
    @Override
    Endpoint open() {
      try (ServerSocket nobody = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return Endpoint.of(Endpoint.address(nobody.getLocalPort()), () -> {});
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  },
  /** A server that answers one byte at a time, endlessly. */
  DRIPPING {
    @Override
    Endpoint open() {
      DrippingServer server = DrippingServer.start();
      return Endpoint.of(Endpoint.address(server.port()), server::close);
    }
  },
  /** The healthy space, and one constantly computing thread per core. */
  BUSY {
    @Override
    Endpoint open() {
      Endpoint space = healthy();
      Spinners spinners = Spinners.start(Runtime.getRuntime().availableProcessors());
      return Endpoint.of(
          space.address(),
          () -> {
            spinners.close();
            space.close();
          });
    }
  };

  /** Starts the fault. */
  abstract Endpoint open();

  private static Endpoint healthy() {
    ChatSpace space = ChatSpace.start();
    return Endpoint.of(space.webhookUrl(), space::close);
  }
}

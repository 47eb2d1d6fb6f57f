/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import io.github.chatappender.examples.space.ChatSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** What our appender has to do with while an application logs. */
enum Fault {
  /** A local Chat space that takes every message. */
  HEALTHY {
    @Override
    Endpoint open() {
      return healthy();
    }
  },
  /** A port on which nobody listens. */
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
  /** A server that answers a byte at a time, without end. */
  DRIPPING {
    @Override
    Endpoint open() {
      DrippingServer server = DrippingServer.start();
      return Endpoint.of(Endpoint.address(server.port()), server::close);
    }
  },
  /** The healthy space, and a thread for each core that computes all the time. */
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

  /** Stages the fault. */
  abstract Endpoint open();

  private static Endpoint healthy() {
    ChatSpace space = ChatSpace.start();
    return Endpoint.of(space.webhookUrl(), space::close);
  }
}

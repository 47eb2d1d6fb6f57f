/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

/** The endpoint of our appender, with its fault until it is closed. */
interface Endpoint extends AutoCloseable {

  /** Returns the webhook's address. */
  String address();

  @Override
  void close();

  /** Returns the address of a webhook on a loopback port. */
  static String address(int port) {
    return "http://127.0.0.1:" + port + "/v1/spaces/LATENCY/messages?key=no-key&token=no-token";
  }

  static Endpoint of(String address, Runnable closing) {
    return new Endpoint() {
      @Override
      public String address() {
        return address;
      }

      @Override
      public void close() {
        closing.run();
      }
    };
  }
}

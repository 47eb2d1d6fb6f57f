/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

/** Reads events of a host that has not yet read an exception's frames. Stateless. */
public final class CostlyFrames extends FakeReader {

  public static final CostlyFrames INSTANCE = new CostlyFrames();

  private CostlyFrames() {}

  @Override
  public boolean holdsFrames() {
    return false;
  }
}

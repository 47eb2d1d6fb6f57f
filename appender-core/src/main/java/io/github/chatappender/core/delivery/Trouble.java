/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.model.Diagnostics;

/**
 * Says what goes wrong, but not each time: the first failure of a row at once, then the 10th, 100th
 * and so on. Used by the delivery thread alone.
 */
final class Trouble {

  private final Diagnostics diagnostics;
  private long count;
  private long nextTold = 1;

  Trouble(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  void tell(String what) {
    count++;
    if (count == nextTold) {
      nextTold *= 10;
      diagnostics.warn(count == 1 ? what : what + " (failure " + count + " in a row)");
    }
  }

  /** Ends the row; says so if something was told. */
  void over() {
    if (count > 0) {
      diagnostics.info(
          "Google Chat takes messages again, after "
              + count
              + (count == 1 ? " failure" : " failures"));
    }
    count = 0;
    nextTold = 1;
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import com.acme.Warehouse;
import java.io.FileNotFoundException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Supplier;

/** Creates large numbers of exceptions of several kinds. Stateless. */
final class StormKinds {

  /** One kind: its supplier, and the text by which a message names it. */
  static final class Kind {

    final Supplier<Throwable> made;
    final String sign;

    private Kind(Supplier<Throwable> made, String sign) {
      this.made = made;
      this.sign = sign;
    }
  }

  private StormKinds() {}

  /** Returns five kinds that differ in the class of the root. */
  static List<Kind> differentClasses() {
    return List.of(
        new Kind(() -> new SocketTimeoutException("failed"), "*SocketTimeoutException*"),
        new Kind(() -> new SQLException("failed"), "*SQLException*"),
        new Kind(() -> new FileNotFoundException("failed"), "*FileNotFoundException*"),
        new Kind(() -> new IllegalStateException("failed"), "*IllegalStateException*"),
        new Kind(() -> new ArithmeticException("failed"), "*ArithmeticException*"));
  }

  /** Returns five kinds that differ only in where the root was created. */
  static List<Kind> differentFrames() {
    return List.of(
        new Kind(Warehouse::load, "`Warehouse.load`"),
        new Kind(Warehouse::check, "`Warehouse.check`"),
        new Kind(Warehouse::price, "`Warehouse.price`"),
        new Kind(Warehouse::store, "`Warehouse.store`"),
        new Kind(Warehouse::notice, "`Warehouse.notice`"));
  }

  /** Returns ten kinds that differ in their class. */
  static List<Supplier<Throwable>> tenClasses() {
    return List.of(
        IllegalStateException::new,
        IllegalArgumentException::new,
        UnsupportedOperationException::new,
        ArithmeticException::new,
        IndexOutOfBoundsException::new,
        NegativeArraySizeException::new,
        ClassCastException::new,
        ArrayStoreException::new,
        ConcurrentModificationException::new,
        NoSuchElementException::new);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Bills customers in a parallel stream; their country's tax is unknown. The first customer of a
 * thread waits until a second thread takes part. Thread-safe.
 */
public final class InvoiceRun {

  private static final Map<String, Integer> PERCENT = Map.of("DE", 19);

  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
  private final CountDownLatch twoThreads = new CountDownLatch(2);
  private final Consumer<Exception> failures;

  public InvoiceRun(Consumer<Exception> failures) {
    this.failures = failures;
  }

  /** Bills customers and returns the threads that took part. */
  public Set<Thread> run(int customers) {
    IntStream.range(0, customers).parallel().forEach(number -> bill(number));
    return threads;
  }

  private void bill(int number) {
    try {
      if (threads.add(Thread.currentThread())) {
        twoThreads.countDown();
        twoThreads.await(10, TimeUnit.SECONDS);
      }
      withTax("XX", number);
    } catch (NullPointerException e) {
      failures.accept(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int withTax(String country, int cents) {
    int percent = PERCENT.get(country);
    return cents * (100 + percent) / 100;
  }
}

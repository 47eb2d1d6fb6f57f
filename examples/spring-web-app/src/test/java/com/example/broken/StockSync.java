/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.broken;

import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A part of an application with a thread that dies. */
@Configuration
public class StockSync {

  @Bean
  ApplicationRunner syncing() {
    return arguments -> new Thread(StockSync::sync, "stock-sync").start();
  }

  private static void sync() {
    throw new IllegalStateException("the warehouse sent half a file");
  }
}

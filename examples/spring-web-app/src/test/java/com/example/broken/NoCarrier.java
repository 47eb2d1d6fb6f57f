/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.broken;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A part of an application that needs an undefined bean. */
@Configuration
public class NoCarrier {

  /** The missing bean's type. */
  public interface Carrier {}

  /** Prints labels. */
  public static final class Labels {}

  @Bean
  Labels labels(Carrier carrier) {
    return new Labels();
  }
}

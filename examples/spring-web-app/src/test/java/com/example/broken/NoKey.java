/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.broken;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A part of an application with a bean that fails. */
@Configuration
public class NoKey {

  /** Talks to the carrier. */
  public static final class CarrierClient {

    CarrierClient(String key) {
      throw new IllegalStateException("the carrier's key " + key);
    }
  }

  @Bean
  CarrierClient carrierClient() {
    return new CarrierClient("is not set");
  }
}

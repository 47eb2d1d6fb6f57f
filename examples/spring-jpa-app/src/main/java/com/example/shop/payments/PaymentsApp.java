/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.payments;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;

/** Serves a checkout: {@code POST /checkout?order=8107} pays an order; none can be paid twice. */
@SpringBootApplication
public class PaymentsApp {

  /** Creates the configuration. */
  public PaymentsApp() {}

  /**
   * Runs the application.
   *
   * @param args Spring's own arguments
   */
  public static void main(String[] args) {
    SpringApplication.run(PaymentsApp.class, args);
  }

  @Bean
  SecurityFilterChain filters(HttpSecurity http) throws Exception {
    return http.authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
        .csrf(csrf -> csrf.disable()) // no browser, no session
        .httpBasic(Customizer.withDefaults())
        .build();
  }
}

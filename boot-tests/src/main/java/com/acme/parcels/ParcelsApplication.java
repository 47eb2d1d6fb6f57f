/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.parcels;

import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;

/** Sends itself a record that its listener refuses. */
@SpringBootApplication
public class ParcelsApplication {

  /** Creates the configuration. */
  public ParcelsApplication() {}

  /**
   * Runs the application.
   *
   * @param args Spring's own arguments
   * @throws Exception if the broker does not take the record
   */
  public static void main(String[] args) throws Exception {
    ConfigurableApplicationContext context = SpringApplication.run(ParcelsApplication.class, args);
    send(context.getEnvironment());
  }

  private static void send(Environment environment)
      throws ExecutionException, InterruptedException {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", environment.getRequiredProperty("spring.kafka.bootstrap-servers"));
    String topic = environment.getRequiredProperty("parcels.topic");
    StringSerializer text = new StringSerializer();
    try (KafkaProducer<String, String> producer = new KafkaProducer<>(settings, text, text)) {
      Object unused = producer.send(new ProducerRecord<>(topic, "4711")).get();
    }
  }
}

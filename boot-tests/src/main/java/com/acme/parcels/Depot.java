/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.parcels;

import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Refuses every parcel. */
@Component
class Depot {

  @KafkaListener(topics = "${parcels.topic}", groupId = "${parcels.topic}")
  void receive(String parcel) {
    throw new IllegalStateException("no carrier takes parcel " + parcel);
  }
}

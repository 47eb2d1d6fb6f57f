/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.helpers.CyclicBuffer;
import ch.qos.logback.core.spi.CyclicBufferTracker;

/**
 * Does with an event that sends no mail what Logback's {@code SMTPAppender} does, by means of its
 * own classes: keeps the event in the ring of its default discriminator. There are no mail classes
 * here.
 */
public final class RingAppender extends AppenderBase<ILoggingEvent> {

  private static final String KEY = "default";

  private final CyclicBufferTracker<ILoggingEvent> rings = new CyclicBufferTracker<>();

  /** Creates an appender, for Logback. */
  public RingAppender() {}

  @Override
  protected void append(ILoggingEvent event) {
    CyclicBuffer<ILoggingEvent> ring = rings.getOrCreate(KEY, System.currentTimeMillis());
    event.prepareForDeferredProcessing();
    ring.add(event);
  }
}

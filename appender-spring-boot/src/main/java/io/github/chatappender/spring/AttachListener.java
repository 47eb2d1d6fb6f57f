/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.GenericApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.ResolvableType;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.ClassUtils;

/**
 * Attaches the appenders right after Spring Boot has configured logging (order {@code
 * HIGHEST_PRECEDENCE + 20}), so that a start that fails later is reported. Does so again, without
 * effect if they are attached, when a context is refreshed, ready or failed. Never throws.
 *
 * <p>Spring Boot publishes a failure before it logs it.
 */
final class AttachListener implements GenericApplicationListener {

  AttachListener() {}

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 21;
  }

  @Override
  public boolean supportsEventType(ResolvableType type) {
    Class<?> event = type.getRawClass();
    return event != null
        && (ApplicationEnvironmentPreparedEvent.class.isAssignableFrom(event)
            || ApplicationFailedEvent.class.isAssignableFrom(event)
            || ApplicationReadyEvent.class.isAssignableFrom(event)
            || ContextRefreshedEvent.class.isAssignableFrom(event));
  }

  @Override
  public void onApplicationEvent(ApplicationEvent event) {
    try {
      if (event instanceof ApplicationFailedEvent && Starter.rooms().isEmpty()) {
        readWithoutFiles((ApplicationFailedEvent) event);
      }
      boolean attached = Starter.attach();
      if (attached && event instanceof ApplicationEnvironmentPreparedEvent) {
        Starter.sayIfIdle();
      }
    } catch (RuntimeException | LinkageError e) {
      Starter.warn("not attached: " + e.getClass().getName());
    }
  }

  /**
   * Takes the settings from system properties and environment variables alone, because the start
   * failed before, or while, the application's files were read.
   */
  private static void readWithoutFiles(ApplicationFailedEvent event) {
    if (!ClassUtils.isPresent(
        "org.springframework.boot.test.context.SpringBootTest",
        AttachListener.class.getClassLoader())) {
      StandardEnvironment environment = new StandardEnvironment();
      ConfigurationPropertySources.attach(environment);
      PropertiesListener.read(environment, event.getSpringApplication());
    }
  }
}

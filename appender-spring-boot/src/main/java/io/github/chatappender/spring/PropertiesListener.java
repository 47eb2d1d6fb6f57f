/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.ClassUtils;

/**
 * Reads the properties as soon as Spring Boot has read the application's files (order {@code
 * HIGHEST_PRECEDENCE + 10}) and before it configures logging ({@code + 20}), to which it hands
 * Log4j2's fragment. Never throws.
 */
final class PropertiesListener
    implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

  static final String AOT_PROCESSING = "spring.aot.processing";

  private static final String OVERRIDE = "logging.log4j2.config.override";
  private static final String SOURCE = "googleChatLog4j2Fragment";

  PropertiesListener() {}

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 15;
  }

  @Override
  public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
    try {
      read(event.getEnvironment(), event.getSpringApplication());
      if (Host.isLog4j2() && !Starter.rooms().isEmpty()) {
        addFragment(event.getEnvironment());
      }
    } catch (RuntimeException | LinkageError e) {
      Starter.warn("properties could not be read: " + e.getClass().getName());
    }
  }

  static void read(ConfigurableEnvironment environment, SpringApplication application) {
    if (Boolean.parseBoolean(environment.getProperty(AOT_PROCESSING))) {
      return;
    }
    ChatProperties properties = new ChatProperties(environment);
    Starter.rooms(properties.rooms(packagesOf(application)), PropertyNames.exist(environment));
    properties.problems.forEach(Starter::warn);
  }

  /** Returns the packages that the application's {@code @SpringBootApplication} scans. */
  private static List<String> packagesOf(SpringApplication application) {
    Set<String> packages = new LinkedHashSet<>();
    for (Object source : application.getAllSources()) {
      if (source instanceof Class) {
        SpringBootApplication annotation =
            AnnotatedElementUtils.findMergedAnnotation(
                (Class<?>) source, SpringBootApplication.class);
        if (annotation != null) {
          packages.add(ClassUtils.getPackageName((Class<?>) source));
          packages.addAll(List.of(annotation.scanBasePackages()));
          for (Class<?> marker : annotation.scanBasePackageClasses()) {
            packages.add(ClassUtils.getPackageName(marker));
          }
        }
      }
    }
    packages.removeIf(String::isEmpty);
    return List.copyOf(packages);
  }

  /** Adds the fragment to those that the application itself names; indexed properties replace. */
  private static void addFragment(ConfigurableEnvironment environment) {
    List<String> fragments =
        new ArrayList<>(
            Binder.get(environment)
                .bind(OVERRIDE, Bindable.listOf(String.class))
                .orElse(List.of()));
    if (!fragments.contains(Log4j2Host.FRAGMENT)) {
      fragments.add(Log4j2Host.FRAGMENT);
      Map<String, Object> indexed = new HashMap<>();
      for (int i = 0; i < fragments.size(); i++) {
        indexed.put(OVERRIDE + "[" + i + "]", fragments.get(i));
      }
      environment.getPropertySources().addFirst(new MapPropertySource(SOURCE, indexed));
    }
  }
}

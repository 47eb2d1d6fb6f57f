/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** An application's environment. Not thread-safe. */
final class Properties {

  private final Map<String, Object> file = new LinkedHashMap<>();
  private final Map<String, Object> variables = new LinkedHashMap<>();
  private final Map<String, Object> tests = new LinkedHashMap<>();
  private String[] profiles = {};

  Properties set(String name, Object value) {
    file.put(name, value);
    return this;
  }

  Properties variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  /** Adds what Spring's tests add to an environment. */
  Properties ofTest() {
    tests.put("org.springframework.boot.test.context.SpringBootTestContextBootstrapper", "true");
    return this;
  }

  Properties profiles(String... names) {
    profiles = names;
    return this;
  }

  ConfigurableEnvironment environment() {
    StandardEnvironment environment = new StandardEnvironment();
    environment
        .getPropertySources()
        .replace(
            "systemEnvironment",
            new SystemEnvironmentPropertySource("systemEnvironment", variables));
    environment.getPropertySources().addLast(new MapPropertySource("file", file));
    if (!tests.isEmpty()) {
      environment
          .getPropertySources()
          .addFirst(new MapPropertySource("Inlined Test Properties", tests));
    }
    environment.setActiveProfiles(profiles);
    ConfigurationPropertySources.attach(environment);
    return environment;
  }

  ChatProperties read() {
    return new ChatProperties(environment());
  }

  /** Returns the application's own room, of an application without packages. */
  Room room() {
    return read().rooms(List.of()).get(0);
  }
}

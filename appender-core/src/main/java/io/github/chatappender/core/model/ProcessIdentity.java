/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who this process is from what its surroundings say anyway. Asks no name service.
 *
 * <p>Sources: Spring Boot's {@code spring.application.name} and {@code spring.profiles.active},
 * OpenTelemetry's {@code OTEL_SERVICE_NAME} and {@code OTEL_RESOURCE_ATTRIBUTES}, Cloud Run's
 * {@code K_SERVICE}, HotSpot's {@code sun.java.command}, and the main jar's manifest.
 */
final class ProcessIdentity {

  private static final String UNKNOWN = "java";
  private static final int NAME_CHARS = 64;

  /** Names that say how a process was started, not what it is. */
  private static final Set<String> MEANINGLESS =
      Set.of(
          "app",
          "application",
          "main",
          "server",
          "service",
          "launcher",
          "jarlauncher",
          "warlauncher",
          "propertieslauncher",
          "bootstrap",
          "startup",
          "org",
          "module-info");

  private static final String JAR_VERSION = "[-_.]v?\\d[\\w.+-]*$";

  private final ProcessFacts facts;

  ProcessIdentity(ProcessFacts facts) {
    this.facts = facts;
  }

  /** Returns the application's name; never empty. */
  String application() {
    String name =
        firstSet(
            facts.systemProperty("spring.application.name"),
            facts.systemProperty("APPLICATION_NAME"),
            facts.environmentVariable("SPRING_APPLICATION_NAME"),
            facts.environmentVariable("OTEL_SERVICE_NAME"),
            facts.environmentVariable("K_SERVICE"),
            startedProgram());
    return name == null ? UNKNOWN : name;
  }

  /** Returns where the process runs, such as {@code prod}; null if nothing says so. */
  @Nullable String environment() {
    return firstSet(
        resourceAttribute("deployment.environment.name"),
        resourceAttribute("deployment.environment"),
        facts.systemProperty("spring.profiles.active"),
        facts.environmentVariable("SPRING_PROFILES_ACTIVE"));
  }

  /** Returns the host's or container's name; null if nothing says so. */
  @Nullable String instance() {
    return firstSet(
        facts.environmentVariable("HOSTNAME"), facts.environmentVariable("COMPUTERNAME"));
  }

  /** Returns the version of the program; null if nothing says so. */
  @Nullable String version() {
    String stated = firstSet(resourceAttribute("service.version"));
    return stated == null ? firstSet(facts.mainJarVersion()) : stated;
  }

  private @Nullable String startedProgram() {
    String command = facts.systemProperty("sun.java.command");
    if (command == null || command.isBlank()) {
      return null;
    }
    String program = MainJar.program(command);
    program = program.substring(program.lastIndexOf('/') + 1);
    program = program.substring(program.lastIndexOf('\\') + 1);
    if (program.toLowerCase(Locale.ROOT).endsWith(".jar")) {
      program = program.substring(0, program.length() - 4).replaceFirst(JAR_VERSION, "");
    } else {
      program = program.substring(program.lastIndexOf('.') + 1);
    }
    return MEANINGLESS.contains(program.toLowerCase(Locale.ROOT)) ? null : program;
  }

  private @Nullable String resourceAttribute(String key) {
    String attributes = facts.environmentVariable("OTEL_RESOURCE_ATTRIBUTES");
    if (attributes == null) {
      return null;
    }
    for (String attribute : attributes.split(",", -1)) {
      int equals = attribute.indexOf('=');
      if (equals > 0 && attribute.substring(0, equals).trim().equals(key)) {
        return decoded(attribute.substring(equals + 1).trim());
      }
    }
    return null;
  }

  private static String decoded(String value) {
    try {
      return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return value;
    }
  }

  private static @Nullable String firstSet(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        String name = candidate.trim();
        return name.length() <= NAME_CHARS ? name : name.substring(0, NAME_CHARS);
      }
    }
    return null;
  }
}

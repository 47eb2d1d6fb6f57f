/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Derives the names of application, environment and instance from facts about the process. Uses no
 * name service.
 *
 * <p>Sources: Spring Boot's {@code spring.application.name} and {@code spring.profiles.active},
 * OpenTelemetry's {@code OTEL_SERVICE_NAME} and {@code OTEL_RESOURCE_ATTRIBUTES}, Cloud Run's
 * {@code K_SERVICE}, the name of Logback's context, Tomcat's name of the application, HotSpot's
 * {@code sun.java.command}, the main jar's manifest, and Linux's files with the host's name.
 */
final class ProcessIdentity {

  /** The name of an application without a known name. */
  static final String UNNAMED = "unnamed";

  private static final int NAME_CHARS = 64;

  /** The default name of a Logback context. */
  private static final String NO_CONTEXT_NAME = "default";

  /** Names of launchers, servers and test runners, and names that any application may have. */
  private static final Set<String> MEANINGLESS =
      Set.of(
          ("app application java main server service launcher startup org module-info"
                  // Spring Boot, Quarkus, service wrappers
                  + " jarlauncher warlauncher propertieslauncher quarkus-run quarkusentrypoint"
                  + " wrappersimpleapp wrapperjarapp wrapperstartstopapp"
                  // Tomcat, Jetty, WildFly, GlassFish, Liberty
                  + " bootstrap start xmlconfiguration jboss-modules standalone asmain"
                  + " glassfishmain glassfish ws-server ws-launch"
                  // test runners and IDEs
                  + " forkedbooter surefirebooter consolelauncher gradleworkermain"
                  + " gradlewrappermain junitstarter remotetestrunner testngstarter"
                  + " commandlinewrapper appmainv2")
              .split(" ", -1));

  private static final Set<String> NO_HOST_NAMES =
      Set.of("localhost", "localhost.localdomain", "(none)");

  private static final String VERSION_SUFFIX = "[-_.]v?\\d[\\w.+-]*$";

  /** Surefire adds digits to the name of the jar that it starts. */
  private static final String TRAILING_DIGITS = "\\d+$";

  private final ProcessFacts facts;
  private final @Nullable String contextName;

  ProcessIdentity(ProcessFacts facts, @Nullable String contextName) {
    this.facts = facts;
    this.contextName = contextName;
  }

  /** Returns the application's name, null if unknown. */
  @Nullable String application() {
    String stated =
        firstSet(
            facts.systemProperty("spring.application.name"),
            facts.systemProperty("APPLICATION_NAME"),
            facts.environmentVariable("SPRING_APPLICATION_NAME"),
            facts.environmentVariable("OTEL_SERVICE_NAME"),
            facts.environmentVariable("K_SERVICE"),
            NO_CONTEXT_NAME.equals(contextName) ? null : contextName,
            webApplication());
    return stated == null ? firstSet(startedProgram()) : stated;
  }

  /** Returns Tomcat's name of this application without its version; the root has none. */
  private @Nullable String webApplication() {
    String context = facts.webApplication();
    return context == null ? null : context.replaceFirst("^/", "").replaceFirst("##.*", "");
  }

  /** Returns the environment, such as {@code prod}, null if unknown. */
  @Nullable String environment() {
    return firstSet(
        resourceAttribute("deployment.environment.name"),
        resourceAttribute("deployment.environment"),
        facts.systemProperty("spring.profiles.active"),
        facts.environmentVariable("SPRING_PROFILES_ACTIVE"));
  }

  /** Returns the host's or container's name, null if unknown. */
  @Nullable String instance() {
    String stated =
        firstSet(
            hostName(facts.environmentVariable("HOSTNAME")),
            facts.environmentVariable("COMPUTERNAME"));
    if (stated == null) {
      stated = firstSet(hostName(file("/proc/sys/kernel/hostname")));
    }
    return stated == null ? firstSet(hostName(file("/etc/hostname"))) : stated;
  }

  private @Nullable String file(String path) {
    try {
      return facts.readFile(path);
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static @Nullable String hostName(@Nullable String name) {
    return name == null || NO_HOST_NAMES.contains(name.trim()) ? null : name;
  }

  /** Returns the version that the environment states, null if it states none. */
  @Nullable String version() {
    return firstSet(resourceAttribute("service.version"));
  }

  /** Returns the name of the main jar, else of the main class. */
  private @Nullable String startedProgram() {
    String program = facts.mainJar().program();
    if (program == null) {
      return null;
    }
    if (!MainJar.isJar(program)) {
      return meaningful(simpleName(program));
    }
    String file = program.substring(program.lastIndexOf('/') + 1);
    file = file.substring(file.lastIndexOf('\\') + 1);
    String name = meaningful(file.substring(0, file.length() - 4).replaceFirst(VERSION_SUFFIX, ""));
    // app.jar, Docker's usual name, contains a class that Boot or the manifest starts
    return name != null ? name : firstSet(mainClass("Start-Class"), mainClass("Main-Class"));
  }

  private @Nullable String mainClass(String attribute) {
    String name = facts.mainJarAttribute(attribute);
    return name == null ? null : meaningful(simpleName(name.trim()));
  }

  /** Returns the program's main class, or the one that a launcher names. */
  Optional<String> mainClass() {
    String program = facts.mainJar().program();
    if (program == null) {
      return Optional.empty();
    }
    String behind = facts.mainJarAttribute("Start-Class");
    if (behind != null && !behind.isBlank()) {
      return Optional.of(behind.trim());
    }
    return MainJar.isJar(program)
        ? Optional.ofNullable(facts.mainJarAttribute("Main-Class")).map(String::trim)
        : Optional.of(program.substring(program.lastIndexOf('/') + 1));
  }

  private static String simpleName(String className) {
    String name = className.substring(className.lastIndexOf('/') + 1);
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static @Nullable String meaningful(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean meaningless =
        MEANINGLESS.contains(lower)
            || MEANINGLESS.contains(lower.replaceFirst(TRAILING_DIGITS, ""));
    return meaningless ? null : name;
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

  static @Nullable String firstSet(@Nullable String... candidates) {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        String name = candidate.trim();
        return name.length() <= NAME_CHARS ? name : name.substring(0, NAME_CHARS);
      }
    }
    return null;
  }
}

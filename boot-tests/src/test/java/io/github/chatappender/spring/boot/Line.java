/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring.boot;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The class path of an application on one version of Spring Boot and one logging framework. */
final class Line {

  enum Host {
    LOGBACK(
        "log4j-core-.*", "log4j-slf4j2?-impl-.*", "log4j-jul-.*", "spring-boot-starter-log4j2-.*"),
    LOG4J2("logback-.*", "log4j-to-slf4j-.*", "jul-to-slf4j-.*", "spring-boot-starter-logging-.*");

    /** The jars that an application with this host does not have. */
    private final List<String> absent;

    Host(String... absent) {
      this.absent = List.of(absent);
    }
  }

  private static final List<String> EXTRAS =
      List.of(
          "devtools",
          "actuator",
          "micrometer-core",
          "micrometer-jakarta9",
          "micrometer-metrics",
          "spring-boot-micrometer",
          "prometheus",
          "webflux",
          "reactor-netty",
          "netty",
          "spring-boot-test",
          "spring-test",
          "starter-test");

  final String version;
  final Host host;
  private final Set<String> extras = new LinkedHashSet<>();
  private final Set<String> without = new LinkedHashSet<>();

  Line(String version, Host host) {
    this.version = version;
    this.host = host;
  }

  /** Returns the versions of this build, on both hosts. */
  static Stream<Line> all() {
    return Arrays.stream(System.getProperty("boot.lines").split(","))
        .flatMap(version -> Arrays.stream(Host.values()).map(host -> new Line(version, host)));
  }

  /** Returns the versions of this build, on Logback. */
  static Stream<Line> logback() {
    return all().filter(line -> line.host == Host.LOGBACK);
  }

  /** Adds jars whose names contain one of the parts. */
  Line with(String... parts) {
    Line line = copy();
    line.extras.addAll(List.of(parts));
    return line;
  }

  /** Removes jars whose names contain one of the parts. */
  Line without(String... parts) {
    Line line = copy();
    line.without.addAll(List.of(parts));
    return line;
  }

  private Line copy() {
    Line line = new Line(version, host);
    line.extras.addAll(extras);
    line.without.addAll(without);
    return line;
  }

  boolean isBefore3() {
    return version.startsWith("2.");
  }

  boolean isFrom4() {
    return version.startsWith("4.");
  }

  /** Returns the application's classes and jars, without the tests'. */
  String classPath() {
    return Stream.concat(
            Stream.of(Path.of("target", "classes").toAbsolutePath().toString()), jars())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Stream<String> jars() {
    List<String> left = new ArrayList<>(EXTRAS);
    left.removeAll(extras);
    Predicate<String> wanted =
        jar -> {
          String name = Path.of(jar).getFileName().toString();
          return host.absent.stream().noneMatch(name::matches)
              && left.stream().noneMatch(name::contains)
              && without.stream().noneMatch(name::contains);
        };
    try {
      String all = Files.readString(Path.of("boot-" + version, "target", "classpath")).trim();
      return Arrays.stream(all.split(File.pathSeparator)).filter(wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return "Spring Boot " + version + " with " + host;
  }
}

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
import javax.tools.ToolProvider;

/** The class path of an application on one version of Spring Boot and one logging framework. */
final class Line {

  enum Host {
    LOGBACK("Logback", "(log4j-core|log4j-slf4j2?-impl|log4j-jul|spring-boot-starter-log4j2)-.*"),
    LOG4J2("Log4j2", "(logback-.*|log4j-to-slf4j|spring-boot-starter-logging)-.*");

    /** Its name as people write it. */
    final String words;

    /** The names of jars that an application with this host does not have. */
    private final String absent;

    Host(String words, String absent) {
      this.words = words;
      this.absent = absent;
    }
  }

  private static final List<String> HOSTS =
      List.of(System.getProperty("boot.hosts").split(",", -1));

  /** Parts of the names of jars that only some applications have. */
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
          "starter-test",
          "webmvc-test",
          "spring-cloud",
          "spring-security",
          "bcp",
          "kafka",
          "spring-messaging",
          "spring-retry",
          "spring-tx");

  private static final String[] TESTS = {
    "spring-boot-test", "spring-test", "starter-test", "webmvc-test"
  };

  final String version;
  final Host host;
  private final Set<String> extras = new LinkedHashSet<>();
  private boolean hasStarter = true;

  Line(String version, Host host) {
    this.version = version;
    this.host = host;
  }

  /** Returns the versions and hosts of this build. */
  static Stream<Line> all() {
    return lines().filter(line -> HOSTS.contains(line.host.name()));
  }

  /** Returns the versions of this build, on both hosts. */
  static Stream<Line> onBothHosts() {
    return lines();
  }

  private static Stream<Line> lines() {
    return Arrays.stream(System.getProperty("boot.lines").split(",", -1))
        .flatMap(version -> Arrays.stream(Host.values()).map(host -> new Line(version, host)));
  }

  /** Adds jars whose names contain one of the parts. */
  Line with(String... parts) {
    Line line = copy();
    line.extras.addAll(List.of(parts));
    return line;
  }

  /** Adds Spring's tests. */
  Line withTests() {
    return with(TESTS);
  }

  /** Adds Spring Cloud's bootstrap context. */
  Line withCloud() {
    return with("spring-cloud", "spring-security", "bcp");
  }

  /** Adds Spring for Apache Kafka. */
  Line withKafka() {
    return with("kafka", "spring-messaging", "spring-retry", "spring-tx");
  }

  /** Takes the starter away, and what came with it. */
  Line withoutStarter() {
    Line line = copy();
    line.hasStarter = false;
    return line;
  }

  private Line copy() {
    Line line = new Line(version, host);
    line.extras.addAll(extras);
    line.hasStarter = hasStarter;
    return line;
  }

  boolean isBefore3() {
    return version.startsWith("2.");
  }

  boolean isBefore4() {
    return version.startsWith("2.") || version.startsWith("3.");
  }

  /** Compiles sources for an application on this version. */
  void compile(List<Path> sources, Path classes) {
    List<String> arguments =
        new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString(), "-cp"));
    arguments.add(classes + File.pathSeparator + classPath());
    sources.forEach(source -> arguments.add(source.toString()));
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, arguments.toArray(new String[0]));
    if (code != 0) {
      throw new AssertionError("the compiler has ended with " + code);
    }
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
    if (!hasStarter) {
      left.add("google-chat-appender");
    }
    Predicate<String> wanted =
        jar -> {
          String name = Path.of(jar).getFileName().toString();
          // from 3 on Log4j2 comes with a bridge of its own
          boolean bridge = host == Host.LOG4J2 && !isBefore3() && name.startsWith("jul-to-slf4j");
          return !bridge && !name.matches(host.absent) && left.stream().noneMatch(name::contains);
        };
    try {
      String all = Files.readString(Path.of("boot-" + version, "target", "classpath")).trim();
      return Arrays.stream(all.split(File.pathSeparator, -1)).filter(wanted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the starter's jar. */
  Path starter() {
    return jars()
        .filter(jar -> jar.contains("google-chat-appender-spring-boot-starter"))
        .map(Path::of)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public String toString() {
    return "Spring Boot " + version + " with " + host.words;
  }
}

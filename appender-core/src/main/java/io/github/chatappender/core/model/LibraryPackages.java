/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.List;

/**
 * Lists the packages whose frames are not the application's own. A package includes all below it.
 * Add new libraries here and nowhere else.
 */
final class LibraryPackages {

  /** The appender's own packages, which an exception created during logging has on top. */
  private static final String OURS_AND_NOT_EXAMPLES =
      "io.github.chatappender.core io.github.chatappender.log4j2 io.github.chatappender.logback"
          + " io.github.chatappender.redis io.github.chatappender.spring";

  private static final String JDK =
      "java javax jakarta javafx jdk sun com.sun com.oracle.graal com.oracle.svm com.oracle.truffle"
          + " org.graalvm org.ietf.jgss org.omg org.w3c.dom org.xml.sax netscape.javascript";
  private static final String KOTLIN = "kotlin kotlinx org.jetbrains.kotlin";
  private static final String SCALA = "scala dotty";
  private static final String GROOVY = "groovy groovyx groovyjarjarasm org.codehaus.groovy";
  private static final String SPRING =
      "org.springframework org.aopalliance org.aspectj net.sf.cglib";
  private static final String HIBERNATE = "org.hibernate javassist net.bytebuddy";
  private static final String HIKARI = "com.zaxxer.hikari";
  private static final String APACHE = "org.apache";
  private static final String JACKSON =
      "com.fasterxml.jackson com.fasterxml.classmate tools.jackson org.codehaus.jackson"
          + " org.codehaus.stax2 com.ctc.wstx";
  private static final String NETTY = "io.netty org.jboss.netty";
  private static final String JETTY = "org.eclipse.jetty org.mortbay";
  private static final String UNDERTOW = "io.undertow org.xnio org.jboss org.wildfly";
  private static final String VERTX = "io.vertx";
  private static final String REACTOR = "reactor org.reactivestreams io.projectreactor";
  private static final String RXJAVA = "rx io.reactivex";
  private static final String GRPC = "io.grpc io.perfmark com.google.protobuf";
  private static final String GUAVA = "com.google.common com.google.thirdparty";
  private static final String OKHTTP = "okhttp3 okio com.squareup.okhttp";
  private static final String JDBC =
      "org.postgresql com.impossibl.postgres com.yugabyte com.amazon.redshift com.mysql org.mariadb"
          + " com.singlestore oracle com.microsoft.sqlserver net.sourceforge.jtds com.sybase"
          + " com.ibm.db2 com.informix com.sap.db org.h2 org.hsqldb org.sqlite org.duckdb"
          + " org.firebirdsql com.clickhouse ru.yandex.clickhouse net.snowflake com.teradata"
          + " com.vertica com.exasol com.simba com.databricks com.intersystems io.trino"
          + " com.facebook.presto com.google.cloud.sql software.amazon.jdbc io.r2dbc";
  private static final String LETTUCE = "io.lettuce com.lambdaworks.redis";
  private static final String JEDIS = "redis.clients";
  private static final String QUARKUS = "io.quarkus io.quarkiverse io.smallrye";
  private static final String MICRONAUT = "io.micronaut";
  private static final String AKKA = "akka com.typesafe com.lightbend";
  private static final String FEIGN = "feign";
  private static final String RESILIENCE4J = "io.github.resilience4j";
  private static final String CLOUD_SDKS =
      "software.amazon com.amazonaws com.azure com.microsoft.azure com.google.cloud com.google.api"
          + " com.google.auth com.google.firebase com.google.rpc com.google.longrunning";
  private static final String GSON = "com.google.gson";
  private static final String JERSEY = "org.glassfish";
  private static final String DATA_ACCESS =
      "org.jooq org.mybatis com.baomidou org.quartz org.flywaydb com.googlecode.flyway liquibase"
          + " org.eclipse.persistence";
  private static final String STORES =
      "com.mongodb org.bson co.elastic org.elasticsearch org.opensearch com.rabbitmq org.redisson"
          + " com.github.benmanes.caffeine com.hazelcast";
  private static final String WEB = "retrofit2 retrofit graphql com.netflix.graphql io.ktor";
  private static final String LANGUAGES = "clojure org.mozilla.javascript org.mozilla.classfile";
  private static final String TRACING = "io.micrometer io.opentelemetry brave zipkin2";
  private static final String LOGGING =
      "org.slf4j ch.qos.logback ch.qos.cal10n net.logstash.logback org.tinylog org.pmw.tinylog"
          + " io.github.oshai.kotlinlogging mu com.outr.scribe scribe";
  private static final String TESTS =
      "org.junit junit org.testng org.opentest4j org.hamcrest org.assertj org.mockito org.easymock"
          + " org.powermock org.jmock mockit io.mockk io.kotest org.spockframework spock"
          + " org.scalatest org.scalatestplus org.scalactic org.specs2 munit utest net.jqwik"
          + " io.cucumber cucumber org.awaitility org.testcontainers org.wiremock"
          + " com.github.tomakehurst.wiremock com.tngtech.archunit com.intellij.rt org.gradle"
          + " worker.org.gradle sbt";

  /** Servers and runners that start other programs. */
  private static final String HOSTS =
      "org.apache.catalina org.apache.coyote org.apache.tomcat org.eclipse.jetty org.mortbay"
          + " org.jboss org.wildfly org.springframework.boot io.quarkus io.vertx org.apache.maven "
          + TESTS;

  private static final List<String> NAMES =
      List.of(
          String.join(
                  " ",
                  List.of(
                      OURS_AND_NOT_EXAMPLES,
                      JDK,
                      KOTLIN,
                      SCALA,
                      GROOVY,
                      SPRING,
                      HIBERNATE,
                      HIKARI,
                      APACHE,
                      JACKSON,
                      NETTY,
                      JETTY,
                      UNDERTOW,
                      VERTX,
                      REACTOR,
                      RXJAVA,
                      GRPC,
                      GUAVA,
                      OKHTTP,
                      JDBC,
                      LETTUCE,
                      JEDIS,
                      QUARKUS,
                      MICRONAUT,
                      AKKA,
                      FEIGN,
                      RESILIENCE4J,
                      CLOUD_SDKS,
                      GSON,
                      JERSEY,
                      DATA_ACCESS,
                      STORES,
                      WEB,
                      LANGUAGES,
                      TRACING,
                      LOGGING,
                      TESTS))
              .split(" ", -1));

  static final PackageSet OURS = set(OURS_AND_NOT_EXAMPLES);
  static final PackageSet PLATFORM = set(JDK);
  static final PackageSet PROGRAM_HOSTS = set(HOSTS);
  static final PackageSet ALL = new PackageSet(NAMES);

  private static PackageSet set(String names) {
    return new PackageSet(List.of(names.split(" ", -1)));
  }

  /** Returns whether a package is only the beginning of a library's, as {@code com.google} is. */
  static boolean isBeginning(String packageName) {
    String beginning = packageName + ".";
    return NAMES.stream().anyMatch(name -> name.startsWith(beginning));
  }

  private LibraryPackages() {}
}

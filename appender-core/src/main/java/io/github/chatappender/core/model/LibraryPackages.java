/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.List;

/**
 * Lists the packages whose frames are not the application's own. A package stands for all below it.
 * This is the one place to add a library.
 */
final class LibraryPackages {

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
  private static final String TRACING = "io.micrometer io.opentelemetry";
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

  static final PackageSet PLATFORM = new PackageSet(List.of(JDK.split(" ", -1)));

  static final PackageSet ALL =
      new PackageSet(
          List.of(
              String.join(
                      " ",
                      List.of(
                          JDK, KOTLIN, SCALA, GROOVY, SPRING, HIBERNATE, HIKARI, APACHE, JACKSON,
                          NETTY, JETTY, UNDERTOW, VERTX, REACTOR, RXJAVA, GRPC, GUAVA, OKHTTP, JDBC,
                          LETTUCE, JEDIS, QUARKUS, MICRONAUT, AKKA, TRACING, LOGGING, TESTS))
                  .split(" ", -1)));

  private LibraryPackages() {}
}

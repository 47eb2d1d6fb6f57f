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
      "java javax jakarta javafx jdk sun com.sun com.oracle.graal com.oracle.svm"
          + " com.oracle.truffle org.graalvm org.ietf.jgss org.omg org.w3c.dom org.xml.sax"
          + " netscape.javascript";

  private static final String TESTS =
      "org.junit junit org.testng org.opentest4j org.hamcrest org.assertj org.mockito"
          + " org.easymock org.powermock org.jmock mockit io.mockk io.kotest org.spockframework"
          + " spock org.scalatest org.scalatestplus org.scalactic org.specs2 munit utest net.jqwik"
          + " io.cucumber cucumber org.awaitility org.testcontainers org.wiremock"
          + " com.github.tomakehurst.wiremock com.tngtech.archunit com.intellij.rt org.gradle"
          + " worker.org.gradle sbt";

  private static final String LIBRARIES =
      // Kotlin, Scala, Groovy
      "kotlin kotlinx org.jetbrains.kotlin scala dotty groovy groovyx groovyjarjarasm"
          + " org.codehaus.groovy"
          // Spring, Hibernate, HikariCP
          + " org.springframework org.aopalliance org.aspectj net.sf.cglib org.hibernate"
          + " javassist net.bytebuddy com.zaxxer.hikari"
          // Apache, Jackson, Gson, Guava
          + " org.apache com.fasterxml.jackson com.fasterxml.classmate tools.jackson"
          + " org.codehaus.jackson org.codehaus.stax2 com.ctc.wstx com.google.gson"
          + " com.google.common com.google.thirdparty"
          // servers: Netty, Jetty, Undertow, Vert.x
          + " io.netty org.jboss.netty org.eclipse.jetty org.mortbay io.undertow org.xnio"
          + " org.jboss org.wildfly io.vertx"
          // Reactor, RxJava, Akka
          + " reactor org.reactivestreams io.projectreactor rx io.reactivex akka com.typesafe"
          + " com.lightbend"
          // clients: gRPC, OkHttp, Feign, Resilience4j, web
          + " io.grpc io.perfmark com.google.protobuf okhttp3 okio com.squareup.okhttp feign"
          + " io.github.resilience4j retrofit2 retrofit graphql com.netflix.graphql io.ktor"
          // JDBC drivers
          + " org.postgresql com.impossibl.postgres com.yugabyte com.amazon.redshift com.mysql"
          + " org.mariadb com.singlestore oracle com.microsoft.sqlserver net.sourceforge.jtds"
          + " com.sybase com.ibm.db2 com.informix com.sap.db org.h2 org.hsqldb org.sqlite"
          + " org.duckdb org.firebirdsql com.clickhouse ru.yandex.clickhouse net.snowflake"
          + " com.teradata com.vertica com.exasol com.simba com.databricks com.intersystems"
          + " io.trino com.facebook.presto com.google.cloud.sql software.amazon.jdbc io.r2dbc"
          // stores, caches, access to data
          + " io.lettuce com.lambdaworks.redis redis.clients com.mongodb org.bson co.elastic"
          + " org.elasticsearch org.opensearch com.rabbitmq org.redisson"
          + " com.github.benmanes.caffeine com.hazelcast org.jooq org.mybatis com.baomidou"
          + " org.quartz org.flywaydb com.googlecode.flyway liquibase org.eclipse.persistence"
          // Quarkus, Micronaut, Jersey
          + " io.quarkus io.quarkiverse io.smallrye io.micronaut org.glassfish"
          // SDKs of clouds
          + " software.amazon com.amazonaws com.azure com.microsoft.azure com.google.cloud"
          + " com.google.api com.google.auth com.google.firebase com.google.rpc"
          + " com.google.longrunning"
          // script engines
          + " clojure org.mozilla.javascript org.mozilla.classfile"
          // tracing, logging
          + " io.micrometer io.opentelemetry brave zipkin2 org.slf4j ch.qos.logback ch.qos.cal10n"
          + " net.logstash.logback org.tinylog org.pmw.tinylog io.github.oshai.kotlinlogging mu"
          + " com.outr.scribe scribe";

  /** Servers and runners that start other programs. */
  private static final String HOSTS =
      "org.apache.catalina org.apache.coyote org.apache.tomcat org.eclipse.jetty org.mortbay"
          + " org.jboss org.wildfly org.springframework.boot io.quarkus io.vertx org.apache.maven "
          + TESTS;

  static final PackageSet OURS = set(OURS_AND_NOT_EXAMPLES);
  static final PackageSet PLATFORM = set(JDK);
  static final PackageSet PROGRAM_HOSTS = set(HOSTS);
  static final PackageSet ALL = set(String.join(" ", OURS_AND_NOT_EXAMPLES, JDK, LIBRARIES, TESTS));

  private LibraryPackages() {}

  private static PackageSet set(String names) {
    return new PackageSet(List.of(names.split(" ", -1)));
  }

  /** Returns whether a package is only the beginning of a library's, as {@code com.google} is. */
  static boolean isBeginning(String packageName) {
    return ALL.anyBegins(packageName + ".");
  }
}

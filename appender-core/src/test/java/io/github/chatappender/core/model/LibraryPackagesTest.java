/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LibraryPackagesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.ArrayList",
        "javax.servlet.http.HttpServlet",
        "jakarta.servlet.http.HttpServlet",
        "jdk.internal.net.http.HttpClientImpl",
        "sun.nio.ch.NioSocketImpl",
        "com.sun.net.httpserver.Filter$Chain",
        "kotlin.collections.CollectionsKt",
        "kotlinx.coroutines.DispatchedTask",
        "scala.collection.immutable.List",
        "groovy.lang.Closure",
        "org.codehaus.groovy.runtime.InvokerHelper",
        "org.springframework.web.servlet.DispatcherServlet",
        "org.hibernate.internal.SessionImpl",
        "com.zaxxer.hikari.pool.HikariPool",
        "org.apache.catalina.core.StandardWrapperValve",
        "com.fasterxml.jackson.databind.ObjectMapper",
        "tools.jackson.databind.ObjectMapper",
        "io.netty.channel.nio.NioEventLoop",
        "org.eclipse.jetty.server.Server",
        "io.undertow.server.Connectors",
        "io.vertx.core.impl.ContextBase",
        "reactor.core.publisher.Mono",
        "rx.Observable",
        "io.reactivex.rxjava3.core.Observable",
        "io.grpc.stub.ClientCalls",
        "com.google.common.cache.LocalCache",
        "okhttp3.internal.connection.RealCall",
        "okio.Okio",
        "org.postgresql.jdbc.PgStatement",
        "com.mysql.cj.jdbc.ConnectionImpl",
        "org.mariadb.jdbc.Connection",
        "oracle.jdbc.driver.OracleDriver",
        "com.microsoft.sqlserver.jdbc.SQLServerConnection",
        "org.h2.command.Command",
        "io.lettuce.core.RedisChannelHandler",
        "redis.clients.jedis.Jedis",
        "io.quarkus.arc.impl.InterceptorBean",
        "io.micronaut.http.server.RouteExecutor",
        "akka.actor.ActorCell",
        "io.micrometer.observation.Observation",
        "io.opentelemetry.context.Context",
        "org.slf4j.Logger",
        "ch.qos.logback.classic.Logger",
        "org.junit.jupiter.engine.JupiterTestEngine",
        "org.mockito.internal.Mocked",
        "org.testng.TestNG",
        "org.scalatest.Suite",
        "feign.FeignException",
        "io.github.resilience4j.circuitbreaker.CallNotPermittedException",
        "software.amazon.awssdk.services.s3.DefaultS3Client",
        "com.amazonaws.http.AmazonHttpClient",
        "com.azure.core.http.HttpPipeline",
        "com.google.cloud.storage.StorageImpl",
        "com.google.gson.Gson",
        "org.glassfish.jersey.client.JerseyInvocation",
        "org.jooq.impl.AbstractQuery",
        "org.mybatis.spring.SqlSessionTemplate",
        "org.apache.ibatis.session.SqlSession",
        "org.quartz.core.JobRunShell",
        "org.flywaydb.core.Flyway",
        "liquibase.Liquibase",
        "com.mongodb.client.internal.MongoCollectionImpl",
        "co.elastic.clients.transport.ElasticsearchTransport",
        "org.elasticsearch.client.RestClient",
        "org.opensearch.client.RestClient",
        "com.rabbitmq.client.impl.AMQChannel",
        "org.redisson.RedissonLock",
        "retrofit2.OkHttpCall",
        "com.github.benmanes.caffeine.cache.BoundedLocalCache",
        "com.hazelcast.map.impl.proxy.MapProxyImpl",
        "graphql.execution.Execution",
        "io.ktor.client.HttpClient",
        "clojure.lang.AFn",
        "org.mozilla.javascript.Interpreter",
        "org.eclipse.persistence.internal.sessions.AbstractSession",
        "brave.Tracer",
        "io.github.chatappender.core.ChatSender",
        "io.github.chatappender.log4j2.GoogleChatAppender",
        "io.github.chatappender.logback.GoogleChatAppender",
        "io.github.chatappender.redis.RedisFleet",
        "io.github.chatappender.spring.ChatStarter"
      })
  void everyFamilyIsOnTheList(String className) {
    assertThat(LibraryPackages.ALL.covers(className)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Main",
        "com.acme.shop.OrderService",
        "com.example.demo.App",
        "javaspecialists.Issue",
        "com.sunshine.App",
        "com.google.commonplace.App",
        "rxtools.App",
        "muse.App",
        "org.acme.App",
        "io.acme.reactor.App",
        "com.google.App",
        "com.github.acme.App",
        "io.github.acme.App",
        "org.eclipse.acme.App",
        "bravely.App",
        "io.github.chatappender.examples.demo.Shop"
      })
  void applicationsAreNotOnTheList(String className) {
    assertThat(LibraryPackages.ALL.covers(className)).isFalse();
  }

  @Test
  void package_endsAtADotOrDollar() {
    PackageSet packages = new PackageSet(List.of("com.acme.", "org.x.Main", ""));

    assertThat(packages.covers("com.acme.A")).isTrue();
    assertThat(packages.covers("com.acme.sub.A")).isTrue();
    assertThat(packages.covers("org.x.Main")).isTrue();
    assertThat(packages.covers("org.x.Main$1")).isTrue();
    assertThat(packages.covers("com.acmeshop.A")).isFalse();
    assertThat(packages.covers("org.x.Mainly")).isFalse();
    assertThat(packages.covers("org.x")).isFalse();
    assertThat(packages.covers("")).isFalse();
    assertThat(new PackageSet(List.of("", ".")).isEmpty()).isTrue();
  }

  @Test
  void classNameWithManyPackages_isLookedUpInLinearTime() {
    String name = "a.".repeat(500_000) + "B";

    for (int i = 0; i < 1_000; i++) {
      assertThat(LibraryPackages.ALL.covers(name)).isFalse();
    }
    assertThat(LibraryPackages.ALL.covers("java." + name)).isTrue();
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApplicationRootTest {

  private static final String TOMCATS = "org.apache.catalina.core.ContainerBase";

  @ParameterizedTest
  @CsvSource({
    "com.acme.ShopApplication, com.acme",
    "com.acme.shop.web.Main, com.acme",
    "kafka.Kafka, kafka",
    "com.github.joe.shop.Main, com.github.joe",
    "io.github.joe.Main, io.github.joe",
    "com.google.shop.web.Main, com.google.shop",
    "org.eclipse.ditto.Main, org.eclipse.ditto",
    "uk.co.acme.shop.Main, uk.co.acme",
    "com.amazon.shop.Main, com.amazon.shop",
    "com.zaxxer.shop.Main, com.zaxxer.shop",
  })
  void rootOfAMainClass_isTheStartOfItsPackage(String mainClass, String root) {
    assertThat(ApplicationRoot.of(mainClass, TOMCATS)).isEqualTo(root);
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.shop.OrderService, com.acme",
    "com.acme.Shop$Inner, com.acme",
    "com.acme.shop, com.acme",
    "com.acme, com.acme",
  })
  void withoutAMainClass_theLoggerGivesTheRoot(String logger, String root) {
    assertThat(ApplicationRoot.of("", logger)).isEqualTo(root);
    assertThat(ApplicationRoot.of("Main", logger)).isEqualTo(root);
    assertThat(ApplicationRoot.of("org.apache.catalina.startup.Bootstrap", logger)).isEqualTo(root);
    assertThat(ApplicationRoot.of("org.springframework.boot.loader.JarLauncher", logger))
        .isEqualTo(root);
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "'', audit",
    "'', Main",
    "'', com.Main",
    "'', io.github.Main",
    "'', java.lang.Thread",
    "'', org.springframework.web.servlet.DispatcherServlet",
    "Main, org.springframework.web.servlet.DispatcherServlet",
    "io.github.chatappender.examples.demo.Shop, audit",
  })
  void libraryOrDefaultPackage_isNoRoot(String mainClass, String logger) {
    assertThat(ApplicationRoot.of(mainClass, logger)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.zookeeper.server.quorum.QuorumPeerMain, org.apache.zookeeper.server.X,"
        + " org.apache.zookeeper",
    "org.apache.activemq.artemis.boot.Artemis, org.apache.activemq.artemis.core.server,"
        + " org.apache.activemq",
    "com.hazelcast.core.server.HazelcastMemberStarter, com.hazelcast.system, com.hazelcast",
    "org.springframework.samples.petclinic.PetClinicApplication,"
        + " org.springframework.samples.petclinic.owner.Owners, org.springframework.samples",
  })
  void libraryLoggingInItsOwnProgram_isTheApplication(
      String mainClass, String logger, String root) {
    assertThat(ApplicationRoot.of(mainClass, logger)).isEqualTo(root);
    assertThat(ApplicationRoot.of(mainClass, "org.apache.commons.Logger")).isNull();
    assertThat(ApplicationRoot.of(mainClass, "com.acme.Plugin")).isEqualTo("com.acme");
  }

  @ParameterizedTest
  @CsvSource({
    "org.apache.catalina.startup.Bootstrap, org.apache.catalina.core.ContainerBase",
    "org.eclipse.jetty.start.Main, org.eclipse.jetty.server.HttpChannel",
    "org.junit.platform.console.ConsoleLauncher, org.junit.platform.launcher.Core",
    "org.apache.maven.surefire.booter.ForkedBooter, org.apache.maven.surefire.X",
    "org.springframework.boot.loader.JarLauncher, org.springframework.boot.SpringApplication",
    "io.quarkus.bootstrap.runner.QuarkusEntryPoint, io.quarkus.vertx.http.X",
    "io.vertx.core.Launcher, io.vertx.core.impl.ContextBase",
    "org.jboss.modules.Main, org.jboss.modules.Module",
  })
  void launchersAndServers_areNeverTheApplication(String mainClass, String logger) {
    assertThat(ApplicationRoot.of(mainClass, logger)).isNull();
  }

  @Test
  void configuredPackages_needNoRoot() {
    OwnCode configured = new OwnCode(List.of("com.acme"), ApplicationRootTest::fail);

    assertThat(configured.root("com.other.A")).isNull();
    assertThat(configured.isOwn("com.acme.A", null)).isTrue();
    assertThat(configured.isOwn("com.other.A", null)).isFalse();
  }

  @Test
  void classesBelowTheRoot_areOwn_evenInALibrarysPackage() {
    OwnCode ownCode = new OwnCode(List.of(), Optional::empty);

    assertThat(ownCode.isOwn("org.apache.zookeeper.server.A", "org.apache.zookeeper")).isTrue();
    assertThat(ownCode.isOwn("org.apache.zookeeper2.A", "org.apache.zookeeper")).isFalse();
    assertThat(ownCode.isOwn("org.apache.zookeeper", "org.apache.zookeeper")).isFalse();
    assertThat(ownCode.isOwn("org.apache.zookeeper.A$$Lambda", "org.apache.zookeeper")).isFalse();
    assertThat(ownCode.isOwn("org.apache.zookeeper.A", null)).isFalse();
  }

  @Test
  void theMainClassIsLookedUpOnce() {
    int[] asked = new int[1];
    OwnCode ownCode =
        new OwnCode(
            List.of(),
            () -> {
              asked[0]++;
              return Optional.of("com.acme.Main");
            });

    assertThat(asked[0]).isZero();
    assertThat(ownCode.root(TOMCATS)).isEqualTo("com.acme");
    assertThat(ownCode.root("x.Y")).isEqualTo("com.acme");
    assertThat(asked[0]).isEqualTo(1);
  }

  private static Optional<String> fail() {
    throw new AssertionError("asked");
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.FakeProcessFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIdentityTest {

  private final FakeProcessFacts facts = new FakeProcessFacts();
  private final ProcessIdentity identity = new ProcessIdentity(facts);

  @Test
  void aProcessThatSaysNothingIsJava() {
    assertThat(identity.application()).isEqualTo("java");
    assertThat(identity.environment()).isNull();
    assertThat(identity.instance()).isNull();
    assertThat(identity.version()).isNull();
  }

  @Test
  void theApplicationIsNamedByTheFirstSourceThatKnows() {
    facts.property("sun.java.command", "com.acme.OrdersMain");
    assertThat(identity.application()).isEqualTo("OrdersMain");

    facts.variable("K_SERVICE", "knative");
    assertThat(identity.application()).isEqualTo("knative");

    facts.variable("OTEL_SERVICE_NAME", "otel");
    assertThat(identity.application()).isEqualTo("otel");

    facts.variable("SPRING_APPLICATION_NAME", "spring-env");
    assertThat(identity.application()).isEqualTo("spring-env");

    facts.property("APPLICATION_NAME", "property");
    assertThat(identity.application()).isEqualTo("property");

    facts.property("spring.application.name", " spring ");
    assertThat(identity.application()).isEqualTo("spring");
  }

  @Test
  void aBlankSourceIsPassedOver() {
    facts.property("spring.application.name", "  ").variable("K_SERVICE", "knative");

    assertThat(identity.application()).isEqualTo("knative");
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.shop.OrdersMain --port 80, OrdersMain",
    "OrdersMain, OrdersMain",
    "com.acme.orders/com.acme.OrdersMain, OrdersMain",
    "orders.jar, orders",
    "orders-api-1.2.3.jar --x, orders-api",
    "/opt/acme/orders-api-1.2.3-SNAPSHOT.jar, orders-api",
    "C:\\acme\\orders-api-v2.JAR, orders-api",
    "orders_2024.01.jar, orders",
    "s3-sync-2.0.jar, s3-sync",
    "orders-1.0+build.5.jar, orders",
    "target/orders-api-1.0.0-20240131.120000-7.jar, orders-api",
  })
  void aStartedProgramIsNamedWithoutPackagePathAndVersion(String command, String expected) {
    facts.property("sun.java.command", command);

    assertThat(identity.application()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.jar",
        "/app/app-1.0.jar",
        "application.jar",
        "org.springframework.boot.loader.launch.JarLauncher",
        "org.springframework.boot.loader.WarLauncher",
        "org.springframework.boot.loader.PropertiesLauncher",
        "org.apache.catalina.startup.Bootstrap start",
        "com.acme.Main",
        "com.acme.Application",
        "server.jar",
        ".jar",
        "-1.0.jar",
        "",
        " "
      })
  void aNameThatOnlySaysHowItWasStartedIsSkipped(String command) {
    facts.property("sun.java.command", command);

    assertThat(identity.application()).isEqualTo("java");
  }

  @Test
  void theEnvironmentIsNamedByTheFirstSourceThatKnows() {
    assertThat(identity.environment()).isNull();

    facts.variable("SPRING_PROFILES_ACTIVE", "profile-env");
    assertThat(identity.environment()).isEqualTo("profile-env");

    facts.property("spring.profiles.active", "profile");
    assertThat(identity.environment()).isEqualTo("profile");

    facts.variable("OTEL_RESOURCE_ATTRIBUTES", "deployment.environment=old");
    assertThat(identity.environment()).isEqualTo("old");

    facts.variable(
        "OTEL_RESOURCE_ATTRIBUTES",
        "service.name=x,deployment.environment=old, deployment.environment.name = new ");
    assertThat(identity.environment()).isEqualTo("new");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "deployment.environment=pre%20prod | pre prod",
        "deployment.environment=a+b | a+b",
        "deployment.environment=%zz | %zz",
        "x,=y,deployment.environment=prod | prod",
        "deployment.environment=a=b | a=b",
      })
  void resourceAttributesAreDecoded(String attributes, String expected) {
    facts.variable("OTEL_RESOURCE_ATTRIBUTES", attributes);

    assertThat(identity.environment()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "deployment.environment=", "deployment.environments=prod", "prod"})
  void attributesWithoutTheEnvironmentNameNone(String attributes) {
    facts.variable("OTEL_RESOURCE_ATTRIBUTES", attributes);

    assertThat(identity.environment()).isNull();
  }

  @Test
  void theInstanceIsTheHostAsTheSystemNamesIt() {
    facts.variable("COMPUTERNAME", "WIN-1");
    assertThat(identity.instance()).isEqualTo("WIN-1");

    facts.variable("HOSTNAME", "orders-7c9f");
    assertThat(identity.instance()).isEqualTo("orders-7c9f");
  }

  @Test
  void theVersionIsNamedByTheFirstSourceThatKnows() {
    facts.mainJarVersion(" 1.4.2 ");
    assertThat(identity.version()).isEqualTo("1.4.2");

    facts.variable("OTEL_RESOURCE_ATTRIBUTES", "service.name=x,service.version=2.0%2B7");
    assertThat(identity.version()).isEqualTo("2.0+7");

    facts.variable("OTEL_RESOURCE_ATTRIBUTES", "service.version= ");
    assertThat(identity.version()).isEqualTo("1.4.2");
  }

  @Test
  void whatIsFoundIsNoLongerThanWhatMayBeSet() {
    facts
        .property("spring.application.name", "a".repeat(65))
        .property("spring.profiles.active", "p".repeat(400))
        .variable("HOSTNAME", "h".repeat(200))
        .mainJarVersion("1".repeat(65));

    assertThat(identity.application()).isEqualTo("a".repeat(64));
    assertThat(identity.environment()).isEqualTo("p".repeat(64));
    assertThat(identity.instance()).isEqualTo("h".repeat(64));
    assertThat(identity.version()).isEqualTo("1".repeat(64));
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.FakeProcessFacts;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessIdentityTest {

  private final FakeProcessFacts facts = new FakeProcessFacts();
  private final ProcessIdentity identity = new ProcessIdentity(facts, null);

  @Test
  void processWithoutHints_hasNoName() {
    assertThat(identity.application()).isNull();
    assertThat(identity.environment()).isNull();
    assertThat(identity.instance()).isNull();
    assertThat(identity.version()).isNull();
  }

  @Test
  void application_comesFromTheFirstSourceThatHasIt() {
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

  @ParameterizedTest
  @CsvSource({"/orders, orders", "/orders##002, orders", "/shop/orders, shop/orders"})
  void applicationInTomcat_hasTheNameOfItsContext(String context, String expected) {
    facts.property("sun.java.command", "org.apache.catalina.startup.Bootstrap start");
    facts.webApplication(context);

    assertThat(identity.application()).isEqualTo(expected);
    assertThat(new ProcessIdentity(facts, "default").application()).isEqualTo(expected);
    assertThat(new ProcessIdentity(facts, "own-name").application()).isEqualTo("own-name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "##2", "/"})
  void rootApplicationOfTomcat_hasNoName(String context) {
    facts.webApplication(context);

    assertThat(identity.application()).isNull();
  }

  @Test
  void blankSource_isSkipped() {
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
        "java",
        "/usr/share/jetty/start.jar",
        "org.eclipse.jetty.start.Main",
        "/opt/wildfly/jboss-modules.jar -mp /opt/wildfly/modules org.jboss.as.standalone",
        "/opt/ol/wlp/bin/tools/ws-server.jar defaultServer",
        "quarkus-run.jar",
        "/build/surefire/surefirebooter20261128090000001_3.jar /build/surefire 2026",
        "/build/surefire/surefirebooter-20261128090000001_3.jar /build/surefire 2026",
        "org.apache.maven.surefire.booter.ForkedBooter",
        "worker.org.gradle.process.internal.worker.GradleWorkerMain 'Gradle Test Executor 1'",
        "com.intellij.rt.junit.JUnitStarter -ideVersion5",
        "org.eclipse.jdt.internal.junit.runner.RemoteTestRunner",
        "org.junit.platform.console.ConsoleLauncher",
        "jdk.compiler/com.sun.tools.javac.launcher.Main Shop.java",
        ".jar",
        "-1.0.jar",
        "",
        " "
      })
  void nameOfALauncher_isSkipped(String command) {
    facts.property("sun.java.command", command);

    assertThat(identity.application()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/my app/orders 2-1.0.jar, /opt/my app/orders 2-1.0.jar --port 80, orders 2",
    "C:\\Program Files\\Shop\\shop.jar, C:\\Program Files\\Shop\\shop.jar, shop",
    "/srv/web shop/shop-1.2.war, /srv/web shop/shop-1.2.war start, shop",
    "/opt/my app/lib/a.jar:/opt/my app/lib/b.jar, com.acme.OrdersMain /my x.jar, OrdersMain",
  })
  void pathWithBlanks_isRead(String classPath, String command, String expected) {
    facts.property("java.class.path", classPath).property("sun.java.command", command);

    assertThat(identity.application()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Start-Class, com.acme.orders.OrdersApplication, OrdersApplication",
    "Main-Class, com.acme.Billing, Billing",
    "Main-Class, org.springframework.boot.loader.launch.JarLauncher,",
    "Start-Class, com.acme.Application,",
  })
  void jarWithAMeaninglessName_isNamedByItsMainClass(
      String attribute, String mainClass, @Nullable String expected) {
    facts.property("sun.java.command", "/app/app.jar").mainJarAttribute(attribute, mainClass);

    assertThat(identity.application()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "com.acme.shop.OrdersMain --port 80, com.acme.shop.OrdersMain",
    "com.acme.orders/com.acme.OrdersMain, com.acme.OrdersMain",
    "OrdersMain, OrdersMain",
  })
  void programStartedAsAClass_hasThatMainClass(String command, String mainClass) {
    facts.property("sun.java.command", command);

    assertThat(identity.mainClass()).hasValue(mainClass);
  }

  @Test
  void classStartedByALauncher_isTheMainClass() {
    facts.property("sun.java.command", "/app/app.jar --x");
    assertThat(identity.mainClass()).isEmpty();

    facts.mainJarAttribute("Main-Class", " org.springframework.boot.loader.launch.JarLauncher ");
    assertThat(identity.mainClass()).hasValue("org.springframework.boot.loader.launch.JarLauncher");

    facts.mainJarAttribute("Start-Class", "com.acme.orders.OrdersApplication");
    assertThat(identity.mainClass()).hasValue("com.acme.orders.OrdersApplication");
  }

  @Test
  void processWithoutHints_hasNoMainClass() {
    facts.mainJarAttribute("Start-Class", "com.acme.Main");
    assertThat(identity.mainClass()).isEmpty();

    facts.property("sun.java.command", "  ");
    assertThat(identity.mainClass()).isEmpty();
  }

  @Test
  void logbacksContextName_ranksBetweenEnvironmentAndProgram() {
    ProcessIdentity named = new ProcessIdentity(facts, "shop-web");
    facts.property("sun.java.command", "com.acme.OrdersMain");
    assertThat(named.application()).isEqualTo("shop-web");

    facts.variable("K_SERVICE", "knative");
    assertThat(named.application()).isEqualTo("knative");
  }

  @Test
  void unnamedContext_isSkipped() {
    facts.property("sun.java.command", "com.acme.OrdersMain");

    assertThat(new ProcessIdentity(facts, "default").application()).isEqualTo("OrdersMain");
    assertThat(new ProcessIdentity(facts, " ").application()).isEqualTo("OrdersMain");
  }

  @Test
  void environment_comesFromTheFirstSourceThatHasIt() {
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
  void attributesWithoutEnvironment_giveNone(String attributes) {
    facts.variable("OTEL_RESOURCE_ATTRIBUTES", attributes);

    assertThat(identity.environment()).isNull();
  }

  @Test
  void instance_comesFromTheFirstSourceThatHasIt() {
    facts.file("/etc/hostname", "from-etc\n");
    assertThat(identity.instance()).isEqualTo("from-etc");

    facts.file("/proc/sys/kernel/hostname", "from-kernel\n");
    assertThat(identity.instance()).isEqualTo("from-kernel");

    facts.variable("COMPUTERNAME", "WIN-1");
    assertThat(identity.instance()).isEqualTo("WIN-1");

    facts.variable("HOSTNAME", "orders-7c9f");
    assertThat(identity.instance()).isEqualTo("orders-7c9f");
  }

  @Test
  void hostNameFile_isNotReadIfTheEnvironmentNamesTheHost() {
    facts.variable("HOSTNAME", "orders-7c9f");

    assertThat(identity.instance()).isEqualTo("orders-7c9f");
    assertThat(facts.filesRead()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost.localdomain", "(none)", "", " "})
  void localhost_isSkippedAsInstance(String name) {
    facts.variable("HOSTNAME", name).file("/proc/sys/kernel/hostname", name + "\n");
    assertThat(identity.instance()).isNull();

    facts.file("/etc/hostname", "broker-2\n");
    assertThat(identity.instance()).isEqualTo("broker-2");
  }

  @Test
  void unreadableFile_isSkipped() {
    facts
        .brokenFile("/proc/sys/kernel/hostname", new IOException("denied"))
        .file("/etc/hostname", "broker-2\n");

    assertThat(identity.instance()).isEqualTo("broker-2");
  }

  @Test
  void version_isTheEnvironmentsIfItStatesOne() {
    facts.variable("OTEL_RESOURCE_ATTRIBUTES", "service.name=x,service.version=2.0%2B7");
    assertThat(identity.version()).isEqualTo("2.0+7");

    facts.variable("OTEL_RESOURCE_ATTRIBUTES", "service.version= ");
    assertThat(identity.version()).isNull();
  }

  @Test
  void detectedValues_areCutToTheSettingsLimits() {
    facts
        .property("spring.application.name", "a".repeat(65))
        .property("spring.profiles.active", "p".repeat(400))
        .variable("HOSTNAME", "h".repeat(200))
        .variable("OTEL_RESOURCE_ATTRIBUTES", "service.version=" + "1".repeat(65));

    assertThat(identity.application()).isEqualTo("a".repeat(64));
    assertThat(identity.environment()).isEqualTo("p".repeat(64));
    assertThat(identity.instance()).isEqualTo("h".repeat(64));
    assertThat(identity.version()).isEqualTo("1".repeat(64));
  }
}

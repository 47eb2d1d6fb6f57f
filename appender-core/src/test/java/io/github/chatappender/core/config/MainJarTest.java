/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class MainJarTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"app.jar", "orders api-1.0.JAR", "shop.war"})
  void programStartedAsAJar_hasItsManifestsVersion(String name) throws IOException {
    String jar = jar(name, "1.4.2");

    assertThat(version(jar + " --port 80", jar)).isEqualTo("1.4.2");
    assertThat(version(jar, jar)).isEqualTo("1.4.2");
  }

  @Test
  void manifestWithoutVersion_givesNone() throws IOException {
    String jar = jar("app.jar", null);

    assertThat(version(jar, jar)).isNull();
  }

  @Test
  void programStartedAsAClass_hasItsJarsVersion() {
    String version = version("org.junit.jupiter.api.Test --x", "a.jar:b.jar");

    assertThat(version).matches("5\\.\\d+\\.\\d+");
    assertThat(version("org.junit.jupiter.api/org.junit.jupiter.api.Test", null))
        .isEqualTo(version);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "no.such.Main",
        "no.such.module/no.such.Main",
        "/no/such.jar",
        "java.lang.String",
        "io.github.chatappender.core.model.MainJarTest",
        "[[",
      })
  void unknownProgram_hasNoVersion(String command) {
    assertThat(version(command, command)).isNull();
    assertThat(version(command, null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bootstrap.jar", "start.jar", "jboss-modules.jar"})
  void serversVersion_isNotTheApplications(String name) throws IOException {
    String jar = jar(name, "10.1");

    assertThat(version(jar + " start", jar)).isNull();
  }

  @Test
  void fileThatIsNoJar_hasNoVersion() throws IOException {
    Path file = Files.writeString(folder.resolve("broken.jar"), "PK, but no more");

    assertThat(version(file.toString(), file.toString())).isNull();
  }

  @Test
  void versionOfThisProcess_isReadWithoutThrowing() {
    ProcessFacts facts = ProcessFacts.ofThisProcess();

    assertThat(facts.mainJarAttribute("Implementation-Version"))
        .isEqualTo(facts.mainJarAttribute("Implementation-Version"));
  }

  private static @Nullable String version(@Nullable String command, @Nullable String classPath) {
    return new MainJar(command, classPath).attribute("Implementation-Version");
  }

  private String jar(String name, @Nullable String version) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (version != null) {
      manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
    }
    Path jar = folder.resolve(name);
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar.toString();
  }
}

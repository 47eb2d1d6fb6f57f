/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.example.shop.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs Spring Boot's jar, whole and unpacked, with what its build plugins add to it. */
class BuildOfBootIT {

  private static final String GIT = "BOOT-INF/classes/git.properties";
  private static final String BUILD_INFO = "BOOT-INF/classes/META-INF/build-info.properties";

  @TempDir private Path folder;

  @Test
  void executableJar_showsTheVersionOfItsManifest() throws Exception {
    assertFacts(List.of("-jar", RunningApp.jar().toString()), " · v0.1.0-SNAPSHOT · up ");
  }

  @Test
  void executableJar_showsBuildInfoAndCommit() throws Exception {
    Path jar = Files.copy(RunningApp.jar(), folder.resolve("app.jar"));
    try (FileSystem files = FileSystems.newFileSystem(jar)) {
      addTo(files.getPath("/"));
    }

    assertFacts(List.of("-jar", jar.toString()), " · v1.5.0 (7e3c1f2) · up ");
  }

  @Test
  void unpackedJar_showsBuildInfoAndCommit() throws Exception {
    Path unpacked = unpack();

    assertFacts(exploded(unpacked), " · v0.1.0-SNAPSHOT · up ");
    addTo(unpacked);
    assertFacts(exploded(unpacked), " · v1.5.0 (7e3c1f2) · up ");
  }

  private static List<String> exploded(Path unpacked) {
    return List.of("-cp", unpacked.toString(), RunningApp.LAUNCHERS + "JarLauncher");
  }

  private static void addTo(Path root) throws IOException {
    Path info = root.resolve(BUILD_INFO);
    Files.createDirectories(info.getParent());
    Files.writeString(info, "build.version=1.5.0\n");
    Files.writeString(
        root.resolve(GIT), "git.commit.id.full=7e3c1f2b6d0a4c55b1f7a90d3e8c2b1a0f9e8d7c\n");
  }

  private Path unpack() throws IOException {
    Path unpacked = folder.resolve("unpacked");
    try (InputStream in = Files.newInputStream(RunningApp.jar());
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = unpacked.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
    return unpacked;
  }

  private void assertFacts(List<String> java, String facts) throws Exception {
    List<String> command = new ArrayList<>(java);
    command.add("--server.port=0");
    try (ChatSpace space = ChatSpace.start();
        RunningApp app = RunningApp.start(space.webhookUrl(), command)) {
      boolean posted = space.awaitMessages(1, Duration.ofMinutes(2));
      String printed = app.end();

      assertThat(posted).as(printed).isTrue();
      assertThat(space.messages().get(0).text()).contains("`shipping-7c9f`" + facts);
    }
  }
}

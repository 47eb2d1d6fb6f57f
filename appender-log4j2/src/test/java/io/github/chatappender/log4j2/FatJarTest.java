/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.chatappender.core.ChatSender;
import io.github.chatappender.space.ChatSpace;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.plugins.processor.PluginCache;
import org.apache.logging.log4j.core.config.plugins.processor.PluginProcessor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Runs an application in one jar, merged as the Maven plugins do it: of equal names the first file
 * stays, and a transformer merges the plugin files with Log4j's own class.
 */
class FatJarTest {

  private static final String PLUGINS = PluginProcessor.PLUGIN_CACHE_FILE;

  @TempDir private Path folder;
  private String output = "";

  @ParameterizedTest(name = "ours first: {0}")
  @ValueSource(booleans = {true, false})
  void withTheTransformer_errorsArePosted(boolean oursFirst) throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      run(fatJar(oursFirst, true), space);

      assertThat(space.messages()).as(output).hasSize(1);
      assertThat(appenderLines()).isEmpty();
    }
  }

  @Test
  void whereOurFileHasReplacedLog4js_oneLineSaysSo() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      run(fatJar(true, false), space);

      assertThat(appenderLines())
          .singleElement()
          .asString()
          .startsWith("GoogleChat appender: Log4j finds none of its own plugins")
          .contains("Fat jars");
      assertThat(space.arrivals()).isEmpty();
    }
  }

  /** None of the appender's code runs then; the documents explain the host's line. */
  @Test
  void whereLog4jsFileHasReplacedOurs_theHostSaysSo() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      run(fatJar(false, false), space);

      assertThat(output)
          .contains("Appenders contains an invalid element or attribute \"GoogleChat\"")
          .contains("console: Ledger differs");
      assertThat(appenderLines()).isEmpty();
      assertThat(space.arrivals()).isEmpty();
    }
  }

  private void run(Path jar, ChatSpace space) throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("log4j2.xml"),
            "<Configuration><Appenders><GoogleChat name=\"Chat\"/><Console name=\"C\">"
                + "<PatternLayout pattern=\"console: %m%n\"/></Console></Appenders><Loggers>"
                + "<Root level=\"INFO\"><AppenderRef ref=\"Chat\"/><AppenderRef ref=\"C\"/></Root>"
                + "</Loggers></Configuration>");
    Path printed = folder.resolve("output.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // starts sooner
                "-Dlog4j2.configurationFile=" + file,
                "-cp",
                jar.toString(),
                DocumentedMain.class.getName())
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().put("GOOGLE_CHAT_WEBHOOK_URL", space.webhookUrl());
    Process process = builder.start();

    boolean ended = process.waitFor(60, TimeUnit.SECONDS);

    output = Files.readString(printed, StandardCharsets.UTF_8);
    assertThat(ended && process.exitValue() == 0).as(output).isTrue();
  }

  private List<String> appenderLines() {
    return output
        .lines()
        .filter(line -> line.startsWith("GoogleChat appender"))
        .collect(Collectors.toList());
  }

  private Path fatJar(boolean oursFirst, boolean merged) throws Exception {
    Path jar = folder.resolve("fat.jar");
    Set<String> names = new HashSet<>();
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
      if (merged) {
        names.add(PLUGINS);
        add(out, PLUGINS, mergedPlugins());
      }
      for (Path part : parts(oursFirst)) {
        addPart(out, names, part);
      }
    }
    return jar;
  }

  private static List<Path> parts(boolean oursFirst) throws Exception {
    List<Path> parts = new ArrayList<>();
    for (Class<?> type :
        List.of(
            GoogleChatAppender.class,
            LoggerContext.class,
            LogManager.class,
            ChatSender.class,
            JsonFactory.class,
            DocumentedMain.class)) {
      parts.add(Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()));
    }
    if (!oursFirst) {
      Collections.swap(parts, 0, 1);
    }
    return parts;
  }

  private static byte[] mergedPlugins() throws IOException {
    PluginCache cache = new PluginCache();
    cache.loadCacheFiles(FatJarTest.class.getClassLoader().getResources(PLUGINS));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    cache.writeCache(bytes);
    return bytes.toByteArray();
  }

  private static void addPart(ZipOutputStream out, Set<String> names, Path part)
      throws IOException {
    if (Files.isDirectory(part)) {
      addFiles(out, names, part);
      return;
    }
    try (FileSystem jar = FileSystems.newFileSystem(part, (ClassLoader) null)) {
      addFiles(out, names, jar.getPath("/"));
    }
  }

  private static void addFiles(ZipOutputStream out, Set<String> names, Path root)
      throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
        String name = root.relativize(file).toString().replace('\\', '/');
        if (names.add(name)) {
          add(out, name, Files.readAllBytes(file));
        }
      }
    }
  }

  private static void add(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    out.putNextEntry(new ZipEntry(name));
    out.write(bytes);
    out.closeEntry();
  }
}

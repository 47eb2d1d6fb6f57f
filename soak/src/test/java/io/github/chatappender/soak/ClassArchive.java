/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * An archive of the classes that a first JVM has loaded, from which others start with a fraction of
 * the work. It takes a class path of jars, so each folder becomes one. Used by one thread.
 */
final class ClassArchive {

  private final Path file;
  final String classPath;

  /**
   * Prepares an archive.
   *
   * @param folder where to keep it
   */
  ClassArchive(Path folder) {
    try {
      Files.createDirectories(folder);
      List<String> jars = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        Path path = Path.of(entry);
        Path jar = folder.resolve("classes-" + jars.size() + ".jar");
        jars.add((Files.isDirectory(path) ? pack(path, jar) : path).toString());
      }
      classPath = String.join(File.pathSeparator, jars);
      file = folder.resolve("classes.jsa").toAbsolutePath();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path pack(Path folder, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
    }
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Path each : files) {
        zip.putNextEntry(new ZipEntry(folder.relativize(each).toString().replace('\\', '/')));
        Files.copy(each, zip);
      }
    }
    return jar;
  }

  /** Returns the option of a JVM that writes the archive when it ends, or else uses it. */
  String option() {
    return (Files.exists(file) ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=") + file;
  }
}

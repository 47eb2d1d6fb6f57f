/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A spool as seen in its directory. */
public final class SpoolDir {

  private static final String DEAD = "4194304-1";

  private final Path base;

  public SpoolDir(Path base) {
    this.base = base;
  }

  /** Returns all files with the given name ending, in the order of their names. */
  public List<Path> files(String end) {
    return Stream.concat(
            list(base).stream(), list(base).stream().flatMap(dir -> list(dir).stream()))
        .filter(path -> path.toString().endsWith(end))
        .filter(Files::isRegularFile)
        .sorted()
        .collect(Collectors.toList());
  }

  /** Lists a directory, without files that senders delete meanwhile. */
  private static List<Path> list(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.sorted().collect(Collectors.toList());
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public List<Path> entries() {
    return notAside(files(".entry"));
  }

  public List<Path> messages() {
    return notAside(files(".message"));
  }

  public List<Path> setAside() {
    return files("").stream()
        .filter(file -> file.getParent().endsWith("set-aside"))
        .collect(Collectors.toList());
  }

  /** Returns the directories of senders. */
  public List<Path> senders() {
    return list(base).stream()
        .filter(path -> Files.isDirectory(path) && !path.endsWith("set-aside"))
        .collect(Collectors.toList());
  }

  /** Makes every sender look dead: its directory is renamed, and no process holds its lock. */
  public void killSenders() {
    try {
      for (Path sender : senders()) {
        String name = sender.getFileName().toString();
        String id = name.substring(name.indexOf('-', name.indexOf('-') + 1));
        Path dead = Files.move(sender, sender.resolveSibling(DEAD + id));
        Files.deleteIfExists(dead.resolve("lock"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> notAside(List<Path> files) {
    return files.stream()
        .filter(file -> !file.getParent().endsWith("set-aside"))
        .collect(Collectors.toList());
  }
}

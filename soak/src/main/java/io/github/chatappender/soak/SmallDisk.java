/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A file system of a few pages in memory that is soon full. Only root may mount one; for others it
 * is a directory on the existing disk and never full. Not thread-safe.
 */
final class SmallDisk implements AutoCloseable {

  private static final int COMMAND_SECONDS = 10;
  private static final int PIECE = 1 << 10;

  private final Path path;
  private final Path filler;
  private final boolean small;

  private SmallDisk(Path path, boolean small) {
    this.path = path;
    this.filler = path.resolve("of-somebody-else");
    this.small = small;
  }

  /** Creates a disk of the given size in the directory for temporary files. */
  static SmallDisk create(int kibibytes) {
    try {
      Path path = Files.createTempDirectory("small-disk").toRealPath();
      boolean mounted =
          isDone("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "small-disk", "" + path);
      return new SmallDisk(path, mounted);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path path() {
    return path;
  }

  /** Returns whether the disk can be full at all. */
  boolean isSmall() {
    return small;
  }

  /** Fills the disk, if it is small. */
  void fill() {
    if (!small) {
      return;
    }
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(new byte[PIECE]);
      }
    } catch (IOException e) {
      // the disk is full
    }
  }

  /** Frees the space that {@link #fill} took. */
  void free() {
    try {
      Files.deleteIfExists(filler);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes the disk and its content. */
  @Override
  public void close() {
    if (small && !isDone("umount", "-l", path.toString())) {
      return;
    }
    try (Stream<Path> all = Files.walk(path)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isDone(String... command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // the command does not exist here
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads a file that a sender has left behind; a bad one is set aside, one that cannot be read now
 * is kept. Stateless.
 */
final class LeftFile {

  private static final int MOST_BYTES = 8 << 20;

  private LeftFile() {}

  /** Reads the content of a file. */
  interface Parser<T> {
    T parse(String json) throws IOException;
  }

  /** Returns the content of a file; empty if it cannot be read, which is reported. */
  static <T> Optional<T> read(
      Path file, String kind, Parser<T> parser, SetAside setAside, SpoolTrouble trouble) {
    try {
      return Optional.of(parser.parse(SpoolFormat.json(kind, bytes(file))));
    } catch (SpoolFormat.DamagedException e) {
      setAside.move(file, String.valueOf(e.getMessage()));
    } catch (FileSystemException e) {
      // it may be intact; the other files are still read
      if (trouble.isNew(file)) {
        trouble.diagnostics.warn("a spool file could not be read: " + e);
      }
    } catch (IOException | RuntimeException e) {
      setAside.move(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return Optional.empty();
  }

  /** Reads a regular file; a pipe or a device could block the reader, or never end. */
  private static byte[] bytes(Path file) throws IOException, SpoolFormat.DamagedException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new SpoolFormat.DamagedException("is not a regular file");
    }
    if (Files.size(file) > MOST_BYTES) {
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(MOST_BYTES);
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files durably. Tests replace it with a disk that fills up. */
public interface Disk {

  /**
   * Writes a whole file atomically: its name refers to nothing or to all of the content.
   *
   * @param file the file, replaced if it exists
   * @param sync whether the call returns only when the file is on the device, not just with the
   *     operating system
   * @throws IOException if there is no room, or no such directory
   */
  void write(Path file, byte[] content, boolean sync) throws IOException;

  /**
   * Returns the disk of this machine.
   *
   * @return a stateless disk
   */
  static Disk real() {
    return Disk::writeFile;
  }

  private static void writeFile(Path file, byte[] content, boolean sync) throws IOException {
    Path unfinished = file.resolveSibling(file.getFileName() + SpoolNames.UNFINISHED);
    try {
      Permissions.createFile(unfinished);
      // not a channel, which an interrupt would close; appending, since truncating makes ext4 flush
      try (FileOutputStream out = new FileOutputStream(unfinished.toFile(), true)) {
        out.write(content);
        if (sync) {
          out.getFD().sync();
        }
      }
      Files.move(
          unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException | RuntimeException | Error e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    if (sync) {
      try {
        syncDirectory(file);
      } catch (IOException | RuntimeException e) {
        Files.deleteIfExists(file); // reported as not written, so nothing may find it
        throw e;
      }
    }
  }

  /** Makes a new name as durable as its file, where the system can do that. */
  private static void syncDirectory(Path file) throws IOException {
    Path directory = file.getParent();
    if (directory == null || !Permissions.arePosix(directory)) {
      return;
    }
    boolean interrupted = Thread.interrupted();
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}

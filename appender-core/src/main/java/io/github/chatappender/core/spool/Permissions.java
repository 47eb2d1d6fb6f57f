/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Creates files and directories that only their owner can access, where the system has owners. */
final class Permissions {

  private Permissions() {}

  static boolean arePosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  /** Creates an empty file; fails if a file or link with its name exists. */
  static void createFile(Path file) throws IOException {
    Files.createFile(file, ofOwner("rw-------", file));
  }

  /** Creates a directory unless it exists. */
  static void createDirectory(Path directory) throws IOException {
    try {
      Files.createDirectory(directory, ofOwner("rwx------", directory));
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  private static FileAttribute<?>[] ofOwner(String permissions, Path path) {
    return arePosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Moves files to a place where people can inspect them and they are never delivered. For any
 * thread.
 */
final class SetAside {

  private final Path base;
  private final SpoolTrouble trouble;

  /**
   * Creates a mover of files.
   *
   * @param base the directory that senders share
   * @param trouble takes a report of each file
   */
  SetAside(Path base, SpoolTrouble trouble) {
    this.base = base;
    this.trouble = trouble;
  }

  /** Moves a file out of a sender's directory, and reports why. */
  void move(Path file, String why) {
    Path directory = base.resolve(SpoolNames.SET_ASIDE);
    try {
      Permissions.createDirectory(directory);
      String name = SpoolNames.name(Objects.requireNonNull(file.getParent()));
      Path target = directory.resolve(name + "-" + SpoolNames.name(file));
      Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
      trouble.diagnostics.warn("a spool file " + why + "; it was moved to " + target);
    } catch (IOException | RuntimeException e) {
      trouble.diagnostics.warn(
          "a spool file " + why + " and could not be moved to set-aside: " + file);
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the JDKs of this machine. Stateless. */
public final class Jdks {

  private static final String VERSION = "JAVA_VERSION=\"25";

  private Jdks() {}

  /** Returns the home of this JDK, and of JDK 25 if it is installed beside it. */
  public static Stream<Path> ownAndNewest() {
    return Stream.concat(Stream.of(own()), newest().filter(home -> !home.equals(own())).stream());
  }

  /** Looks for JDK 25 in the directories beside this JDK's, where systems install them. */
  static Optional<Path> newest() {
    try (Stream<Path> homes = Files.list(Objects.requireNonNull(own().getParent()))) {
      return homes.filter(Jdks::isNewest).findFirst();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path own() {
    try {
      return Path.of(System.getProperty("java.home")).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isNewest(Path home) {
    Path release = home.resolve("release");
    try {
      return Files.isExecutable(home.resolve("bin").resolve("java"))
          && Files.isRegularFile(release)
          && Files.readString(release).contains(VERSION);
    } catch (IOException e) {
      return false;
    }
  }
}

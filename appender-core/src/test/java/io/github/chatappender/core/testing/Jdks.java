/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds the JDKs that a test may run a child JVM with. Stateless. */
public final class Jdks {

  private Jdks() {}

  /** Returns this test's JDK, and a JDK 25 if one stands beside it. */
  public static List<Path> ownAnd25() {
    try {
      Path own = Path.of(System.getProperty("java.home")).toRealPath();
      List<Path> homes = new ArrayList<>(List.of(own));
      try (Stream<Path> beside = Files.list(Objects.requireNonNull(own.getParent()))) {
        beside.filter(home -> !home.equals(own) && is25(home)).findFirst().ifPresent(homes::add);
      }
      return homes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean is25(Path home) {
    try {
      Path release = home.resolve("release");
      return Files.isExecutable(home.resolve("bin").resolve("java"))
          && Files.isReadable(release)
          && Files.readString(release).contains("JAVA_VERSION=\"25");
    } catch (IOException e) {
      return false;
    }
  }
}

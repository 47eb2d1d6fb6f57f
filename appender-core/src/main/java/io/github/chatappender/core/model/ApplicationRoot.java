/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds an application's root package, from the program's main class, else from an event's logger.
 * Stateless.
 */
final class ApplicationRoot {

  private static final int SEGMENTS = 2;

  /** Packages that many share, like the beginnings of libraries' packages. */
  private static final PackageSet SHARED_BY_MANY =
      new PackageSet(
          List.of(
              ("org.apache org.eclipse org.springframework org.jboss io.github io.gitlab"
                      + " com.github com.gitlab com.google com.googlecode com.microsoft com.amazon"
                      + " com.oracle com.ibm com.sap com.redhat net.sf net.sourceforge"
                      + " co.uk uk.co uk.gov uk.ac com.au au.com com.br br.com jp.co nz.co za.co"
                      + " in.co cn.com com.cn")
                  .split(" ", -1)));

  private ApplicationRoot() {}

  /**
   * Returns the application's root.
   *
   * @param mainClass the program's main class, empty if unknown
   * @param logger a logger of the program
   * @return a package; null if both belong to a library or have no package. A library counts as the
   *     application only if it logs in its own program, such as a server
   */
  static @Nullable String of(String mainClass, String logger) {
    String program = root(packageOf(mainClass));
    if (program != null && !LibraryPackages.ALL.covers(program)) {
      return program;
    }
    String logging = root(packageOfLogger(logger));
    if (logging == null || !LibraryPackages.ALL.covers(logging)) {
      return logging;
    }
    boolean same = logging.equals(program) && !LibraryPackages.PROGRAM_HOSTS.covers(logging);
    return same ? logging : null;
  }

  /** Returns the first two names of a package, three if two are too general. */
  private static @Nullable String root(String packageName) {
    String root = names(packageName, SEGMENTS);
    if (isShared(root)) {
      root = names(packageName, SEGMENTS + 1);
    }
    return root.isEmpty() || isShared(root) ? null : root;
  }

  private static boolean isShared(String root) {
    return SHARED_BY_MANY.contains(root) || LibraryPackages.isBeginning(root);
  }

  private static String names(String packageName, int most) {
    int end = -1;
    for (int i = 0; i < most; i++) {
      end = packageName.indexOf('.', end + 1);
      if (end < 0) {
        return packageName;
      }
    }
    return packageName.substring(0, end);
  }

  private static String packageOf(String className) {
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }

  /** Returns a logger's package; loggers are named after a class or package, or freely. */
  private static String packageOfLogger(String logger) {
    int dot = logger.lastIndexOf('.');
    boolean isPackage =
        dot > 0 && dot + 1 < logger.length() && !Character.isUpperCase(logger.charAt(dot + 1));
    return isPackage ? logger : packageOf(logger);
  }
}

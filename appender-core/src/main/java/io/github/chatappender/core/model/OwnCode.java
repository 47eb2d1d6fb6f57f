/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.List;

/** Tells the application's own classes from those of libraries. Immutable. */
public final class OwnCode {

  private final PackageSet appPackages;

  /**
   * Takes the packages that are the application's.
   *
   * @param appPackages package or class names; none: whatever is no known library is its own
   */
  public OwnCode(List<String> appPackages) {
    this.appPackages = new PackageSet(appPackages);
  }

  /**
   * Tells whether a class is the application's own.
   *
   * @param className a binary name
   * @return false for a library's class, and for what was made at run time
   */
  public boolean isOwn(String className) {
    boolean named =
        appPackages.isEmpty()
            ? !LibraryPackages.ALL.covers(className)
            : appPackages.covers(className);
    return named && !GeneratedCode.isGenerated(className);
  }

  /**
   * Returns whether a frame says which library a stack goes through.
   *
   * @param frame a frame
   * @return false for the platform's, and for what was made at run time
   */
  public static boolean namesLibrary(StackTraceElement frame) {
    String className = frame.getClassName();
    return !isPlatform(className) && !GeneratedCode.isGenerated(className);
  }

  /**
   * Tells whether a class is the platform's, which every library goes through.
   *
   * @param className a binary name
   * @return true for the JDK's packages and for {@code jakarta}
   */
  public static boolean isPlatform(String className) {
    return LibraryPackages.PLATFORM.covers(className);
  }
}

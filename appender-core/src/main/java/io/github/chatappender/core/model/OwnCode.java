/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the application's own classes from those of libraries. Thread-safe; looks up the program's
 * main class when it is first needed.
 */
public final class OwnCode {

  private final PackageSet appPackages;
  private final Supplier<Optional<String>> mainClass;

  /** The main class, empty if unknown; null until it is first needed. */
  private volatile @Nullable String program;

  /**
   * Takes the packages that are the application's.
   *
   * @param appPackages package or class names; none: whatever is no known library is its own, and
   *     whatever lies below the application's root
   * @param mainClass finds the class that the program was started with
   */
  public OwnCode(List<String> appPackages, Supplier<Optional<String>> mainClass) {
    this.appPackages = new PackageSet(appPackages);
    this.mainClass = mainClass;
  }

  /**
   * Returns the package below which the application lies, though it be on the list of libraries.
   *
   * @param logger the logger of the event
   * @return a package, null if unknown or if the application's packages are configured
   */
  public @Nullable String root(String logger) {
    return appPackages.isEmpty() ? ApplicationRoot.of(program(), logger) : null;
  }

  private String program() {
    String known = program;
    if (known == null) {
      known = mainClass.get().orElse("");
      program = known;
    }
    return known;
  }

  /**
   * Returns whether a class is the application's own, by its configured packages or else because it
   * is no known library's.
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
   * Returns whether a class is the application's own or lies below its root.
   *
   * @param className a binary name
   * @param root what {@link #root} has returned
   * @return false for what was made at run time
   */
  public boolean isOwn(String className, @Nullable String root) {
    return isOwn(className) || (isBelow(root, className) && !GeneratedCode.isGenerated(className));
  }

  /**
   * Returns whether a class lies below a package.
   *
   * @param root the package, null for none
   * @param className a binary name
   * @return false without a package
   */
  public static boolean isBelow(@Nullable String root, String className) {
    return root != null
        && className.length() > root.length()
        && className.charAt(root.length()) == '.'
        && className.startsWith(root);
  }

  /**
   * Returns whether a class is the appender's.
   *
   * @param className a binary name
   * @return true for every class of ours but those of the examples
   */
  public static boolean isAppenders(String className) {
    return LibraryPackages.OURS.covers(className);
  }

  /**
   * Returns whether a frame says which library a stack goes through.
   *
   * @return false for the platform's, and for what was made at run time
   */
  public static boolean namesLibrary(StackTraceElement frame) {
    String className = frame.getClassName();
    return !isPlatform(className) && !GeneratedCode.isGenerated(className);
  }

  /**
   * Returns whether a class is the platform's, which every library goes through.
   *
   * @param className a binary name
   * @return true for the JDK's packages and for {@code jakarta}
   */
  public static boolean isPlatform(String className) {
    return LibraryPackages.PLATFORM.covers(className);
  }
}

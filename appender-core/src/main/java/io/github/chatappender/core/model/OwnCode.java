/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes the application's own classes from libraries'. Thread-safe; looks up the program's
 * main class on first use.
 */
public final class OwnCode {

  private final PackageSet appPackages;
  private final Supplier<Optional<String>> mainClass;

  /** The main class, empty if unknown, null before first use. */
  private volatile @Nullable String program;

  /**
   * Creates a classifier.
   *
   * @param appPackages package or class names; if empty, every class outside the known libraries or
   *     below the application's root is its own
   * @param mainClass finds the program's main class
   */
  public OwnCode(List<String> appPackages, Supplier<Optional<String>> mainClass) {
    this.appPackages = new PackageSet(appPackages);
    this.mainClass = mainClass;
  }

  /**
   * Returns the application's root package, even if it is on the list of libraries; null if unknown
   * or if the application's packages are configured.
   *
   * @param logger the logger of the event
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
   * Returns whether a class is the application's own: by the configured packages, or else because
   * it belongs to no known library. Generated code is not.
   */
  public boolean isOwn(String className) {
    boolean named =
        appPackages.isEmpty()
            ? !LibraryPackages.ALL.covers(className)
            : appPackages.covers(className);
    return named && !GeneratedCode.isGenerated(className);
  }

  /**
   * Returns a test for the application's frames in the stacks of an event: those of its own
   * classes, and those below its root.
   *
   * @param logger the logger of the event
   */
  public Predicate<StackTraceElement> framesOf(String logger) {
    String root = root(logger);
    return frame -> isOwn(frame.getClassName(), root);
  }

  boolean isOwn(String className, @Nullable String root) {
    return isOwn(className) || (isBelow(root, className) && !GeneratedCode.isGenerated(className));
  }

  /** Returns whether a class lies below a package; false without a package. */
  public static boolean isBelow(@Nullable String root, String className) {
    return root != null
        && className.length() > root.length()
        && className.charAt(root.length()) == '.'
        && className.startsWith(root);
  }

  /** Returns whether a class is the appender's, examples excepted. */
  public static boolean isAppenders(String className) {
    return LibraryPackages.OURS.covers(className);
  }

  /**
   * Returns whether a frame identifies the library that a stack passes through: not the platform's
   * frames, which are those of the JDK and of {@code jakarta}, and not generated code.
   */
  public static boolean namesLibrary(StackTraceElement frame) {
    String className = frame.getClassName();
    return !LibraryPackages.PLATFORM.covers(className) && !GeneratedCode.isGenerated(className);
  }
}

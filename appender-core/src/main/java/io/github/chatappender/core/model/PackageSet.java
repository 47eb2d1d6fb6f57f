/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * A set of packages that answers which classes are in or below one of them. Immutable.
 *
 * <p>A name ends at a dot or dollar: {@code com.acme} covers {@code com.acme.Shop}, not {@code
 * com.acmeshop}; {@code com.acme.Shop} covers the class and those inside it.
 */
public final class PackageSet {

  private final Set<String> names;

  /** The longest name; limits the work for a class name with many dots, each a possible end. */
  private final int longest;

  /**
   * Creates a set.
   *
   * @param names packages or classes; a dot at the end does not count
   */
  public PackageSet(Collection<String> names) {
    Set<String> packages = new HashSet<>();
    int most = 0;
    for (String given : names) {
      String name = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
      if (!name.isEmpty()) {
        packages.add(name);
        most = Math.max(most, name.length());
      }
    }
    this.names = Set.copyOf(packages);
    this.longest = most;
  }

  boolean isEmpty() {
    return names.isEmpty();
  }

  /** Returns whether the set contains exactly this package. */
  boolean contains(String packageName) {
    return names.contains(packageName);
  }

  /** Returns whether a class is one of the set's, or in or below one of its packages. */
  public boolean covers(String className) {
    int end = Math.min(longest + 1, className.length());
    for (int i = 1; i < end; i++) {
      char c = className.charAt(i);
      if ((c == '.' || c == '$') && names.contains(className.substring(0, i))) {
        return true;
      }
    }
    return className.length() <= longest && names.contains(className);
  }

  /** Returns whether the name of a package begins with a text. */
  boolean anyBegins(String beginning) {
    return names.stream().anyMatch(name -> name.startsWith(beginning));
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.regex.Pattern;

/**
 * Recognizes classes generated at run time: lambdas and the proxies of the JDK, Spring, Hibernate,
 * Quarkus and Mockito, which lie in the package of the class they belong to. Also recognizes the
 * frames with which Kotlin marks where a coroutine's stack continues. Stateless; linear in the
 * length of a name.
 */
public final class GeneratedCode {

  /** Scala's compiled functions also have {@code $$} in their names, but are not proxies. */
  private static final Pattern GENERATED =
      Pattern.compile(
          "\\$\\$(?!anonfun|inlined)"
              + "|\\$(?:HibernateProxy|MockitoMock|ByteBuddy)\\$"
              + "|\\$Lambda"
              + "|(?:^|\\.)\\$Proxy[0-9]+\\z"
              + "|_(?:ClientProxy|Subclass)\\z"
              + "|^_COROUTINE\\.");

  private GeneratedCode() {}

  /**
   * Returns whether a class was generated at run time.
   *
   * @param className a binary name
   * @return false if it may have source code
   */
  public static boolean isGenerated(String className) {
    return GENERATED.matcher(className).find();
  }
}

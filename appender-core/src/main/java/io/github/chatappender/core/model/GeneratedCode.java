/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import java.util.regex.Pattern;

/**
 * Knows the classes that frameworks and the JVM make at run time: proxies of the JDK, of Spring,
 * Hibernate, Quarkus and Mockito, and lambdas. They lie in the package of what they stand for, and
 * nobody wrote them. So are the frames by which Kotlin marks where a coroutine's stack continues.
 * Stateless; linear in the length of a name.
 */
public final class GeneratedCode {

  /** What Scala compiles for a function in the source has {@code $$}, too, and is no proxy. */
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
   * Tells whether a class was made at run time.
   *
   * @param className a binary name
   * @return false if it may have a source
   */
  public static boolean isGenerated(String className) {
    return GENERATED.matcher(className).find();
  }
}

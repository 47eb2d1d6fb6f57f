/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import io.github.chatappender.core.model.GeneratedCode;
import java.util.regex.Pattern;

/**
 * Removes from frame names the parts that compilers, proxies and the JVM number differently each
 * time. Stateless; linear in the length of a name.
 */
final class FrameNames {

  /** R4a: frames that come and go with the warm-up of reflection. */
  private static final Pattern REFLECTION =
      Pattern.compile(
          "^(?:sun\\.reflect|jdk\\.internal\\.reflect|java\\.lang\\.reflect|java\\.lang\\.invoke)\\.");

  private static final String PASSING_METHOD = "access$";

  private static final Pattern CLASS_NUMBER = Pattern.compile("(\\$|__|_closure)[0-9]+");

  /** Lambdas of javac, with a hash if they are serializable, and of Scala. */
  private static final Pattern LAMBDA =
      Pattern.compile(
          "^(?:lambda|\\$anonfun)\\$(.+?)(?:\\$[0-9a-f]{6,8})?\\$[0-9]+(?:\\$adapted)?\\z");

  private static final Pattern KOTLIN_LAMBDA = Pattern.compile("(?:\\$lambda[$-][0-9]+)+\\z");
  private static final Pattern METHOD_NUMBER = Pattern.compile("\\$[0-9]+");

  private FrameNames() {}

  /** Returns whether a frame says nothing about the place, by R4a. */
  static boolean isPassing(String className, String methodName) {
    return methodName.startsWith(PASSING_METHOD)
        || REFLECTION.matcher(className).find()
        || GeneratedCode.isGenerated(className);
  }

  /** Returns the name of a class, or of a logger, by R4b. */
  static String className(String raw) {
    return CLASS_NUMBER.matcher(raw).replaceAll("$1*");
  }

  /** Returns the name of a method by R4c; for a lambda, that of the enclosing method. */
  static String methodName(String raw) {
    if (raw.indexOf('$') < 0) {
      return raw;
    }
    String name = LAMBDA.matcher(raw).replaceFirst("$1");
    name = KOTLIN_LAMBDA.matcher(name).replaceFirst("");
    return METHOD_NUMBER.matcher(name).replaceAll("\\$*");
  }
}

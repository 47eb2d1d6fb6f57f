/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.model.GeneratedCode;
import io.github.chatappender.core.text.Chars;
import io.github.chatappender.core.text.Texts;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes classes and methods as in the source, without the additions of the compilers of Java,
 * Kotlin, Scala and Groovy. For display only; linear in the length of a name. Stateless.
 */
final class CodeNames {

  /** The JVM's name for a constructor. */
  private static final String CONSTRUCTOR = "<init>";

  private static final String LAMBDA = "lambda";

  /** The prefix of methods that javac and Kotlin add so that a nested class can call another. */
  private static final String BRIDGE = "access$";

  /** Segments of class names that have no name in the source. */
  private static final Set<String> NAMELESS =
      Set.of("anon", "anonfun", "Companion", "DefaultImpls");

  /** Methods that run the body of a function compiled to its own class. */
  private static final Set<String> BODIES = Set.of("invoke", "invokeSuspend", "apply", "doCall");

  private static final Pattern GROOVY_CLOSURE = Pattern.compile("_(?:(\\w+?)_)?closure[0-9]+");

  /** {@code lambda$name$0}, with a hash if it is serializable. */
  private static final Pattern JAVA_LAMBDA =
      Pattern.compile("lambda\\$(.+?)(?:\\$[0-9a-f]{6,8})?\\$[0-9]+");

  /** {@code $anonfun$name$1}. */
  private static final Pattern SCALA_LAMBDA =
      Pattern.compile("\\$anonfun\\$(.+?)(?:\\$[0-9]+)?(?:\\$adapted)?");

  /** Suffixes that Kotlin and Scala add to the name of a function. */
  private static final Pattern SUFFIX =
      Pattern.compile(
          "\\$lambda[$-][0-9]|\\$\\$anonfun|\\$default\\b|\\$suspendImpl\\b|\\$adapted\\b|\\$mc[A-Z]"
              + "|\\$[0-9]+\\z|-[A-Za-z0-9_]{7}\\z|-impl\\z");

  private CodeNames() {}

  /**
   * Returns a class with its package: {@code com.acme.Outer.Inner}. An anonymous class keeps its
   * number, {@code com.acme.Outer$1}, because the name alone would be another class's.
   */
  static String type(String className) {
    if (className.indexOf('$') < 0 || isGenerated(className)) {
      return className;
    }
    return packageOf(className) + segments(className).name + numbers(className);
  }

  /** Returns a class without its package: {@code Outer.Inner}. */
  static String simpleType(String className) {
    return type(className).substring(packageOf(className).length());
  }

  /** Returns the class that a logger is named after, without package and numbers. */
  static String logger(String name) {
    return isGenerated(name) ? Texts.simpleName(name) : segments(name).name;
  }

  /** Returns the class and method of a frame with their package. */
  static String method(StackTraceElement frame) {
    return packageOf(frame.getClassName()) + place(frame);
  }

  /** Returns the class and method of a frame without their package: {@code Outer.Inner.method}. */
  static String place(StackTraceElement frame) {
    String className = frame.getClassName();
    String method = frame.getMethodName();
    if (isGenerated(className)) {
      return Texts.simpleName(className) + "." + method;
    }
    Segments segments = segments(className);
    String type = withoutFileSuffix(segments.name, frame.getFileName());
    String body = method.indexOf('$') < 0 ? method : method.substring(0, method.indexOf('$'));
    return segments.isFunction && BODIES.contains(body) ? type : type + "." + methodName(method);
  }

  /** Scala's anonymous classes and classes named by an operator do appear in the source. */
  private static boolean isGenerated(String className) {
    String written = ScalaNames.type(className).replace("$$anon$", "$anon$");
    return GeneratedCode.isGenerated(written);
  }

  /** Returns the numbers at the end of a name: {@code $1} of {@code Outer$1}. */
  private static String numbers(String className) {
    int start = className.length();
    for (int i = start - 1; i > 0; i--) {
      char c = className.charAt(i);
      if (c == '$' && i + 1 < start) {
        start = i;
      } else if (c < '0' || c > '9') {
        break;
      }
    }
    return className.substring(start);
  }

  private static String packageOf(String className) {
    return className.substring(0, className.lastIndexOf('.') + 1);
  }

  /**
   * Removes the suffix of the class ShopKt, which holds the functions of Shop.kt. Classes of other
   * languages, and classes whose file has that name, keep theirs.
   */
  private static String withoutFileSuffix(String type, @Nullable String file) {
    int end = type.indexOf('.') < 0 ? type.length() : type.indexOf('.');
    String outer = type.substring(0, end);
    boolean kotlin = file == null || (file.endsWith(".kt") && !file.equals(outer + ".kt"));
    return kotlin && outer.endsWith("Kt") && end > 2
        ? outer.substring(0, end - 2) + type.substring(end)
        : type;
  }

  /** Splits a simple class name, which starts with the enclosing classes and functions. */
  private static Segments segments(String className) {
    String simple = ScalaNames.type(Texts.simpleName(className));
    if (simple.indexOf('$') <= 0) {
      return new Segments(simple, false);
    }
    String[] parts = simple.split("\\$", -1);
    StringBuilder name = new StringBuilder(parts[0]);
    boolean function = false;
    String last = "";
    for (int i = 1; i < parts.length; i++) {
      String part = withoutDigits(parts[i]);
      if (part.equals("inlined") && parts[i - 1].isEmpty()) {
        break; // the rest names a function of the library
      }
      // a numbered class inside a lower-case name is the body of a function
      function |= part.isEmpty() && !parts[i].isEmpty() && startsInLowerCase(last);
      Matcher closure = GROOVY_CLOSURE.matcher(part);
      if (closure.matches()) {
        function = true;
        part = closure.group(1) == null ? "" : closure.group(1);
      }
      if (!part.isEmpty() && !NAMELESS.contains(part)) {
        name.append('.').append(part);
        last = part;
      }
    }
    return new Segments(name.toString(), function);
  }

  /** Returns {@code Local} for {@code 1Local}, and nothing for a number. */
  private static String withoutDigits(String part) {
    return part.substring(Chars.runEnd(part, 0, Chars::digit));
  }

  private static boolean startsInLowerCase(String name) {
    return !name.isEmpty() && Character.isLowerCase(name.codePointAt(0));
  }

  /** Returns the method as in the source: of a lambda, the method that contains it. */
  static String methodName(String raw) {
    boolean numbered = raw.startsWith(BRIDGE) && startsWithDigit(raw.substring(BRIDGE.length()));
    if (numbered || (raw.indexOf('$') < 0 && raw.indexOf('-') < 0)) {
      return raw;
    }
    String name = function(raw);
    Matcher suffix = SUFFIX.matcher(name);
    if (suffix.find() && suffix.start() > 0) {
      name = name.substring(0, suffix.start());
    }
    return name.isEmpty() ? raw : ScalaNames.method(named(name));
  }

  /** Returns the method that contains a lambda, or that a bridge calls. */
  private static String function(String raw) {
    Matcher java = JAVA_LAMBDA.matcher(raw);
    if (java.matches()) {
      return java.group(1);
    }
    Matcher scala = SCALA_LAMBDA.matcher(raw);
    if (scala.matches()) {
      return startsWithDigit(scala.group(1)) ? LAMBDA : scala.group(1);
    }
    if (raw.startsWith("lambda$")) {
      return LAMBDA;
    }
    return raw.startsWith(BRIDGE) ? raw.substring(BRIDGE.length()) : raw;
  }

  private static boolean startsWithDigit(String text) {
    return !text.isEmpty() && Character.isDigit(text.charAt(0));
  }

  private static String named(String name) {
    switch (name) {
      case "new":
      case "_init_":
      case "$init$":
        return CONSTRUCTOR;
      case "static":
        return "<clinit>";
      case "null":
        return LAMBDA;
      default:
        return name;
    }
  }

  /** A class name as in the source, and whether the class is the body of a function. */
  private static final class Segments {

    final String name;
    final boolean isFunction;

    Segments(String name, boolean isFunction) {
      this.name = name;
      this.isFunction = isFunction;
    }
  }
}

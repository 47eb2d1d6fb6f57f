/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.List;
import org.opentest4j.TestAbortedException;

/** Runs a method of a test in a JVM with the second compiler, which the JVMs of tests lack. */
public final class SecondCompiler {

  private SecondCompiler() {}

  /**
   * Runs the method in a new JVM; fails or is aborted as the method is.
   *
   * @param test has a constructor without parameters
   * @param method the name of a method without parameters, of the test's class or a superclass
   */
  public static void run(Object test, String method) {
    ChildJvm jvm =
        ChildJvm.run(
            SecondCompiler.class,
            List.of("-XX:TieredStopAtLevel=4"),
            test.getClass().getName(),
            method);

    assumeThat(jvm.output()).doesNotContain(TestAbortedException.class.getName());
    assertThat(jvm.exitCode()).as(jvm.output()).isZero();
  }

  /** Runs a method of a class, by their names. */
  public static void main(String[] arguments) throws ReflectiveOperationException {
    Class<?> type = Class.forName(arguments[0]);
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Method method = find(type, arguments[1]);
    method.setAccessible(true);
    method.invoke(constructor.newInstance());
  }

  private static Method find(Class<?> type, String name) throws NoSuchMethodException {
    for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (method.getName().equals(name)) {
          return method;
        }
      }
    }
    throw new NoSuchMethodException(name);
  }
}

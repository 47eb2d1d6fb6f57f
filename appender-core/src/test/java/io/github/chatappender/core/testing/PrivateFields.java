/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.lang.reflect.Field;

/** Reads private fields, because no method returns how much is kept. Stateless. */
public final class PrivateFields {

  private PrivateFields() {}

  /** Returns the value at the end of a path of fields. */
  public static Object field(Object owner, String... path) {
    Object found = owner;
    for (String name : path) {
      try {
        Field field = found.getClass().getDeclaredField(name);
        field.setAccessible(true);
        found = field.get(found);
      } catch (ReflectiveOperationException e) {
        throw new LinkageError(name + " of " + found.getClass(), e);
      }
    }
    return found;
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value in the JSON of a message: an object, an array, a text, a number, true, false, null, or
 * {@linkplain #isMissing() missing}. A path through values that do not exist leads to a missing
 * one, never to an exception. Iterates over an array's elements or an object's values. Immutable.
 */
public final class JsonValue implements Iterable<JsonValue> {
  static final JsonValue MISSING = new JsonValue(Nothing.MISSING);
  static final JsonValue NULL = new JsonValue(Nothing.NULL);

  private final Object value;

  private JsonValue(Object value) {
    this.value = value;
  }

  /** Returns a text, number, boolean, null, or a list or map of these, as JSON. */
  static JsonValue of(@Nullable Object value) {
    if (value == null) {
      return NULL;
    }
    if (value instanceof JsonValue) {
      return (JsonValue) value;
    }
    if (value instanceof Map) {
      Map<String, JsonValue> fields = new LinkedHashMap<>();
      ((Map<?, ?>) value).forEach((name, field) -> fields.put(String.valueOf(name), of(field)));
      return new JsonValue(Collections.unmodifiableMap(fields));
    }
    if (value instanceof Collection) {
      List<JsonValue> elements = new ArrayList<>();
      ((Collection<?>) value).forEach(element -> elements.add(of(element)));
      return new JsonValue(Collections.unmodifiableList(elements));
    }
    if (value instanceof String || value instanceof Number || value instanceof Boolean) {
      return new JsonValue(value);
    }
    throw new IllegalArgumentException("not a JSON value: " + value.getClass());
  }

  /** Returns whether the path that led here does not exist. */
  public boolean isMissing() {
    return value == Nothing.MISSING;
  }

  /** Returns whether this is an object. */
  public boolean isObject() {
    return value instanceof Map;
  }

  /** Returns whether this is an array. */
  public boolean isArray() {
    return value instanceof List;
  }

  /** Returns whether this is a text. */
  public boolean isText() {
    return value instanceof String;
  }

  /** Returns whether this is true or false. */
  public boolean isBoolean() {
    return value instanceof Boolean;
  }

  /** Returns whether this is a whole number of 32 bits. */
  public boolean isInt() {
    return value instanceof Integer;
  }

  /** Returns the field of an object, or a missing value. */
  public JsonValue path(String name) {
    return fields().getOrDefault(name, MISSING);
  }

  /** Returns the element of an array, or a missing value. */
  public JsonValue path(int index) {
    List<JsonValue> elements = elements();
    return index >= 0 && index < elements.size() ? elements.get(index) : MISSING;
  }

  /** Returns the value at a JSON pointer such as {@code /cardsV2/0/card}, or a missing value. */
  public JsonValue at(String pointer) {
    JsonValue found = this;
    for (String step : pointer.substring(1).split("/", -1)) {
      found =
          found.isArray() && step.matches("\\d{1,9}")
              ? found.path(Integer.parseInt(step))
              : found.path(step);
    }
    return found;
  }

  /** Returns whether an object has the field. */
  public boolean has(String name) {
    return fields().containsKey(name);
  }

  /** Returns the names of an object's fields, in the order sent. */
  public Set<String> names() {
    return fields().keySet();
  }

  /** Returns the number of an array's elements or an object's fields, else 0. */
  public int size() {
    return isArray() ? elements().size() : fields().size();
  }

  /** Returns whether there are no elements or fields. */
  public boolean isEmpty() {
    return size() == 0;
  }

  /** Returns a text, number or boolean as text, and an empty one for everything else. */
  public String asText() {
    return isText() || isBoolean() || value instanceof Number ? value.toString() : "";
  }

  /** Returns a whole number of 32 bits, or the given one if this is none. */
  public int asInt(int otherwise) {
    return isInt() ? (Integer) value : otherwise;
  }

  /** Returns true only for JSON's true. */
  public boolean asBoolean() {
    return Boolean.TRUE.equals(value);
  }

  /**
   * Returns the fields of this name anywhere below, in order; does not look inside those it finds.
   */
  public List<JsonValue> findValues(String name) {
    List<JsonValue> found = new ArrayList<>();
    collect(name, found);
    return found;
  }

  @Override
  public Iterator<JsonValue> iterator() {
    return isArray() ? elements().iterator() : fields().values().iterator();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonValue && value.equals(((JsonValue) other).value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /** Returns this as JSON. */
  @Override
  public String toString() {
    return Json.write(this);
  }

  /** Returns a copy of an object in which a field has another value; null removes the field. */
  JsonValue with(String name, @Nullable JsonValue field) {
    Map<String, JsonValue> copy = new LinkedHashMap<>(fields());
    if (field == null) {
      copy.remove(name);
    } else {
      copy.put(name, field);
    }
    return new JsonValue(Collections.unmodifiableMap(copy));
  }

  Object raw() {
    return value;
  }

  private void collect(String name, List<JsonValue> found) {
    if (isArray()) {
      elements().forEach(element -> element.collect(name, found));
    }
    fields()
        .forEach(
            (field, child) -> {
              if (field.equals(name)) {
                found.add(child);
              } else {
                child.collect(name, found);
              }
            });
  }

  @SuppressWarnings("unchecked") // only made by of() and with()
  private Map<String, JsonValue> fields() {
    return isObject() ? (Map<String, JsonValue>) value : Map.of();
  }

  @SuppressWarnings("unchecked") // only made by of()
  private List<JsonValue> elements() {
    return isArray() ? (List<JsonValue>) value : List.of();
  }

  private enum Nothing {
    MISSING,
    NULL
  }
}

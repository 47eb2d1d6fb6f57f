/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the latest 1,000 threads we have opened: only a reply may fail because its thread is
 * missing. Used only by the delivery thread.
 */
final class OpenedThreads {

  private static final int LIMIT = 1_000;

  private final Map<String, Boolean> keys =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > LIMIT;
        }
      };

  void add(String key) {
    keys.put(key, true);
  }

  void remove(String key) {
    keys.remove(key);
  }

  void clear() {
    keys.clear();
  }

  boolean contains(String key) {
    return keys.containsKey(key);
  }
}

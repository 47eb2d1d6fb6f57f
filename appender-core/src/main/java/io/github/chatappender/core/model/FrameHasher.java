/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.model;

import io.github.chatappender.core.api.EventReader;
import org.jspecify.annotations.Nullable;

/**
 * Hashes class and method names to 64 bits, because 32 bits collide too often: {@code Aa} and
 * {@code BB} have the same {@link String#hashCode}. Names repeat, so a cache saves reading their
 * characters. Thread-safe, lock-free; allocates only for new names.
 *
 * <p>The seed is random, so that no one can prepare names with equal hashes.
 */
public final class FrameHasher implements EventReader.FrameHash {

  private static final int SLOTS = 4_096;
  private static final int CACHED_CHARS = 256;
  private static final long FNV_PRIME = 0x100000001B3L;
  private static final long MIX_PRIME = 0xD6E8FEB86659FD93L;

  /** A name and its hash. Immutable. */
  private static final class Name {

    final String text;
    final long hash;

    Name(String text, long hash) {
      this.text = text;
      this.hash = hash;
    }
  }

  /** A method's names and its hash. Immutable. */
  private static final class Method {

    final String type;
    final String name;
    final long hash;

    Method(String type, String name, long hash) {
      this.type = type;
      this.name = name;
      this.hash = hash;
    }
  }

  /**
   * Names by their short hash; a later name replaces an earlier one in its slot. Plain reads and
   * writes: a stale name only costs a comparison of characters.
   */
  private final @Nullable Name[] names = new Name[SLOTS];

  /** Methods by the short hashes of their names; read and written like names. */
  private final @Nullable Method[] methods = new Method[SLOTS];

  private final long seed;

  /**
   * Creates a hasher.
   *
   * @param seed an unpredictable number
   */
  public FrameHasher(long seed) {
    this.seed = seed;
  }

  @Override
  public long add(long hash, @Nullable StackTraceElement frame) {
    if (frame == null) {
      return hash;
    }
    return mix(hash + frame.getLineNumber(), ofMethod(frame.getClassName(), frame.getMethodName()));
  }

  private long ofMethod(String type, String name) {
    int slot = slot(31 * type.hashCode() + name.hashCode());
    Method known = methods[slot];
    if (known != null && known.name.equals(name) && known.type.equals(type)) {
      return known.hash;
    }
    long hash = mix(ofText(type, type.length()), ofText(name, name.length()));
    if (type.length() <= CACHED_CHARS && name.length() <= CACHED_CHARS) {
      methods[slot] = new Method(type, name, hash);
    }
    return hash;
  }

  /**
   * Returns the hash of a name.
   *
   * @param name a class or a method
   * @return the hash; equal names have equal hashes
   */
  public long ofName(String name) {
    int slot = slot(name.hashCode());
    Name known = names[slot];
    if (known != null && known.text.equals(name)) {
      return known.hash;
    }
    long hash = ofText(name, name.length());
    if (name.length() <= CACHED_CHARS) {
      names[slot] = new Name(name, hash);
    }
    return hash;
  }

  private static int slot(int shortHash) {
    return (shortHash ^ (shortHash >>> 15)) & (SLOTS - 1);
  }

  /**
   * Returns the hash of a text's beginning, without the cache.
   *
   * @param maxChars how many of its characters count
   */
  public long ofText(String text, int maxChars) {
    long hash = seed;
    int end = Math.min(text.length(), maxChars);
    for (int i = 0; i < end; i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return mix(hash, end);
  }

  /**
   * Mixes a value into a hash.
   *
   * @param hash the hash so far
   * @return a hash in which every bit depends on both
   */
  public static long mix(long hash, long value) {
    long mixed = (hash ^ value) * MIX_PRIME;
    return mixed ^ (mixed >>> 32);
  }
}

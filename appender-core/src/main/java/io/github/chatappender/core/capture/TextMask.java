/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.FrameHasher;

/**
 * Compares and hashes texts without the parts that the fingerprint masks: {@code Order 17 failed}
 * equals {@code Order 2718 failed}. Equal texts have equal fingerprints, except for rare ones that
 * RATIONALE lists; texts with equal fingerprints may differ here. Stateless; creates no objects.
 *
 * <p>Reads a text as pieces: runs of ASCII letters and digits, and the chars between them. A run
 * with a digit counts by its shape, everything else char by char. Only the first {@link #CHARS}
 * chars count.
 */
final class TextMask {

  static final int CHARS = 2_048;

  private static final int DIGIT = 1;
  private static final int LETTER = 2;
  private static final int HEX = 4;

  /** A char that may join a number to something masked as a whole. */
  private static final int JOINT = 8;

  /** A char that may end what is not as literal as it looks. */
  private static final int STOP = 16;

  private static final char ESCAPE = '\u001B';
  private static final byte[] CLASSES = new byte[0x80];

  static {
    CLASSES[':'] = JOINT;
    CLASSES['@'] = JOINT;
    CLASSES['+'] = JOINT;
    CLASSES['-'] = JOINT | STOP;
    CLASSES[ESCAPE] = JOINT | STOP;
    for (char c = '0'; c <= '9'; c++) {
      CLASSES[c] = DIGIT | HEX | STOP;
    }
    for (char c = 'a'; c <= 'z'; c++) {
      CLASSES[c] = (byte) (c <= 'f' ? LETTER | HEX : LETTER);
      CLASSES[c - 'a' + 'A'] = CLASSES[c];
    }
  }

  /** A piece is its shape and, in the lowest bits, its end. */
  private static final int END_BITS = 12;

  private static final int END_MASK = (1 << END_BITS) - 1;

  // Shapes; the lower bits hold details where they matter.
  private static final long LITERAL = 0;
  private static final long DIGITS = 1L << 32;
  private static final long SHORT = 2L << 32;
  private static final long UUID = 3L << 32;
  private static final long HEX_NUMBER = 4L << 32;
  private static final long HEX_TOKEN = 5L << 32;
  private static final long QUANTITY = 6L << 32;
  private static final long ID = 7L << 32;
  private static final long FRACTION = 8L << 32;

  private static final int ID_CHARS = 4;
  private static final int HEX_TOKEN_CHARS = 8;
  private static final int UUID_CHARS = 36;
  private static final int MOST_UNITS = 4;
  private static final int UNIT_BITS = 5;

  private static final int LENGTH_LIMIT = 30;
  private static final int CLIENT_PORT = 31;
  private static final int OCTET = 32;

  /** Each as its chars, 8 bits per char. */
  private static final int[] UNITS =
      packed(
          "ns", "us", "ms", "s", "sec", "m", "min", "h", "d", "B", "kB", "KB", "MB", "GB", "TB",
          "KiB", "MiB", "GiB", "k", "K", "M");

  private static final long FNV_PRIME = 0x100000001B3L;

  private TextMask() {}

  /**
   * Returns the hash of a text.
   *
   * @param seed the initial hash
   */
  static long hash(long seed, String text) {
    int limit = Math.min(text.length(), CHARS);
    long hash = seed;
    long hashAtRun = seed;
    int run = 0;
    for (int at = 0; at < limit; ) {
      char c = text.charAt(at);
      int sort = c < CLASSES.length ? CLASSES[c] : 0;
      if ((sort & STOP) != 0 && (c != '-' || at - run == HEX_TOKEN_CHARS)) {
        // what was hashed as letters may belong to an id
        int from = c == ESCAPE ? at : run;
        long piece = piece(text, from, limit);
        at = (int) piece & END_MASK;
        hash = withPiece(c == ESCAPE ? hash : hashAtRun, text, from, at, piece >>> END_BITS);
        run = at;
        hashAtRun = hash;
        continue;
      }
      hash = (hash ^ c) * FNV_PRIME;
      at++;
      if ((sort & LETTER) == 0) {
        run = at;
        hashAtRun = hash;
      }
    }
    return FrameHasher.mix(hash, 0);
  }

  private static long withPiece(long known, String text, int from, int end, long shape) {
    if (shape != LITERAL) {
      return (known ^ shape) * FNV_PRIME;
    }
    long hash = known;
    for (int at = from; at < end; at++) {
      hash = (hash ^ text.charAt(at)) * FNV_PRIME;
    }
    return hash;
  }

  /**
   * Returns whether two texts are equal apart from their masked parts.
   *
   * @param literal the length of the first text's {@linkplain #literalBeginning beginning}
   */
  static boolean areEqual(String a, int literal, String b) {
    if (a.equals(b)) {
      return true;
    }
    if (!b.regionMatches(0, a, 0, literal)) {
      return false;
    }
    int limitA = Math.min(a.length(), CHARS);
    int limitB = Math.min(b.length(), CHARS);
    int atA = literal;
    int atB = literal;
    while (atA < limitA && atB < limitB) {
      long pieceA = piece(a, atA, limitA);
      long pieceB = piece(b, atB, limitB);
      int endA = (int) pieceA & END_MASK;
      int endB = (int) pieceB & END_MASK;
      long shape = pieceA >>> END_BITS;
      if (shape != pieceB >>> END_BITS
          || (shape == LITERAL
              && !(endA - atA == endB - atB && a.regionMatches(atA, b, atB, endA - atA)))) {
        return false;
      }
      atA = endA;
      atB = endB;
      if (shape != LITERAL
          && limitA - atA == limitB - atB
          && isBlank(at(a, atA, limitA))
          && a.regionMatches(atA, b, atB, limitA - atA)) {
        return true;
      }
    }
    return atA == limitA && atB == limitB;
  }

  /**
   * Returns the length of a text's beginning that is not masked and ends with a blank. No piece
   * reaches across a blank, so a text equal to this one begins with the same chars.
   */
  static int literalBeginning(String text) {
    int limit = Math.min(text.length(), CHARS);
    int literal = 0;
    for (int at = 0; at < limit; ) {
      long piece = piece(text, at, limit);
      if (piece >>> END_BITS != LITERAL) {
        break;
      }
      for (int end = (int) piece & END_MASK; at < end; at++) {
        literal = isBlank(text.charAt(at)) ? at + 1 : literal;
      }
    }
    return literal;
  }

  /** Returns whether a char ends every piece before it. */
  private static boolean isBlank(char c) {
    return c <= ' ' && c != ESCAPE;
  }

  /** Returns the piece that begins here: its shape and its end. */
  private static long piece(String text, int from, int limit) {
    int any = 0;
    int all = ~0;
    int end = from;
    for (; end < limit; end++) {
      int sort = sort(text.charAt(end));
      if ((sort & (LETTER | DIGIT)) == 0) {
        break;
      }
      any |= sort;
      all &= sort;
    }
    if (end == from) {
      return between(text, from, limit);
    }
    if (end - from == HEX_TOKEN_CHARS && (all & HEX) != 0 && isUuid(text, from, limit)) {
      return UUID << END_BITS | (from + UUID_CHARS);
    }
    return (any & DIGIT) == 0 ? end : shape(text, from, end, limit, all) << END_BITS | end;
  }

  /**
   * Returns the piece between two runs. It includes the chars from an escape char to the next
   * space: the fingerprint removes colors, which joins the text around them into one run.
   */
  private static long between(String text, int from, int limit) {
    boolean escaped = false;
    int end = from;
    for (; end < limit; end++) {
      char c = text.charAt(end);
      escaped = c == ESCAPE || (escaped && c > ' ');
      if (!escaped && isLetterOrDigit(c)) {
        break;
      }
    }
    return end;
  }

  private static long shape(String text, int from, int end, int limit, int all) {
    if ((all & DIGIT) != 0) {
      return DIGITS | digits(text, from, end, limit);
    }
    int length = end - from;
    boolean beginsWithDigit = isDigit(text.charAt(from));
    if (length >= ID_CHARS && beginsWithDigit && isFraction(text, from)) {
      return fraction(text, from, end);
    }
    if (length > 2 && text.charAt(from) == '0' && (text.charAt(from + 1) | ' ') == 'x') {
      int hexEnd = hexEnd(text, from + 2, end);
      if (hexEnd > from + 2) {
        return hexEnd == end ? HEX_NUMBER : LITERAL;
      }
    }
    if (length < ID_CHARS) {
      return SHORT | letters(text, from, end);
    }
    boolean hex = (all & HEX) != 0;
    if (hex && length >= HEX_TOKEN_CHARS) {
      return HEX_TOKEN;
    }
    if (beginsWithDigit && at(text, end, limit) >= CLASSES.length) {
      return LITERAL; // a micro sign may belong to a unit
    }
    long units = beginsWithDigit ? units(text, from, end) : 0;
    return (units == 0 ? ID : QUANTITY | units << UNIT_BITS) | (hex ? length : 0);
  }

  private static boolean isFraction(String text, int from) {
    return from > 1
        && (text.charAt(from - 1) == '.' || text.charAt(from - 1) == ',')
        && isDigit(text.charAt(from - 2));
  }

  /** Returns the shape of decimals followed by a unit or a time zone, like {@code 125Z}. */
  private static long fraction(String text, int from, int end) {
    int letters = from;
    while (isDigit(text.charAt(letters))) {
      letters++;
    }
    if (end - letters > 3) {
      return LITERAL;
    }
    for (int i = letters; i < end; i++) {
      if (isDigit(text.charAt(i))) {
        return LITERAL;
      }
    }
    return FRACTION | letters(text, letters, end);
  }

  /**
   * Returns the details of a number that matter: its length if it may belong to a time, a date, an
   * address or a port, and whether it may be a part of an IP address.
   */
  private static int digits(String text, int from, int end, int limit) {
    char before = at(text, from - 1, limit);
    char behind = at(text, end, limit);
    boolean octet = before == '.' || behind == '.';
    if (!octet && !isJoint(before) && !isJoint(behind)) {
      return 0;
    }
    int length = end - from;
    int detail = 0;
    if (isJoint(before)
        || (isJoint(behind) && (isBeyond(behind) || goesOn(text, end + 1, limit)))) {
      boolean clientPort = before == ':' && length == 5 && value(text, from, end) > Short.MAX_VALUE;
      detail = clientPort ? CLIENT_PORT : Math.min(length, LENGTH_LIMIT);
    }
    return octet && length <= 3 && value(text, from, end) <= 255 ? detail + OCTET : detail;
  }

  private static char at(String text, int at, int limit) {
    return at < 0 || at >= limit ? ' ' : text.charAt(at);
  }

  /** Returns whether a char may join a number to something masked as a whole. */
  private static boolean isJoint(char c) {
    return c >= CLASSES.length || (CLASSES[c] & JOINT) != 0;
  }

  private static boolean isBeyond(char c) {
    return c >= CLASSES.length || c == ESCAPE;
  }

  /** Returns whether a word follows a joint; in {@code Order 17: failed} none does. */
  private static boolean goesOn(String text, int behindJoint, int limit) {
    return at(text, behindJoint, limit) > ' ';
  }

  private static int value(String text, int from, int end) {
    int value = 0;
    for (int i = from; i < end; i++) {
      value = 10 * value + text.charAt(i) - '0';
    }
    return value;
  }

  private static int hexEnd(String text, int from, int limit) {
    int end = from;
    while (end < limit && (sort(text.charAt(end)) & HEX) != 0) {
      end++;
    }
    return end;
  }

  /** Returns the chars of a short run, each digit as 0. */
  private static long letters(String text, int from, int end) {
    long letters = 0;
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      letters = letters << 7 | (isDigit(c) ? '0' : c);
    }
    return letters;
  }

  /** Returns the units of a run like {@code 2h30m}; 0 if it is not one. */
  private static long units(String text, int from, int end) {
    long units = 0;
    int at = from;
    for (int count = 0; at < end; count++) {
      while (at < end && isDigit(text.charAt(at))) {
        at++;
      }
      int packed = 0;
      int begin = at;
      while (at < end && !isDigit(text.charAt(at))) {
        packed = packed << 8 | text.charAt(at++);
      }
      int unit = at - begin > 3 || count == MOST_UNITS ? 0 : unit(packed);
      if (unit == 0) {
        return 0;
      }
      units = units << UNIT_BITS | unit;
    }
    return units;
  }

  private static int unit(int packed) {
    for (int i = 0; i < UNITS.length; i++) {
      if (UNITS[i] == packed) {
        return i + 1;
      }
    }
    return 0;
  }

  private static boolean isUuid(String text, int from, int limit) {
    int end = from + UUID_CHARS;
    if (end > limit || (end < limit && isLetterOrDigit(text.charAt(end)))) {
      return false;
    }
    for (int i = HEX_TOKEN_CHARS; i < UUID_CHARS; i++) {
      char c = text.charAt(from + i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : (sort(c) & HEX) == 0) {
        return false;
      }
    }
    return true;
  }

  private static int sort(char c) {
    return c < CLASSES.length ? CLASSES[c] : 0;
  }

  private static boolean isLetterOrDigit(char c) {
    return (sort(c) & (LETTER | DIGIT)) != 0;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int[] packed(String... units) {
    int[] packed = new int[units.length];
    for (int i = 0; i < units.length; i++) {
      for (char c : units[i].toCharArray()) {
        packed[i] = packed[i] << 8 | c;
      }
    }
    return packed;
  }
}

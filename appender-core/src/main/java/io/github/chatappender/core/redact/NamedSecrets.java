/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds secrets by the name before them. For one text; linear in its length.
 *
 * <p>A name and its value are joined by
 *
 * <ul>
 *   <li>a strong sign: {@code password=x}, {@code => -> := %3D}, {@code "token": "x"}, {@code
 *       --password x}, {@code <password>x</password>}, {@code password("x")};
 *   <li>a weak sign: {@code password: x}, {@code password was x}, {@code token 'x'}, {@code token
 *       [x]}, {@code X-Api-Key x};
 *   <li>other text, if name and value are apart: {@code name=password, value=x}, {@code Key (id,
 *       token)=(1, x)}, {@code <entry key="password">x</entry>}, {@code password: |} and indented
 *       lines.
 * </ul>
 *
 * <p>{@link SecretValues} explains what each means. Every name is checked, even one within
 * another's value, so that a misread quote cannot hide the text after it.
 */
final class NamedSecrets {

  /** The maximum distance of a {@code value} from its name. */
  private static final int APART_CHARS = 64;

  /** A value right after a name must be longer, unless the name is a password or one from code. */
  private static final int LEAST_CHARS = 16;

  private static final int LEAST_CHARS_OF_CODE = 6;

  /** Group 1: the name is quoted; 2: a strong sign; 3: a weak one. */
  private static final Pattern SIGN =
      Pattern.compile(
          "(\\\\*+[\"'`]|(?:%22|&quot;))?+"
              + "(?:[\"'`)\\]*]|\\\\(?!u003)|\\[(?!redacted])[\"'\\w.$-]{1,30}+]|\\(\\)|\u001B\\[[\\d;]*+m)"
              + "{0,8}+\\h*+"
              + "(?:(==?>?|:=|\\((?=[\"'`])|->|\u2192|\uFF1D|%(?:25){0,2}3[dD]|\\\\u003[dD])"
              + "|(::?|\uFF1A|%(?:25){0,2}3[aA]|\\\\u003[aA]))?+\\h*+");

  /** Group 1: an indented block of YAML; else the value is on the next, indented line. */
  private static final Pattern BLOCK =
      Pattern.compile("[|>][+-]?+\\h*+\\R\\h++([^\\r\\n]++(?:\\R\\h++[^\\r\\n]++)*+)|\\R\\h++");

  /** Words between a name and its value: {@code password for bob was changed to: x}. */
  private static final Pattern FILLERS =
      Pattern.compile(
          "(?:for(?:\\h++[^\\s:=]{1,32}+){1,3}?(?=\\h*+[:=]|\\h++(?:is|was)\\h)\\h*+)?+"
              + "(?:(?:is|was|value|rejected|given|provided|set|changed|to)(?=[\\h:=])\\h*+){0,4}+"
              + "(?:[:=]\\h*+)?+");

  /** The first char of a value that is not prose. */
  private static final Pattern NO_WORD = Pattern.compile("[{\\[(\\d]");

  private static final Pattern QUOTE = Pattern.compile("\\\\{0,3}[\"'`]|%22|&quot;");

  /** Before a quote, often a parser's word: {@code Unexpected token: 'x'}. */
  private static final Pattern TOKEN = Pattern.compile("(?i)token");

  private static final Pattern OPTION = Pattern.compile("(?<![^\\s\\p{Z}\"'`\\[])-");

  /** The start of an option's argument, also in a list; no option, no word before another word. */
  private static final Pattern ARGUMENT =
      Pattern.compile(",?+\\h*+(?<=[\\h,])(?!-|\\p{L}[\\p{L}._-]*+,?+\\h++\\p{L})");

  private static final Pattern SQL_NAME = Pattern.compile("[A-Z_]++");

  private static final Pattern CODE_NAME =
      Pattern.compile(SQL_NAME + "|(?i:pass).*+|[A-Za-z0-9]*+.++");

  private static final Pattern STRING = Pattern.compile("(?<=\\h)[\"'`]");

  /** A single run in brackets or quotes. */
  private static final Pattern ENCLOSED =
      Pattern.compile(
          "(?:(?!\\[redacted])[\\[(]|(?<=\\h)[\"'`])"
              + "([^\\s\"'`()\\[\\]{}=]{1,128}+)[\"'`)\\]}]");

  /** A run that is not the name of another value. */
  private static final Pattern BARE =
      Pattern.compile("(?<=\\h)(?=[A-Za-z0-9])(?![\\p{L}\\d_.$-]++[=:])");

  /** Text after which the next value belongs to another name. */
  private static final Pattern OTHER_NAME =
      Pattern.compile("(?<![\\p{L}\\d_.$-])(?i:name|key|field|property|param)(?![\\p{L}\\d_.$-])");

  /** After the name of a column, possibly with others: {@code Key (token, id)=(x, 1)}. */
  private static final Pattern COLUMNS =
      Pattern.compile("[^()]{0,128}+\\)\\h*+(?:=|(?i:values))\\h*+(?=\\()");

  /**
   * Before the name of an element, or a quoted name, but not before a mere description of a tag.
   */
  private static final Pattern IN_TAG = Pattern.compile("(?<=[<;:\"'`])");

  private static final Pattern TAG =
      Pattern.compile("(?:<|&lt;)((?:(?!&[lg]t;)[^<>]){1,256}+)(?<!/)(?:>|&gt;)");

  /** The content of an element, even if cut off, but not a text after a type. */
  private static final Pattern CONTENT =
      Pattern.compile(
          "<!\\[CDATA\\[(?s:.*?)(?:]]>|\\z)"
              + "|(?:[^<&\\[]|&(?!lt;)|\\[(?!redacted]))++(?=</|&lt;/)"
              + "|(?:[^<&\\s]|&(?!lt;))++\\z");

  /**
   * The value of such a key is a secret too; within a text, {@link SecretPlaces} finds its parts.
   */
  private static final Pattern HEADER = Pattern.compile("(?i)(?:authorization|cookie|bearer)$");

  private final CharSequence text;
  private final Spans spans;
  private final SecretValues values;
  private final SecretNames names;
  private final Matcher sign;

  /** The start of each name that makes a tag's content a secret. */
  private final BitSet inTags = new BitSet();

  private int blockEnd;

  NamedSecrets(CharSequence text, Spans spans) {
    this.text = text;
    this.spans = spans;
    this.values = new SecretValues(text);
    this.names = new SecretNames(text);
    this.sign = SIGN.matcher(text).useTransparentBounds(true);
  }

  /** Returns whether a value must be hidden, since its key names a secret. */
  static boolean isSecret(String key, String value) {
    SecretNames names = new SecretNames(key);
    boolean secret = HEADER.matcher(key).find();
    while (!secret && names.find()) {
      secret = names.end() == key.length() && !names.isValue();
    }
    return secret
        && !value.isBlank()
        && new SecretValues(value).isSecret(0, value.length(), true, names.isPlural());
  }

  void find() {
    int apart = -1;
    while (names.find()) {
      if (names.isValue()) {
        if (apart >= 0 && isValueOf(apart)) {
          findAfterSign();
        }
      } else {
        inTags.set(names.start(), Match.isAt(IN_TAG, text, names.start()));
        if (!findAfterSign()) {
          apart = names.end();
          findWithoutSign();
        }
      }
    }
    if (!inTags.isEmpty()) {
      findContents();
    }
  }

  /** Returns whether a {@code value} belongs to the name that ends at an index. */
  private boolean isValueOf(int nameEnd) {
    return names.start() - nameEnd <= APART_CHARS
        && !Match.matcher(OTHER_NAME, text, nameEnd, names.start()).find();
  }

  /** Looks for a value after a sign, or after words with that meaning; false if there is none. */
  private boolean findAfterSign() {
    sign.region(names.end(), text.length()).lookingAt();
    boolean strong = sign.start(2) >= 0;
    boolean colon = sign.start(3) >= 0;
    int signEnd = sign.end();
    int value = strong ? signEnd : Match.end(FILLERS, text, colon ? afterBlock(signEnd) : signEnd);
    boolean filled = !strong && value > signEnd;
    if (!strong && !colon && !filled) {
      return false;
    }
    boolean quotedName = sign.start(1) >= 0;
    boolean bare = !quotedName && Match.isAt(TOKEN, text, names.start());
    strong |= Match.isAt(QUOTE, text, value) && !bare;
    strong |= (quotedName || filled) && Match.isAt(NO_WORD, text, value);
    values.find(value, strong, names.isPlural(), spans);
    return true;
  }

  /** Marks a block of YAML; returns where a value on the next line begins. */
  private int afterBlock(int from) {
    Matcher block = BLOCK.matcher(text).region(from, text.length());
    if (from < blockEnd || !block.lookingAt()) {
      return from;
    }
    if (block.start(1) >= 0) {
      blockEnd = block.end();
      spans.add(block.start(1), blockEnd);
      return from;
    }
    return block.end();
  }

  private void findWithoutSign() {
    int at = sign.end();
    Matcher columns = Match.matcher(COLUMNS, text, names.end(), text.length());
    Matcher enclosed = Match.matcher(ENCLOSED, text, at, text.length());
    if (Match.isAt(OPTION, text, names.start())) {
      findArgument(at);
    } else if (columns.lookingAt()) {
      values.find(columns.end(), true, false, spans);
    } else if (Match.isAt(STRING, text, at) && isNamed(SQL_NAME)) {
      values.find(at, true, names.isPlural(), spans);
    } else if (enclosed.lookingAt()) {
      findProbable(enclosed.start(1), enclosed.end(1));
    } else if (Match.isAt(BARE, text, at)) {
      int to = values.end(at);
      if (to - at >= (isNamed(CODE_NAME) ? LEAST_CHARS_OF_CODE : LEAST_CHARS)) {
        findProbable(at, to);
      }
    }
  }

  private void findArgument(int at) {
    Matcher argument = Match.matcher(ARGUMENT, text, at, text.length());
    if (argument.lookingAt()) {
      values.find(argument.end(), true, false, spans);
    }
  }

  private boolean isNamed(Pattern pattern) {
    return Match.matcher(pattern, text, names.start(), names.end()).matches();
  }

  private void findProbable(int from, int to) {
    if (values.isSecret(from, to, false, names.isPlural())) {
      spans.add(from, to);
    }
  }

  /** Marks the contents of elements whose tags name a secret. */
  private void findContents() {
    Matcher tag = TAG.matcher(text);
    Matcher content = CONTENT.matcher(text);
    int contentEnd = 0;
    while (tag.find()) {
      boolean secret = !inTags.get(tag.start(1), tag.end(1)).isEmpty();
      content.region(tag.end(), text.length());
      if (tag.end() >= contentEnd && secret && content.lookingAt()) {
        contentEnd = content.end();
        spans.add(tag.end(), contentEnd);
      }
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.ArrayList;
import java.util.List;

/**
 * Decides which names are followed by a secret. Stateless.
 *
 * <p>A name is a secret's if a word of the table ends it: {@code db.password}, {@code X-Api-Key},
 * {@code clientSecret}, {@code mot_de_passe}. What only deals with a secret has another word at its
 * end: {@code passwordPolicy}, {@code token_type}, {@code com.acme.TokenService}. Case and the
 * joints {@code _ - . $} don't count. Behind the word may stand a number, a single letter or a
 * qualifier: {@code DB_PASSWORD_PROD}, {@code password2}, {@code newPasswordAgain}.
 */
final class SecretNames {

  /** What a name says of the value that follows it. */
  enum Kind {
    NONE,
    SECRET,
    /** Several secrets, or their number. */
    PLURAL,
    /** A header whose value has parts: {@link SecretPlaces} finds them. */
    HEADER,
    /** {@code value}: that of a name which stood before it. */
    VALUE,
    /** {@code name} or {@code key}: another name follows. */
    NAME
  }

  private static final List<String> WORDS =
      words(
          "password passwd passphrase passcode pwd secret token credential signature otp"
              + " apikey accesskey privatekey secretkey secretkeybase encryptionkey signingkey"
              + " accountkey masterkey authkey sharedkey storagekey sessionkey subscriptionkey"
              + " functionskey sessionid sessid connectsid csrf xsrf samlresponse samlassertion"
              + " clientassertion storepass keypass pgpass dbpass userpass sshpass identifiedby"
              // German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Swedish
              + " passwort kennwort motdepasse contraseña contrasena senha parola wachtwoord"
              + " hasło haslo heslo lösenord пароль 密码 パスワード 비밀번호");

  /** Too short to be the end of another word, as in {@code compass}. */
  private static final List<String> WHOLE_WORDS = words("pass pw mdp clave sig");

  private static final List<String> OTHERS = words("authorization cookie bearer value");

  private static final List<String> QUALIFIERS =
      words(
          "new old current previous confirm confirmation repeat again value text string plain raw"
              + " prod production dev test stage staging live main primary secondary default"
              + " backup local root admin hash encrypted encoded");

  private static final int QUALIFIER_CHARS = 12;

  /** Words of names in several words: {@code api key}, {@code mot de passe}. */
  private static final List<String> LAST_WORDS = words("key id passe by");

  private static final List<String> NAMES = words("name key field property param");
  private static final int BEFORE_LAST_WORD = 11;
  private static final int MOST_QUALIFIERS = 3;

  /** All words by their last char; those that end in no ASCII letter at 0. */
  private static final List<List<String>> BY_LAST_CHAR = new ArrayList<>();

  static {
    for (int c = 0; c < 0x80; c++) {
      BY_LAST_CHAR.add(new ArrayList<>());
    }
    for (List<String> words : List.of(WORDS, WHOLE_WORDS, OTHERS)) {
      words.forEach(word -> endingAs(word.charAt(word.length() - 1)).add(word));
    }
  }

  private SecretNames() {}

  private static List<String> words(String words) {
    return List.of(words.split(" ", -1));
  }

  private static List<String> endingAs(int c) {
    return BY_LAST_CHAR.get(c < 0x80 ? c : 0);
  }

  /** Returns what the name says that stands there. */
  static Kind of(CharSequence text, int start, int end) {
    int from = isOneOf(LAST_WORDS, text, start, end) ? wordsStart(text, start) : start;
    int nameEnd = withoutNumber(text, from, end);
    Kind whole = ending(text, from, nameEnd);
    for (int i = 0; i < MOST_QUALIFIERS && (whole == Kind.NONE || whole == Kind.VALUE); i++) {
      int qualifier = qualifierStart(text, from, nameEnd);
      if (qualifier == from) {
        break;
      }
      nameEnd = withoutNumber(text, from, qualifier);
      Kind kind = ending(text, from, nameEnd);
      if (kind == Kind.SECRET || kind == Kind.PLURAL) {
        return kind;
      }
    }
    return whole == Kind.NONE && isOneOf(NAMES, text, start, end) ? Kind.NAME : whole;
  }

  private static boolean isOneOf(List<String> words, CharSequence text, int start, int end) {
    for (String word : words) {
      if (Chars.equalsIgnoreCase(text, start, end, word)) {
        return true;
      }
    }
    return false;
  }

  private static int wordsStart(CharSequence text, int start) {
    return Chars.blank(Chars.at(text, start - 1)) ? Math.max(0, start - BEFORE_LAST_WORD) : start;
  }

  private static Kind ending(CharSequence text, int from, int to) {
    if (to == from) {
      return Kind.NONE;
    }
    int last = Chars.lower(text.charAt(to - 1));
    for (String word : endingAs(last)) {
      int start = startOf(text, from, to, word);
      if (start >= 0 && (!WHOLE_WORDS.contains(word) || beginsWord(text, from, start))) {
        return kind(word);
      }
    }
    boolean plural = last == 's' && to - 1 > from && ending(text, from, to - 1) == Kind.SECRET;
    return plural ? Kind.PLURAL : Kind.NONE;
  }

  private static Kind kind(String word) {
    if (!OTHERS.contains(word)) {
      return Kind.SECRET;
    }
    return word.equals("value") ? Kind.VALUE : Kind.HEADER;
  }

  /** Returns where a word that ends a name begins, -1 if it does not end it. */
  private static int startOf(CharSequence text, int from, int to, String word) {
    int i = to;
    for (int left = word.length() - 1; left >= 0; left--) {
      i--;
      while (i > from && left < word.length() - 1 && isJoint(text.charAt(i))) {
        i--;
      }
      if (i < from || Chars.lower(text.charAt(i)) != word.charAt(left)) {
        return -1;
      }
    }
    return i;
  }

  private static boolean isJoint(int c) {
    return c == '_' || c == '-' || c == '.' || c == '$' || Chars.blank(c);
  }

  /** Returns whether no letter stands before, or a hump begins, as in {@code dbPass}. */
  private static boolean beginsWord(CharSequence text, int from, int start) {
    return start == from
        || !Chars.letter(text.charAt(start - 1))
        || (Chars.upper(text.charAt(start)) && !Chars.upper(text.charAt(start - 1)));
  }

  private static int withoutNumber(CharSequence text, int from, int to) {
    int end = to;
    while (end > from && (Chars.digit(text.charAt(end - 1)) || isJoint(text.charAt(end - 1)))) {
      end--;
    }
    return end;
  }

  /** Returns where the last word of a name begins if it is a qualifier; else the name's start. */
  private static int qualifierStart(CharSequence text, int from, int to) {
    int start = to;
    while (start > from && to - start <= QUALIFIER_CHARS) {
      start--;
      if (beginsWord(text, from, start)) {
        boolean single = to - start == 1;
        return single || isOneOf(QUALIFIERS, text, start, to) ? start : from;
      }
    }
    return from;
  }
}

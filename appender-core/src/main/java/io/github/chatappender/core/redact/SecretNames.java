/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

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
  private static final List<String> WHOLE_WORDS = List.of(" pass", " pw", " mdp", " clave", " sig");

  private static final List<String> HEADERS = words("authorization cookie bearer");

  private static final List<String> NAMES = words("name key field property param");

  /** What may stand behind the word: numbers, single letters and qualifiers. */
  private static final Pattern QUALIFIERS =
      Pattern.compile(
          "(?<=[^ ])(?: (?:new|old|current|previous|confirm|confirmation|repeat|again|value|text"
              + "|string|plain|raw|prod|production|dev|test|stage|staging|live|main|primary"
              + "|secondary|default|backup|local|root|admin|hash|encrypted|encoded|\\p{L})?"
              + "\\d*+|\\d++){1,4}$");

  private static final Pattern PLAIN = Pattern.compile("[a-z]++");

  private static final Pattern VALUE = Pattern.compile("value[ \\d]*+$");

  /** The last words of names in several words: {@code api key}, {@code mot de passe}. */
  private static final Pattern LAST_WORD = Pattern.compile("(?<=\\h)(?i:key|id|passe|by)");

  private static final int BEFORE_LAST_WORD = 11;

  /** A name is at most so long, else only its end is read. */
  private static final int MOST_CHARS = 64;

  /** Between two words of a name: joints, or where a hump begins or a number ends. */
  private static final Pattern JOINT =
      Pattern.compile("[_.$ \t\u00A0-]++|(?=[A-Z])(?<=[^A-Z])|(?<=\\d)(?=\\p{L})");

  private SecretNames() {}

  private static List<String> words(String words) {
    return List.of(words.split(" ", -1));
  }

  /** Returns what the name says that stands there. */
  static Kind of(CharSequence text, int start, int end) {
    int from = Math.max(start, end - MOST_CHARS);
    String last = text.subSequence(from, end).toString().toLowerCase(Locale.ROOT);
    if (Match.matcher(LAST_WORD, text, start, end).matches()) {
      from = Math.max(0, start - BEFORE_LAST_WORD);
    }
    CharSequence part = text.subSequence(from, end);
    String name = " " + part;
    String unqualified = name;
    // a word of prose needs neither expression, which saves half the time
    if (!PLAIN.matcher(part).matches()) {
      name = (" " + JOINT.matcher(part).replaceAll(" ")).toLowerCase(Locale.ROOT);
      unqualified = QUALIFIERS.matcher(name).replaceFirst("");
    }
    Kind kind = ofWord(unqualified);
    if (kind == Kind.NONE && VALUE.matcher(name).find()) {
      return Kind.VALUE;
    }
    return kind == Kind.NONE && NAMES.contains(last) ? Kind.NAME : kind;
  }

  /** Returns what the word that ends a name says; its joints don't count. */
  private static Kind ofWord(String name) {
    String joined = name.replace(" ", "");
    if (isSecret(name, joined)) {
      return Kind.SECRET;
    }
    if (joined.endsWith("s") && isSecret(withoutLast(name), withoutLast(joined))) {
      return Kind.PLURAL;
    }
    return endsInOne(HEADERS, joined) ? Kind.HEADER : Kind.NONE;
  }

  private static boolean isSecret(String name, String joined) {
    return endsInOne(WORDS, joined) || endsInOne(WHOLE_WORDS, name);
  }

  private static boolean endsInOne(List<String> words, String name) {
    for (String word : words) {
      if (name.endsWith(word)) {
        return true;
      }
    }
    return false;
  }

  private static String withoutLast(String text) {
    return text.substring(0, text.length() - 1);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import static java.util.stream.Collectors.toUnmodifiableList;

import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the names that introduce a secret, from left to right. For one text; linear in its length.
 *
 * <p>A name is a secret's if it ends in a word of the table: {@code db.password}, {@code
 * X-Api-Key}, {@code clientSecret}, {@code mot_de_passe}. Names that only relate to a secret end in
 * another word: {@code passwordPolicy}, {@code token_type}, {@code com.acme.TokenService}. Case and
 * the joints {@code _ - . $} don't count. After the word a name may have a plural's s, a number, a
 * single letter or a qualifier: {@code DB_PASSWORD_PROD}, {@code password2}, {@code
 * newPasswordAgain}.
 */
final class SecretNames {

  /** A space in a word matches a blank or nothing. */
  private static final List<String> WORDS =
      words(
          "password,passwd,passphrase,passcode,pwd,secret,token,credential,signature,otp,csrf,xsrf,api"
              + " key,access key,private key,secret key,secret key base,encryption key,signing"
              + " key,account key,master key,auth key,shared key,storage key,session"
              + " key,subscription key,functions key,session id,sess id,connect sid,saml"
              + " response,saml assertion,client assertion,store pass,key pass,db pass,pg pass,user"
              + " pass,identified by"
              // German, French, Spanish, Portuguese, Italian, Dutch, Polish, Czech, Swedish
              + ",passwort,kennwort,mot de passe,contraseña,contrasena,senha,parola,wachtwoord"
              + ",hasło,haslo,heslo,lösenord,пароль,密码,パスワード,비밀번호"
              // belongs to a name before it
              + ",value");

  /** Too short to be the end of another word, as in {@code compass}. */
  private static final List<String> WHOLE_WORDS = words("pass,pw,mdp,clave,sig");

  private static final String JOINTS = "_-.$";

  private static final String JOINT = "(?:[_$]|[.-](?![>\\s]))*+";

  /** The start of a word: after a non-letter, or at a hump as in {@code dbPass}. */
  private static final Pattern WORD_START = Pattern.compile("(?<!\\p{L})|(?<![A-Z])(?=[A-Z])");

  /**
   * The rest of a name after the word; excludes the working directory, {@code PWD=/home}. Group 1:
   * it is a plural.
   */
  private static final Pattern REST =
      Pattern.compile(
          "([sS](?![a-z]))?(?:"
              + JOINT
              + "(?:(?i:new|old|current|previous|confirm|confirmation|repeat|again|value|text|string"
              + "|plain|raw|prod|production|dev|test|stage|staging|live|main|primary|secondary"
              + "|default|backup|local|root|admin|hash|encrypted|encoded)"
              + "|\\d++|(?:(?<!\\p{L})\\p{L}|(?<![A-Z])[A-Z])(?!\\p{L}))){0,4}"
              + JOINT
              + "(?![\\p{L}\\d]|(?<=(?i:pwd))\\h*+=\\h*+(?:[/~]|\\w:))");

  private static final Pattern VALUE = Pattern.compile("(?i)(?<=value)");

  private final CharSequence text;
  private final Matcher rest;

  /** The end of each word. */
  private final BitSet wordEnds = new BitSet();

  private int wordEnd;
  private int start;
  private int end;
  private boolean plural;

  SecretNames(CharSequence text) {
    this.text = text;
    this.rest = REST.matcher(text).useTransparentBounds(true);
    StringBuilder letters = new StringBuilder(text.length());
    int[] places = new int[text.length()];
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (JOINTS.indexOf(c) < 0) {
        places[letters.length()] = i;
        boolean blank = c == '\t' || Character.isSpaceChar(c);
        letters.append(blank ? ' ' : Character.toLowerCase(c));
      }
    }
    addEnds(WORDS, letters.toString(), places, false);
    addEnds(WHOLE_WORDS, letters.toString(), places, true);
  }

  private static List<String> words(String words) {
    return Stream.of(words.split(",", -1))
        .flatMap(word -> Stream.of(word, word.replace(" ", "")))
        .distinct()
        .collect(toUnmodifiableList());
  }

  private void addEnds(List<String> words, String letters, int[] places, boolean whole) {
    for (String word : words) {
      for (int i = letters.indexOf(word); i >= 0; i = letters.indexOf(word, i + 1)) {
        if (!whole || Match.isAt(WORD_START, text, places[i])) {
          wordEnds.set(places[i + word.length() - 1] + 1);
        }
      }
    }
  }

  /** Moves to the next name; returns false if there is none. */
  boolean find() {
    do {
      wordEnd = wordEnds.nextSetBit(Math.max(wordEnd, end) + 1);
    } while (wordEnd > 0 && !rest.region(wordEnd, text.length()).lookingAt());
    if (wordEnd < 0) {
      return false;
    }
    start = wordEnd;
    while (start > end && isOfName(text.charAt(start - 1))) {
      start--;
    }
    end = rest.end();
    plural = rest.start(1) >= 0;
    return true;
  }

  private static boolean isOfName(char c) {
    return Character.isLetterOrDigit(c) || JOINTS.indexOf(c) >= 0;
  }

  /** Returns where the name begins; for a name of several words, where the last one begins. */
  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Returns whether the name is of several secrets, or of their number. */
  boolean isPlural() {
    return plural;
  }

  /** Returns whether the name is {@code value}, which belongs to a name before it. */
  boolean isValue() {
    return Match.isAt(VALUE, text, wordEnd);
  }
}

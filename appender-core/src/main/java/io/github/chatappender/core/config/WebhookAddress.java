/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.model.Secret;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the webhook's address: in {@code webhookUrl}, else in {@code webhookUrlFile}, else in the
 * variable {@code GOOGLE_CHAT_WEBHOOK_URL}. Does not check the address.
 *
 * <p>A configured source without a value never falls back to the next one, which would be another
 * room's. Immutable.
 */
public final class WebhookAddress {

  private static final String DEFAULT_VARIABLE = "GOOGLE_CHAT_WEBHOOK_URL";
  private static final String BY_NAME = "env:";
  private static final String BLANK = "[\\p{Z}\\p{Cf}\\p{Cc}&&[^\0]]";
  private static final Pattern AROUND =
      Pattern.compile("\\A" + BLANK + "++|(?<!" + BLANK + ")" + BLANK + "++\\z");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][\\w.-]*");

  /** The address, null if there is none. */
  public final @Nullable Secret address;

  /**
   * The file with the address, which is read again when the webhook fails; null if the address came
   * from elsewhere.
   */
  public final @Nullable String file;

  /** The setting or variable with the address, as in "SOURCE must use https". */
  public final String source;

  /** Why there is no address: one line that names the setting or variable; null if there is one. */
  public final @Nullable String gap;

  private WebhookAddress(
      @Nullable Secret address, @Nullable String file, String source, @Nullable String gap) {
    this.address = address;
    this.file = file;
    this.source = source;
    this.gap = gap;
  }

  static WebhookAddress find(ConfigReader in, ProcessFacts facts) {
    String url = in.texts.given(Setting.WEBHOOK_URL);
    String file = in.texts.given(Setting.WEBHOOK_URL_FILE);
    if (url != null) {
      return ofSetting(bare(url), in, facts);
    }
    if (file != null) {
      return ofFile(bare(file), in, facts);
    }
    return ofVariable(
        DEFAULT_VARIABLE,
        "neither webhookUrl nor webhookUrlFile nor the variable " + DEFAULT_VARIABLE + " is set",
        facts);
  }

  private static WebhookAddress ofSetting(String text, ConfigReader in, ProcessFacts facts) {
    String setting = Setting.WEBHOOK_URL.key();
    String gap = gap(setting, text);
    if (gap != null) {
      return none(gap);
    }
    if (!text.startsWith(BY_NAME)) {
      return new WebhookAddress(new Secret(text), null, setting, null);
    }
    String name = text.substring(BY_NAME.length()).trim();
    if (!NAME.matcher(name).matches()) {
      // not quoted: it may be an address
      in.problems.add(Setting.WEBHOOK_URL, "name a variable after env:", "");
      return none(setting + " names no variable");
    }
    return ofVariable(
        name,
        setting
            + " is not set: neither the system property nor the environment variable "
            + name
            + " has a value",
        facts);
  }

  private static WebhookAddress ofVariable(String name, String gap, ProcessFacts facts) {
    String text = facts.propertyOrVariable(name);
    String address = text == null ? "" : bare(text);
    if (address.isEmpty()) {
      return none(gap);
    }
    String source = "the address in the variable " + name;
    String within = gap("the variable " + name, address);
    return within != null
        ? none(within)
        : new WebhookAddress(new Secret(address), null, source, null);
  }

  private static WebhookAddress ofFile(String file, ConfigReader in, ProcessFacts facts) {
    String setting = Setting.WEBHOOK_URL_FILE.key();
    String gap = gap(setting, file);
    if (gap != null) {
      return none(gap);
    }
    try {
      String address = bare(facts.readFile(file));
      if (!address.isEmpty()) {
        return new WebhookAddress(new Secret(address), file, "the address in " + setting, null);
      }
      in.problems.add(Setting.WEBHOOK_URL_FILE, "name a file that holds an address", file);
    } catch (IOException | RuntimeException e) {
      // only the exception's class: its message may quote a path that is an address
      String why = " (" + e.getClass().getSimpleName() + ")";
      in.problems.add(Setting.WEBHOOK_URL_FILE, "name a readable file" + why, file);
    }
    return none(setting + " holds no address");
  }

  private static WebhookAddress none(String gap) {
    return new WebhookAddress(null, null, Setting.WEBHOOK_URL.key(), gap);
  }

  /** Returns why a configured text has no value, null if it has one. */
  private static @Nullable String gap(String what, String text) {
    if (text.isEmpty()) {
      return what + " is set but empty: does the variable it names have no value?";
    }
    String gap = SettingTexts.gap(text);
    return gap == null ? null : what + " is not set: " + gap;
  }

  /** Returns the unchecked address in the text of a file. */
  public static Secret in(String fileText) {
    return new Secret(bare(fileText));
  }

  /** Returns a text without surrounding blanks, invisible characters and byte order mark. */
  private static String bare(String text) {
    return AROUND.matcher(text).replaceAll("");
  }
}

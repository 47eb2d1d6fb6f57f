/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.model.PackageSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names the people who look after some packages. Immutable. */
public final class Owner {

  private static final Pattern PACKAGE =
      Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*\\.?");

  private static final int LABEL_CHARS = 40;

  /** The owner's name for display: 1 to 40 characters, null for none. */
  public final @Nullable String label;

  /** Who is mentioned: {@code all} or a user id, null for the one whom {@code mention} names. */
  public final @Nullable String mention;

  private final PackageSet packages;

  private Owner(PackageSet packages, @Nullable String label, @Nullable String mention) {
    this.packages = packages;
    this.label = label;
    this.mention = mention;
  }

  /**
   * Checks an owner's parts.
   *
   * @param packages comma-separated package or class names
   * @param label the owner's name for display, null for none
   * @param mention who is mentioned, null for the general mention
   * @param problems accepts the broken rule and the value
   * @return the owner, null if a rule is broken
   */
  static @Nullable Owner of(
      @Nullable String packages,
      @Nullable String label,
      @Nullable String mention,
      BiConsumer<String, String> problems) {
    List<String> names = SettingTexts.items(packages);
    for (String name : names) {
      if (!PACKAGE.matcher(name).matches()) {
        problems.accept("have packages such as com.acme.billing", ConfigProblems.shown(name));
        return null;
      }
    }
    String words = label == null ? null : label.trim();
    String who = mention == null ? null : mention.trim();
    if (names.isEmpty()) {
      problems.accept("have packages such as com.acme.billing", "none");
    } else if (words == null && who == null) {
      problems.accept("have a label or a mention", ConfigProblems.shown(String.join(", ", names)));
    } else if (words != null && (words.isEmpty() || words.length() > LABEL_CHARS)) {
      problems.accept(
          "have a label of 1 to " + LABEL_CHARS + " characters", ConfigProblems.shown(words));
    } else if (who != null && !Presentation.isMention(who)) {
      problems.accept("have a mention that is all or a numeric user id", ConfigProblems.shown(who));
    } else {
      return new Owner(new PackageSet(names), words, who);
    }
    return null;
  }

  /** Returns whether a class, or the logger named like one, is in one of the packages. */
  public boolean owns(String className) {
    return packages.covers(className);
  }
}

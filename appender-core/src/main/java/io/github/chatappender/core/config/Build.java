/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import io.github.chatappender.core.text.Chars;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tells which build of the application runs, and since when. Looks into files on first use, which
 * is on the delivery thread, so that the application's start does not pay for it. Thread-safe.
 */
public final class Build {

  private static final String BUILD_INFO = "META-INF/build-info.properties";
  private static final String GIT = "git.properties";
  private static final int SHORT_COMMIT_CHARS = 7;

  /** What build tools write where a version is missing. */
  private static final Set<String> UNKNOWN = Set.of("unspecified", "unknown", "undefined", "null");

  /** The version if it needed no search, else null. */
  final @Nullable String statedVersion;

  private final @Nullable String statedCommit;
  private final ProcessFacts facts;

  /** Null before the first use; two threads would find the same. */
  private volatile @Nullable Found found;

  /**
   * Creates a build whose unstated parts are looked for on first use.
   *
   * @param statedVersion the version if settings or environment state it, else null
   * @param statedCommit the commit if the setting states it, else null
   * @param facts finds the rest
   */
  Build(@Nullable String statedVersion, @Nullable String statedCommit, ProcessFacts facts) {
    this.statedVersion = statedVersion;
    this.statedCommit = statedCommit;
    this.facts = facts;
  }

  /** Returns the version, such as {@code 1.4.2}; null if unknown. */
  public @Nullable String version() {
    return statedVersion == null ? found().version : statedVersion;
  }

  /** Returns the commit as it was found, usually 40 hex digits; null if unknown. */
  public @Nullable String commit() {
    return statedCommit == null ? found().commit : statedCommit;
  }

  /** Returns the commit as people write it: a hash's first 7 digits; null if unknown. */
  public @Nullable String shortCommit() {
    String commit = commit();
    boolean hash = commit != null && commit.chars().allMatch(Chars::hex);
    return commit == null || !hash || commit.length() <= SHORT_COMMIT_CHARS
        ? commit
        : commit.substring(0, SHORT_COMMIT_CHARS);
  }

  /**
   * Returns when the process started.
   *
   * @return milliseconds since 1970-01-01T00:00Z, null if unknown
   */
  public @Nullable Long startMillis() {
    return found().startMillis;
  }

  /** Returns a line about values from files and variables; empty if there are none. */
  public String whatWasFound() {
    Found now = found();
    return Stream.of(
            statedVersion == null && now.version != null ? "version " + now.version : "",
            statedCommit == null && now.commit != null ? "commit " + now.commit : "")
        .filter(part -> !part.isEmpty())
        .collect(Collectors.joining(", "));
  }

  private Found found() {
    Found known = found;
    if (known == null) {
      known = new Found(facts);
      found = known;
    }
    return known;
  }

  /** Returns a value, or null for one that a build tool has not filled in. */
  private static @Nullable String filled(@Nullable String value) {
    String text = value == null ? "" : value.trim();
    boolean missing = text.contains("${") || text.startsWith("@") || UNKNOWN.contains(text);
    return missing ? null : text;
  }

  private static final class Found {

    final @Nullable String version;
    final @Nullable String commit;
    final @Nullable Long startMillis;

    Found(ProcessFacts facts) {
      String built = facts.applicationFile(BUILD_INFO).getProperty("build.version");
      version = ProcessIdentity.firstSet(filled(built), filled(facts.manifestVersion()));
      Properties git = facts.applicationFile(GIT);
      commit =
          ProcessIdentity.firstSet(
              filled(git.getProperty("git.commit.id.full")),
              filled(git.getProperty("git.commit.id")),
              filled(git.getProperty("git.commit.id.abbrev")),
              filled(facts.environmentVariable("GIT_COMMIT")),
              filled(facts.environmentVariable("SOURCE_COMMIT")),
              filled(facts.environmentVariable("SOURCE_VERSION")),
              filled(facts.environmentVariable("GITHUB_SHA")));
      startMillis = facts.startMillis();
    }
  }
}

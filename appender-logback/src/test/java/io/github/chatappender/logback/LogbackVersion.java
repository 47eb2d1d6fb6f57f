/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.spi.ScanException;
import ch.qos.logback.core.util.OptionHelper;
import java.lang.module.ModuleDescriptor.Version;

/** Finds the version of the Logback that a test runs on. Stateless. */
final class LogbackVersion {

  private LogbackVersion() {}

  /** Returns whether events have lists of markers and key-value pairs. */
  static boolean isAtLeast13() {
    return isAtLeast("1.3");
  }

  /** Returns whether an empty default of a variable is an empty value, as since some 1.3. */
  static boolean keepsEmptyDefaults() {
    try {
      return OptionHelper.substVars("${CHAT_TEST_NO_SUCH:-}", new LoggerContext()).isEmpty();
    } catch (ScanException e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean isSupported() {
    return isAtLeast("1.2.11");
  }

  static boolean isAtLeast(String version) {
    return Version.parse(running()).compareTo(Version.parse(version)) >= 0;
  }

  /** Returns the version in the name of Logback's jar. */
  static String running() {
    String jar = LoggerContext.class.getProtectionDomain().getCodeSource().getLocation().getPath();
    return jar.substring(jar.lastIndexOf('-') + 1, jar.length() - ".jar".length());
  }
}

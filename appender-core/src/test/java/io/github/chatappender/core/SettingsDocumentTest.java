/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.Documents;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the documented settings with the code, as the adapters' parity tests compare theirs. */
class SettingsDocumentTest {

  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)]\\([^)]+\\)");

  @Test
  void table_isMadeFromTheCode() {
    List<String> documented =
        LINK.matcher(Documents.marked("docs/settings.md", "settings"))
            .replaceAll("$1")
            .lines()
            .skip(2)
            .collect(Collectors.toList());

    assertThat(documented)
        .isEqualTo(
            Arrays.stream(Setting.values()).map(SettingsRow::whole).collect(Collectors.toList()));
  }

  @Test
  void readmesTenSettings_haveTheCodesDefaults() {
    String table = Documents.marked("README.md", "ten settings");

    List<String[]> rows =
        table
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\s*\\|\\s*", -1))
            .collect(Collectors.toList());

    assertThat(rows).hasSize(10);
    for (String[] row : rows) {
      assertThat(Arrays.stream(Setting.values()).map(SettingsRow::of))
          .anyMatch(
              setting ->
                  setting.matches(row[1].replace("`", "") + "( \\((list|elements)\\))?=" + row[2]));
    }
  }

  /** A setting's row in the table. */
  private static final class SettingsRow {

    private static final List<Setting> DETECTED =
        List.of(
            Setting.APPLICATION,
            Setting.ENVIRONMENT,
            Setting.INSTANCE,
            Setting.VERSION,
            Setting.COMMIT);

    static String of(Setting setting) {
      return setting.key() + kind(setting) + "=" + defaultOf(setting);
    }

    static String whole(Setting setting) {
      String range = setting.range().isEmpty() ? "" : " " + setting.range();
      return "| `"
          + setting.key()
          + "`"
          + kind(setting)
          + " | "
          + defaultOf(setting)
          + " |"
          + range
          + " | "
          + setting.meaning()
          + " |";
    }

    private static String defaultOf(Setting setting) {
      String text = setting.defaultText();
      return text != null ? text : DETECTED.contains(setting) ? "detected" : "none";
    }

    private static String kind(Setting setting) {
      return setting.isList() ? " (list)" : setting.isElement() ? " (elements)" : "";
    }
  }
}

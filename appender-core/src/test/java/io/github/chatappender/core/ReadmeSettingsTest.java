/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.Setting;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares the README's table with the settings, as the adapters' parity tests compare theirs. */
class ReadmeSettingsTest {

  private static final Pattern ROW =
      Pattern.compile("\\| `(\\w+)`( \\((?:list|elements)\\))? \\| ([^|]+) \\|[^|]*\\|[^|]*\\|");

  @Test
  void theTableHasEverySettingWithItsDefaultInTheOrderOfTheCode() throws Exception {
    String readme = Files.readString(Path.of("..", "README.md"));
    String table =
        readme.substring(readme.indexOf("<!-- settings -->"), readme.indexOf("<!-- /settings -->"));

    List<String> documented =
        table
            .lines()
            .map(ROW::matcher)
            .filter(Matcher::matches)
            .map(
                row ->
                    row.group(1) + (row.group(2) == null ? "" : row.group(2)) + "=" + row.group(3))
            .collect(Collectors.toList());

    assertThat(documented)
        .isEqualTo(
            Arrays.stream(Setting.values()).map(SettingsRow::of).collect(Collectors.toList()));
  }

  /** How a setting stands in the table. */
  private static final class SettingsRow {

    private static final List<Setting> FOUND =
        List.of(Setting.APPLICATION, Setting.ENVIRONMENT, Setting.INSTANCE, Setting.VERSION);

    static String of(Setting setting) {
      String text = setting.defaultText();
      String shown = text != null ? text : FOUND.contains(setting) ? "found" : "none";
      String kind = setting.isList() ? " (list)" : setting.isElement() ? " (elements)" : "";
      return setting.key() + kind + "=" + shown;
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.SettingValuesContract;
import java.util.List;

class SettingValuesTest extends SettingValuesContract {

  @Override
  protected List<String> statuses(Setting setting, String value, boolean dryRun) {
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;");
    String text = escaped;
    if (setting == Setting.LINK) {
      text = "<label>Logs</label><url>" + escaped + "</url>";
    } else if (setting == Setting.OWNER) {
      text = "<packages>com.acme.tax</packages><mention>" + escaped + "</mention>";
    }
    try (Host host =
        Host.withAppender(
            (dryRun ? "<dryRun>true</dryRun>" : "")
                + ("<" + setting.key() + ">" + text + "</" + setting.key() + ">"))) {
      return host.ourStatuses();
    }
  }

  @Override
  protected String unsetVariable() {
    return "${CHAT_TEST_NO_SUCH}";
  }
}

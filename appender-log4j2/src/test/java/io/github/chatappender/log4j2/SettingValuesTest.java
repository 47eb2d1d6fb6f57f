/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.SettingValuesContract;
import java.util.List;

class SettingValuesTest extends SettingValuesContract {

  @Override
  protected List<String> statuses(Setting setting, String value, boolean dryRun) {
    String escaped = value.replace("&", "&amp;").replace("<", "&lt;");
    String attributes = dryRun ? "dryRun=\"true\" " : "";
    if (setting == Setting.LINK) {
      return statuses(attributes, "<Link label=\"Logs\" url=\"" + escaped + "\"/>");
    }
    if (setting == Setting.OWNER) {
      return statuses(attributes, "<Owner packages=\"com.acme.tax\" mention=\"" + escaped + "\"/>");
    }
    return setting == Setting.REDACT
        ? statuses(attributes, "<Redact pattern=\"" + escaped + "\"/>")
        : statuses(attributes + setting.key() + "=\"" + escaped + "\"", "");
  }

  private static List<String> statuses(String attributes, String elements) {
    Host host = Host.withAppender(attributes, elements);
    host.close();
    return host.ourStatuses();
  }

  @Override
  protected String unsetVariable() {
    return "${env:CHAT_TEST_NO_SUCH}";
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import io.github.chatappender.core.testing.SilentFailureContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.slf4j.LoggerFactory;

class SilentFailureTest extends SilentFailureContract {

  @Override
  protected Class<?> program() {
    return Program.class;
  }

  @Override
  protected String host() {
    return "Logback";
  }

  @Override
  protected String configuration(Map<String, Map<String, String>> appenders) {
    StringBuilder xml = new StringBuilder("<configuration>");
    appenders.forEach(
        (name, settings) -> {
          xml.append("<appender name='")
              .append(name)
              .append("' class='io.github.chatappender.logback.GoogleChatAppender'>");
          settings.forEach(
              (setting, value) ->
                  xml.append(
                      "<" + setting + ">" + value.replace("&", "&amp;") + "</" + setting + ">"));
          xml.append("</appender>");
        });
    xml.append("<root level='INFO'>");
    appenders.keySet().forEach(name -> xml.append("<appender-ref ref='" + name + "'/>"));
    return xml.append("</root></configuration>").toString();
  }

  @Override
  protected List<String> options(Path configuration) {
    return List.of("-Dlogback.configurationFile=" + configuration);
  }

  /** Logs with what its environment configures. */
  static final class Program {

    public static void main(String[] arguments) throws InterruptedException {
      LoggerFactory.getLogger("com.acme.Shop").error("boom");
      if (arguments.length == 0) {
        wait65Seconds();
      }
    }
  }
}

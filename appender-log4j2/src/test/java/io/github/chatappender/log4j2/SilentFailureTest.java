/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import io.github.chatappender.core.testing.SilentFailureContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.logging.log4j.LogManager;

class SilentFailureTest extends SilentFailureContract {

  @Override
  protected Class<?> program() {
    return Program.class;
  }

  @Override
  protected String host() {
    return "Log4j2";
  }

  @Override
  protected String configuration(Map<String, Map<String, String>> appenders) {
    StringBuilder xml = new StringBuilder("<Configuration><Appenders>");
    appenders.forEach(
        (name, settings) -> {
          xml.append("<GoogleChat name='" + name + "'");
          settings.forEach(
              (setting, value) ->
                  xml.append(" " + setting + "='" + value.replace("&", "&amp;") + "'"));
          xml.append("/>");
        });
    xml.append("</Appenders><Loggers><Root level='INFO'>");
    appenders.keySet().forEach(name -> xml.append("<AppenderRef ref='" + name + "'/>"));
    return xml.append("</Root></Loggers></Configuration>").toString();
  }

  @Override
  protected List<String> options(Path configuration) {
    return List.of("-Dlog4j2.configurationFile=" + configuration);
  }

  /** Logs with what its environment configures. */
  static final class Program {

    public static void main(String[] arguments) throws InterruptedException {
      LogManager.getLogger("com.acme.Shop").error("boom");
      if (arguments.length == 0) {
        wait65Seconds();
      }
    }
  }
}

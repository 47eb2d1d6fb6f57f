/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback.modulepath;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/** Logs one error with the appender on the module path; its argument is the webhook. */
public final class ModulePathMain {

  private ModulePathMain() {}

  public static void main(String[] args) throws Exception {
    Class<?> appender = Class.forName("io.github.chatappender.logback.GoogleChatAppender");
    System.out.println("appender is in module " + appender.getModule().getName());
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    String xml =
        "<configuration><appender name=\"CHAT\" class=\""
            + appender.getName()
            + "\"><webhookUrl>"
            + args[0].replace("&", "&amp;")
            + "</webhookUrl>"
            + "<link><label>Logs</label><url>https://logs.example/{traceId}</url></link>"
            + "<link><label>Unset</label><url>${CHAT_TEST_NO_SUCH}</url></link>"
            + "<redact>${CHAT_TEST_NO_SUCH}</redact>"
            + "</appender>"
            + "<root><appender-ref ref=\"CHAT\"/></root></configuration>";
    configurator.doConfigure(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    context.getStatusManager().getCopyOfStatusList().forEach(System.out::println);
    context.getLogger("com.acme.A").error("from the module path", new IllegalStateException("x"));
    context.stop();
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2.modulepath;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;

/** Logs one error with the appender on the module path; its argument is the webhook. */
public final class ModulePathMain {

  private ModulePathMain() {}

  public static void main(String[] args) throws Exception {
    Class<?> appender = Class.forName("io.github.chatappender.log4j2.GoogleChatAppender");
    System.out.println("appender is in module " + appender.getModule().getName());
    System.out.println("host is in module " + LoggerContext.class.getModule().getName());
    LoggerContext context = new LoggerContext("modules");
    String xml =
        "<Configuration status=\"INFO\"><Appenders><GoogleChat name=\"Chat\" webhookUrl=\""
            + args[0].replace("&", "&amp;")
            + "\"><Link label=\"Logs\" url=\"https://logs.example/{traceId}\"/>"
            + "<Link label=\"Unset\" url=\"${env:CHAT_TEST_NO_SUCH}\"/>"
            + "<Redact pattern=\"${env:CHAT_TEST_NO_SUCH}\"/>"
            + "</GoogleChat></Appenders><Loggers><Root level=\"ERROR\"><AppenderRef"
            + " ref=\"Chat\"/></Root></Loggers></Configuration>";
    context.start(
        new XmlConfiguration(
            context,
            new ConfigurationSource(
                new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)))));
    context.getLogger("com.acme.A").error("from the module path", new IllegalStateException("x"));
    context.stop();
  }
}

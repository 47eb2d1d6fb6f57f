/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks;

import java.nio.file.Path;

/** The appenders that receive critical events. */
enum CriticalSubject {
  LOGBACK_FILE_BUFFERED(true, false, "<immediateFlush>false</immediateFlush>"),
  LOGBACK_FILE(true, false, "<immediateFlush>true</immediateFlush>"),
  LOGBACK_CHAT_MEMORY(true, false, ""),
  LOGBACK_CHAT_SPOOL(true, true, "<spoolDirectory>%s</spoolDirectory>"),
  LOGBACK_CHAT_SYNC(true, true, "<spoolDirectory>%s</spoolDirectory><spoolSync>true</spoolSync>"),
  LOG4J2_FILE_BUFFERED(false, false, "immediateFlush=\"false\""),
  LOG4J2_FILE(false, false, "immediateFlush=\"true\""),
  LOG4J2_CHAT_MEMORY(false, false, ""),
  LOG4J2_CHAT_SPOOL(false, true, "spoolDirectory=\"%s\""),
  LOG4J2_CHAT_SYNC(false, true, "spoolDirectory=\"%s\" spoolSync=\"true\"");

  /** A loopback port without a listener. */
  private static final String WEBHOOK =
      "http://localhost:1/v1/spaces/AAA/messages?key=k&amp;token=t";

  private static final String PATTERN = "%d %-5level [%thread] %logger - %msg%n%ex";

  private final boolean logback;
  private final boolean onDisk;
  private final String settings;

  CriticalSubject(boolean logback, boolean onDisk, String settings) {
    this.logback = logback;
    this.onDisk = onDisk;
    this.settings = settings;
  }

  boolean isLogback() {
    return logback;
  }

  /** Returns whether each event has its own file. */
  boolean isOnDisk() {
    return onDisk;
  }

  /** Returns the configuration of a run in a directory. */
  String configuration(Path directory) {
    return logback ? ofLogback(directory) : ofLog4j2(directory);
  }

  private String ofLogback(Path directory) {
    String appender =
        name().contains("FILE")
            ? "<appender name='A' class='ch.qos.logback.core.FileAppender'><file>"
                + directory.resolve("app.log")
                + "</file>"
                + settings
                + "<encoder><pattern>"
                + PATTERN
                + "</pattern></encoder></appender>"
            : "<appender name='A' class='io.github.chatappender.logback.GoogleChatAppender'>"
                + "<webhookUrl>"
                + WEBHOOK
                + "</webhookUrl><shutdownTimeout>0 ms</shutdownTimeout>"
                + String.format(settings, directory.resolve("spool"))
                + "</appender>";
    return "<configuration>"
        + appender
        + "<root level='INFO'><appender-ref ref='A'/></root></configuration>";
  }

  private String ofLog4j2(Path directory) {
    String appender =
        name().contains("FILE")
            ? "<File name='A' fileName='"
                + directory.resolve("app.log")
                + "' "
                + settings
                + "><PatternLayout pattern='"
                + PATTERN
                + "'/></File>"
            : "<GoogleChat name='A' webhookUrl='"
                + WEBHOOK
                + "' shutdownTimeout='0 ms' "
                + String.format(settings, directory.resolve("spool"))
                + "/>";
    return "<Configuration status='OFF'><Appenders>"
        + appender
        + "</Appenders><Loggers><Root level='INFO'><AppenderRef ref='A'/></Root></Loggers></Configuration>";
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.core.status.Status;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that Logback scans is saved with a value that cannot be used. */
@Timeout(60)
class ReloadTest {

  private static final String FAULT =
      "level must be one of trace, debug, info, warn, error, fatal, off: WARNING; using ERROR";

  @TempDir private Path folder;

  @Test
  void badValueInAScannedFile_isOneLineAndAlertingGoesOn() throws Exception {
    LoggerContext context = new LoggerContext();
    try (ChatSpace space = ChatSpace.start()) {
      Path file = folder.resolve("logback.xml");
      write(file, xml(space, "ERROR"), Instant.now().minusSeconds(60));
      JoranConfigurator configurator = new JoranConfigurator();
      configurator.setContext(context);
      configurator.doConfigure(file.toFile());
      GoogleChatAppender before = appender(context);

      write(file, xml(space, "WARNING"), Instant.now());
      await().until(() -> appender(context) != before && appender(context).isStarted());
      context.getLogger("com.acme.Shop").warn("below the default");
      context.getLogger("com.acme.Shop").error("Order 8123 failed");
      boolean flushed = appender(context).flush(Duration.ofSeconds(10));

      assertThat(flushed).isTrue();
      assertThat(space.messages()).hasSize(1);
      assertThat(space.messages().get(0).text())
          .contains("Order 8123 failed")
          .endsWith("\n\n⚠️ " + FAULT);
      assertThat(context.getStatusManager().getCopyOfStatusList())
          .filteredOn(status -> status.getLevel() == Status.WARN)
          .extracting(Status::getMessage)
          .containsOnlyOnce(FAULT);
    } finally {
      context.stop();
    }
  }

  private static GoogleChatAppender appender(LoggerContext context) {
    return (GoogleChatAppender)
        Objects.requireNonNullElseGet(
            context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME).getAppender("CHAT"),
            GoogleChatAppender::new); // while the host replaces it
  }

  private static String xml(ChatSpace space, String level) {
    return "<configuration scan=\"true\" scanPeriod=\"50 milliseconds\">"
        + Host.appender(Host.webhook(space.webhookUrl()) + "<level>" + level + "</level>")
        + "<root level=\"TRACE\"><appender-ref ref=\"CHAT\"/></root></configuration>";
  }

  /** Saves a file as of a time: a change within one tick of the disk's clock goes unnoticed. */
  private static void write(Path file, String text, Instant time) throws IOException {
    Path whole = Files.writeString(file.resolveSibling("new.xml"), text);
    Files.setLastModifiedTime(whole, FileTime.from(time));
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A file that Log4j2 monitors is saved with a value that cannot be used. */
@Timeout(60)
class ReloadTest {

  private static final String FAULT =
      "level must be one of trace, debug, info, warn, error, fatal, off: WARNING; using ERROR";

  @TempDir private Path folder;

  @Test
  void badValueInAMonitoredFile_isOneLineAndAlertingGoesOn() throws Exception {
    try (ChatSpace space = ChatSpace.start()) {
      Path file = folder.resolve("log4j2.xml");
      write(file, xml(space, "ERROR"), Instant.now().minusSeconds(60));
      try (Host host = Host.ofFile(file)) {
        LoggerContext context = host.context;
        Configuration before = context.getConfiguration();

        write(file, xml(space, "WARNING"), Instant.now());
        await()
            .atMost(Duration.ofSeconds(30))
            .until(
                () ->
                    context.getConfiguration() != before && context.getConfiguration().isStarted());
        host.logger("com.acme.Shop").warn("below the default");
        host.logger("com.acme.Shop").error("Order 8123 failed");
        host.flush();

        assertThat(space.messages()).hasSize(1);
        assertThat(space.messages().get(0).text())
            .contains("Order 8123 failed")
            .endsWith("\n\n⚠️ " + FAULT);
        assertThat(host.ourStatuses()).containsOnlyOnce("ERROR " + FAULT);
      }
    }
  }

  private static String xml(ChatSpace space, String level) {
    return Host.xml(Host.webhook(space.webhookUrl()) + "level=\"" + level + "\" ", "")
        .replace("<Configuration ", "<Configuration monitorInterval=\"1\" ");
  }

  /** Saves a file as of a time: a change within one tick of the disk's clock goes unnoticed. */
  private static void write(Path file, String text, Instant time) throws IOException {
    Path whole = Files.writeString(file.resolveSibling("new.xml"), text);
    Files.setLastModifiedTime(whole, FileTime.from(time));
    Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.redis.RedisServer;
import io.github.chatappender.space.Browser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Takes the picture of a room of ten JVMs; {@code docs/images} holds copies. */
@EnabledIfSystemProperty(named = "screenshots", matches = "true")
@Timeout(600)
class FleetPictureIT {

  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final int WIDTH = 760;

  @RegisterExtension static final RedisServer REDIS = new RedisServer();

  @Test
  void roomOfTenJvms() throws Exception {
    Files.createDirectories(PICTURES);
    try (FleetOfJvms fleet = new FleetOfJvms(REDIS);
        Browser browser = Browser.open()) {
      fleet.startJoined(10);
      // until the update of the problem by which they have met
      TimeUnit.SECONDS.sleep(75);
      fleet.space.clear();
      fleet.all("log 0 0 1000 70");
      TimeUnit.SECONDS.sleep(4);
      fleet.instances.subList(2, 6).forEach(instance -> instance.tell("log 1 1 150 400"));
      TimeUnit.SECONDS.sleep(6);
      fleet.instances.get(7).tell("log 2 2 6 900");
      fleet.space.await(
          m -> m.text().contains("StockRepository") && m.text().contains(" more"),
          Duration.ofMinutes(2));
      TimeUnit.SECONDS.sleep(2);
      for (String theme : new String[] {"light", "dark"}) {
        browser.look(WIDTH, 800, theme);
        browser.go(fleet.space.pageUrl());
        browser.until("document.querySelectorAll('.thread').length === 3");
        browser.js(
            "document.querySelectorAll('.replies[aria-expanded=false]')"
                + ".forEach(fold => fold.click())");
        browser.fit(WIDTH, theme);
        browser.js("document.activeElement.blur()");
        Object shown = browser.js("return document.body.innerText");
        assertThat(String.valueOf(shown)).contains("on 10 hosts");
        Files.write(PICTURES.resolve("fleet-" + theme + ".png"), browser.screenshot());
      }
    }
  }
}

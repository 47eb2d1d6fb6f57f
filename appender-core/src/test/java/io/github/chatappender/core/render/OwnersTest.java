/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.Owner;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.testing.Configs;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnersTest {

  private final Settings settings =
      new Settings()
          .addOwner("com.acme.billing, com.acme.tax.Rates", "Billing", null)
          .addOwner("com.acme", "Acme", null)
          .addOwner("com.acme.shop", "Shop", null);

  @Test
  void classOfTheTopOwnFrame_goesBeforeTheLogger() {
    assertThat(owner("com.acme.shop.Web", "java.util.List", "com.acme.billing.Ledger"))
        .isEqualTo("Billing");
  }

  @Test
  void frameWithoutAnOwner_leavesTheChoiceToTheLogger() {
    assertThat(owner("com.acme.shop.Web", "de.other.Tool")).isEqualTo("Acme");
  }

  @Test
  void withoutException_theLoggerDecides() {
    assertThat(owner("com.acme.tax.Rates")).isEqualTo("Billing");
    assertThat(owner("com.acme.tax.RatesTable")).isEqualTo("Acme");
  }

  @Test
  void nestedClass_belongsToItsOwner() {
    assertThat(owner("x", "com.acme.tax.Rates$Row")).isEqualTo("Billing");
  }

  @Test
  void firstOwner_counts() {
    assertThat(owner("com.acme.shop.Web")).isEqualTo("Acme");
  }

  @Test
  void longerName_isNotInThePackage() {
    assertThat(owner("com.acmeshop.Web")).isEqualTo("none");
    assertThat(owner("")).isEqualTo("none");
  }

  @Test
  void wrappersFrame_countsIfTheRootHasNoOwnOne() {
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "x", "m")
            .throwable(thrown("com.acme.billing.Ledger"))
            .throwable(thrown("java.net.Socket", "org.springframework.web.Client"))
            .build();

    assertThat(label(Owners.of(entry, Configs.of(settings)))).isEqualTo("Billing");
  }

  @Test
  void ownPackagesByTheSetting_decideWhichFrameIsOwn() {
    settings.set(Setting.APP_PACKAGES, "com.acme.shop");

    assertThat(owner("x", "com.acme.billing.Ledger", "com.acme.shop.Web")).isEqualTo("Acme");
  }

  private String owner(String logger, String... classes) {
    LogEntry.Builder entry = LogEntry.builder(Severity.ERROR, logger, "m");
    if (classes.length > 0) {
      entry.throwable(thrown(classes));
    }
    SenderConfig config = Configs.of(settings);
    return label(Owners.of(entry.build(), config));
  }

  private static String label(Owner owner) {
    return owner == null ? "none" : owner.label;
  }

  private static ThrowableInfo thrown(String... classes) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (String type : classes) {
      frames.add(new StackTraceElement(type, "m", "F.java", 1));
    }
    return new ThrowableInfo("java.io.IOException", "m", frames, 0);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.testing.Configs;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "-               | Shop  | 11   | have packages such as com.acme.billing: none",
        ",               | Shop  | 11   | have packages such as com.acme.billing: none",
        "com acme        | Shop  | 11   | have packages such as com.acme.billing: com acme",
        "com.acme, 9lives| Shop  | 11   | have packages such as com.acme.billing: 9lives",
        "com..acme       | Shop  | 11   | have packages such as com.acme.billing: com..acme",
        "com.acme.*      | Shop  | 11   | have packages such as com.acme.billing: com.acme.*",
        "https://a.b     | Shop  | 11   | have packages such as com.acme.billing: an address",
        "com.acme, de.a  | -     | -    | have a label or a mention: com.acme, de.a",
        "com.acme        | Shop  | @bob | have a mention that is all or a numeric user id: @bob",
        "com.acme        | Shop  | users/7 | have a mention that is all or a numeric user id:"
            + " users/7",
        "com.acme        | 12345678901234567890123456789012345678901 | - | have a label of 1 to 40"
            + " characters: 12345678901234567890123456789012345678901",
      })
  void brokenRule_isNamedWithItsValue_andTheOwnerIsIgnored(
      @Nullable String packages, @Nullable String label, @Nullable String mention, String problem) {
    SenderConfig config = Configs.of(new Settings().addOwner(packages, label, mention));

    assertThat(config.faults).containsExactly("owner must " + problem + "; ignored");
    assertThat(config.look.owners).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "com.acme           | Shop | -",
        "com.acme.          | -    | all",
        "a, b.C$D, \u00FCber_x | Shop | 4711",
      })
  void packagesWithLabelOrMention_areEnough(
      String packages, @Nullable String label, @Nullable String mention) {
    SenderConfig config = Configs.of(new Settings().addOwner(packages, label, mention));

    assertThat(config.faults).isEmpty();
    assertThat(config.look.owners).hasSize(1);
    assertThat(config.look.owners.get(0).label).isEqualTo(label);
    assertThat(config.look.owners.get(0).mention).isEqualTo(mention);
  }

  @Test
  void ownersBeyondFifty_areIgnored() {
    Settings settings = new Settings();
    for (int i = 0; i < 51; i++) {
      settings.addOwner("com.acme.p" + i, "Owner " + i, null);
    }

    SenderConfig config = Configs.of(settings);

    assertThat(config.look.owners).hasSize(50);
    assertThat(config.faults)
        .containsExactly("owner must appear at most 50 times: 51; using the first 50");
  }

  @Test
  void ownerWithAnUnsetVariable_countsAsNotSet() {
    SenderConfig config =
        Configs.of(
            new Settings()
                .addOwner("com.acme", "Shop", "${env:ON_CALL}")
                .addOwner("com.acme", " ", null));

    assertThat(config.look.owners).isEmpty();
    assertThat(config.faults).isEmpty();
    assertThat(config.notes)
        .contains(
            "owner 1 is not set: variable ON_CALL has no value",
            "owner 2 is not set: a part of it is empty");
  }
}

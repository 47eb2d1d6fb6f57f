/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests which parts of an event are shown, and which identify its problem. */
class RedactionTest {

  @ParameterizedTest(name = "groupBy={0}")
  @ValueSource(strings = {"fingerprint", "none"})
  void usersRule_hidesWordsAndKeepsTheGrouping(String groupBy) {
    SentPost plain = told(settings(groupBy));
    SentPost redacted = told(settings(groupBy).addRedact("vault \\w+"));
    SentPost withoutSecret = told(settings(groupBy).set(Setting.REDACT_DEFAULTS, "false"));

    assertThat(plain.text()).contains("vault sealed token=[redacted]");
    assertThat(redacted.text())
        .contains("[redacted] token=[redacted]")
        .doesNotContain("sealed", "hunter2");
    assertThat(redacted.threadKey()).isEqualTo(plain.threadKey());
    assertThat(withoutSecret.threadKey()).isNotEqualTo(plain.threadKey());
  }

  private static Settings settings(String groupBy) {
    return LoopRig.grouped().set(Setting.GROUP_BY, groupBy).set(Setting.THREAD_BY, "fingerprint");
  }

  private static SentPost told(Settings settings) {
    LoopRig rig = new LoopRig(settings);
    rig.append("vault sealed token=hunter2");
    rig.run(Duration.ofSeconds(10));
    assertThat(rig.posts()).hasSize(1);
    return rig.post(0);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.Setting;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that a refused card is retried in ever simpler forms. */
class CardFallbackTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String LINE_ONE = "🔴 *ERROR* shop — boom in `A`";
  private static final String TEXT = LINE_ONE + "\n`c.acme.A` · thread `exec-1` · 12:00:00Z";

  private final LoopRig rig = new LoopRig(LoopRig.settings().set(Setting.FORMAT, "card"));

  @Test
  void acceptedCard_isTheOnlyPost() {
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L);
    assertThat(rig.post(0).text()).isEqualTo(LINE_ONE);
    assertThat(isCard(0)).isTrue();
    rig.assertAccounts(1, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 413})
  void refusedCard_isPostedAsTextThenAsLineOne_withNewRequestIds(int status) {
    rig.transport.next(2, Reply.error(status, "INVALID_ARGUMENT", "Too rich"));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_100L, 3_200L);
    assertThat(rig.texts()).containsExactly(LINE_ONE, TEXT, LINE_ONE);
    assertThat(List.of(isCard(0), isCard(1), isCard(2))).containsExactly(true, false, false);
    assertThat(distinct(rig.posts().stream().map(SentPost::requestId).collect(Collectors.toList())))
        .isEqualTo(3);
    assertThat(distinct(rig.posts().stream().map(SentPost::threadKey).collect(Collectors.toList())))
        .isEqualTo(1);
    rig.assertAccounts(1, 0);
  }

  @Test
  void cardRefusedInEveryForm_isDroppedAndReported() {
    rig.transport.next(3, Reply.error(400, "INVALID_ARGUMENT", "Bad"));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.postMillis()).containsExactly(1_000L, 2_100L, 3_200L, 4_300L);
    assertThat(rig.post(3).text())
        .isEqualTo("⚠️ shop — 1 event not shown: refused by the service, mostly from `c.acme.A`");
    assertThat(isCard(3)).isFalse();
    assertThat(rig.stats().dropped(DropReason.REJECTED)).isEqualTo(1);
    rig.assertAccounts(0, 1);
  }

  @Test
  void passingFailure_repeatsTheSameCard() {
    rig.transport.next(Reply.status(503));
    rig.append("boom");

    rig.run(MINUTE);

    assertThat(rig.posts()).hasSize(2);
    assertThat(rig.post(1).body).isEqualTo(rig.post(0).body);
    assertThat(rig.post(1).requestId()).isEqualTo(rig.post(0).requestId());
    rig.assertAccounts(1, 0);
  }

  @Test
  void partsThatFitTheCardButNotTheText_areListedInLines() {
    LoopRig many =
        new LoopRig(
            LoopRig.settings().set(Setting.FORMAT, "card").set(Setting.MESSAGE_CHARS, "2000"));
    many.transport.next(Reply.status(400));
    for (int i = 1; i <= 4; i++) {
      many.append(i + "x".repeat(1_500));
    }

    many.run(MINUTE);

    assertThat(many.posts()).hasSize(2);
    assertThat(many.post(0).body).contains("\"cardsV2\"");
    assertThat(many.post(1).text().split("\n"))
        .hasSize(4)
        .allMatch(line -> line.matches("🔴 \\*ERROR\\* shop — [1-4]x{118}… in `A`"));
    many.assertAccounts(4, 0);
  }

  private boolean isCard(int post) {
    return rig.post(post).body.contains("\"cardsV2\"");
  }

  private static long distinct(List<String> values) {
    return values.stream().distinct().count();
  }
}

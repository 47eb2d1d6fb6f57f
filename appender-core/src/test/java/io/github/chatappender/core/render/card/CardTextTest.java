/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.render.Escaper;
import io.github.chatappender.core.text.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CardTextTest {

  @Test
  void marksOfHtmlAreEscaped() {
    assertThat(CardText.html("<a href=\"https://evil.example\">&amp;</a>"))
        .isEqualTo("&lt;a href=&quot;https://evil.example&quot;&gt;&amp;amp;&lt;/a&gt;");
  }

  @Test
  void lineEndsBecomeBreaksSpacesOrStay() {
    assertThat(CardText.html("a\r\nb\nc")).isEqualTo("a<br>b<br>c");
    assertThat(CardText.htmlLine("a\r\nb\nc")).isEqualTo("a b c");
    assertThat(CardText.preformatted("a\r\nb\n\tc")).isEqualTo("a\nb\n\tc");
  }

  @Test
  void controlAndDirectionCharacters_areRemoved() {
    assertThat(CardText.html("a\u0000b\u202Ec\uD83Dd\u001B[31me\uD83D\uDD25"))
        .isEqualTo("abcde\uD83D\uDD25");
  }

  @Test
  void plainField_readsTheSameAsHtmlAndText() {
    assertThat(CardText.plain("a < b, A&B, <b>x</b>, &lt;\nend&"))
        .isEqualTo("a < b, A&\u200BB, <\u200Bb>x<\u200B/b>, &\u200Blt; end&\u200B");
  }

  @Test
  void textThatFitsIsWhole() {
    assertThat(CardText.fitting("a&b", 3, 7)).isEqualTo("a&amp;b");
  }

  @Test
  void cut_countsTheMissingChars() {
    assertThat(CardText.fitting("m".repeat(1_300), 50, 10_000))
        .isEqualTo("m".repeat(50) + "… (1,250 more chars)");
    assertThat(CardText.fitting("m".repeat(1_300), 2_000, 140))
        .isEqualTo("m".repeat(100) + "… (1,200 more chars)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "&", "<", "\n", "\\", "\t", "\u00E9", "\u4E2D", "\uD83D\uDD25"})
  void cut_neverSplitsACharacterOrEntity(String piece) {
    String raw = piece.repeat(200);
    String whole = CardText.html(piece);
    for (int bytes = 40; bytes < 200; bytes++) {
      String html = CardText.fitting(raw, 10_000, bytes);
      String kept = html.substring(0, html.indexOf('…'));

      assertThat(kept.replace(whole, "")).isEmpty();
      String json = Json.object(out -> out.writeStringField("", html));
      assertThat(Json.bytes(json) - "{\"\":\"\"}".length()).isLessThanOrEqualTo(bytes);
    }
  }

  @Test
  void invisibleText_isBlank() {
    assertThat(Escaper.isBlank(" \n\u0000\u202E\uD83D\u200B")).isTrue();
    assertThat(Escaper.isBlank("\u200B.")).isFalse();
  }
}

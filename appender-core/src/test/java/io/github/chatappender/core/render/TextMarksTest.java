/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.config.Presentation.Markup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TextMarksTest {

  @Test
  void aLinkIsWrittenAsTheMarkupHasIt() {
    String url = "https://logs.example/a(b)?trace_id=7";

    assertThat(new TextMarks(Markup.AUTO).link("Logs", url)).isEqualTo("Logs: " + url);
    assertThat(new TextMarks(Markup.CHAT).link("Logs", url)).isEqualTo("<" + url + "|Logs>");
    assertThat(new TextMarks(Markup.MARKDOWN).link("Logs", url))
        .isEqualTo("[Logs](https://logs.example/a%28b%29?trace_id=7)");
  }

  /**
   * However the service reads an address, marks that it takes as plain text must not format their
   * neighbours.
   */
  @ParameterizedTest
  @EnumSource(Markup.class)
  void marksWithinAnAddressFormatNothing(Markup markup) {
    String link = new TextMarks(markup).link("x y", "https://logs.example/?q=_~*a*&r=~b~");

    assertThat(link).contains("https://logs.example/?q=%5F%7E%2Aa%2A&r=%7Eb%7E");
    assertThat(Markdown.kinds(link + "\n" + link)).allMatch("Link"::equals);
  }
}

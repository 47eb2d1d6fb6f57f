/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.config.ConfigException;
import io.github.chatappender.core.config.Presentation.Markup;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.testing.FakeProcessFacts;
import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

/** Tests that every notice in every form is a valid message, for any logged text and settings. */
@Tag("slow")
class MessagePropertyTest {

  private static final String SEED = "20260504";

  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-07-15T12:03:07Z"), ZoneOffset.UTC);

  @Property(seed = SEED, tries = 100, edgeCases = EdgeCasesMode.NONE)
  void anyNotice_isWellFormedInEveryFormAndMarkup(
      @ForAll @Size(min = 1, max = 12) List<@From("texts") String> texts, @ForAll long choices) {
    assertThat(bodies(texts, choices)).hasSize(9);
  }

  @Property(seed = SEED, tries = 1, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void noticeOfMillionsOfChars_isWellFormedInEveryFormAndMarkup(
      @ForAll("huge") String huge, @ForAll long choices) {
    assertThat(bodies(List.of(huge, "a", "b.C", "d\ne"), choices))
        .hasSize(9)
        .allMatch(body -> body.length <= 30_000);
  }

  @Property(seed = SEED, tries = 8, edgeCases = EdgeCasesMode.NONE, shrinking = ShrinkingMode.OFF)
  void space_acceptsAndShowsEveryMessageCompletely(
      @ForAll @Size(min = 1, max = 12) List<@From("texts") String> texts, @ForAll long choices)
      throws IOException, InterruptedException {
    for (byte[] body : bodies(texts, choices)) {
      post(body);
    }
  }

  private static void post(byte[] body) throws IOException, InterruptedException {
    try (ChatSpace space = ChatSpace.start()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(space.webhookUrl()))
              .header("Content-Type", "application/json; charset=UTF-8")
              .POST(HttpRequest.BodyPublishers.ofByteArray(body))
              .build();

      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(space.messages().get(0).cards())
          .hasSameSizeAs(space.messages().get(0).body().path("cardsV2"));
    }
  }

  @Provide
  Arbitrary<String> texts() {
    return NastyTexts.ofPieces(20);
  }

  @Provide
  Arbitrary<String> huge() {
    return NastyTexts.huge();
  }

  /** Renders a notice with the texts in every form for every markup. */
  private static List<byte[]> bodies(List<String> texts, long choices) {
    List<byte[]> bodies = new ArrayList<>();
    for (Fidelity fidelity : Fidelity.values()) {
      for (Markup markup : Markup.values()) {
        bodies.add(body(fidelity, markup, texts, choices));
      }
    }
    return bodies;
  }

  /** Renders a notice with the texts twice, and checks it. */
  private static byte[] body(Fidelity fidelity, Markup markup, List<String> texts, long choices) {
    Random random = new Random(choices);
    NastyNotice notices = new NastyNotice(random, () -> texts.get(random.nextInt(texts.size())));
    MessageRenderer renderer = Renderers.of(config(markup, random), CLOCK);
    Notice notice = notices.make();
    Footer footer = Footers.losses(notices.losses(notice));
    List<String> mentions = mentions(random);

    Rendered rendered = renderer.render(notice, footer, fidelity, mentions);

    String input = fidelity + " " + markup + " " + choices;
    MessageOracle.check(rendered.body, List.of(), input);
    int parts = notice.parts.size();
    assertThat(rendered.notice.parts.size()).as(input).isBetween(Math.min(1, parts), parts);
    for (String who : List.of(MessageOracle.MENTIONED, MessageOracle.OWNER)) {
      assertThat(mentions.contains(who))
          .as(input)
          .isEqualTo(string(rendered).contains("<users/" + who + ">"));
    }
    assertThat(renderer.render(notice, footer, fidelity, mentions).body)
        .as("%s again", input)
        .isEqualTo(rendered.body);
    return rendered.body;
  }

  private static List<String> mentions(Random random) {
    return List.of(MessageOracle.MENTIONED, MessageOracle.OWNER).stream()
        .filter(who -> random.nextBoolean())
        .collect(Collectors.toList());
  }

  private static SenderConfig config(Markup markup, Random random) {
    Settings settings = new Settings().set(Setting.APPLICATION, "orders-api");
    NastySettings.set(settings, markup, random);
    try {
      return SenderConfig.parse(settings, new FakeProcessFacts());
    } catch (ConfigException e) {
      throw new AssertionError(e);
    }
  }

  private static String string(Rendered rendered) {
    return new String(rendered.body, StandardCharsets.UTF_8);
  }
}

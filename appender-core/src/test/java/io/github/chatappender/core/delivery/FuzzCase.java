/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.api.Settings;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.config.Presentation.Markup;
import io.github.chatappender.core.render.NastyMutation;
import io.github.chatappender.core.render.NastySettings;
import io.github.chatappender.core.render.NastyTexts;
import io.github.chatappender.core.testing.FakeEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Simulates a few hours of an application that logs nasty texts, from its events to the posted
 * bodies. The seed decides everything.
 */
final class FuzzCase {

  /** The secrets in the case's webhook settings, which must never be seen. */
  private static final List<String> OWN =
      List.of("oWnKey-0123456789abc", "oWn/tok3n-xyz0123%3D", "oWn%2Ftok3n-xyz0123%3D");

  private static final String ADDRESS =
      "https://chat.googleapis.com/v1/spaces/AAA/messages?key="
          + OWN.get(0)
          + "&token="
          + OWN.get(1);

  /**
   * Places where the user's rules and zero-width characters meet; § marks the secret. Each begins a
   * line, because an unclosed control sequence before it would swallow the beginning of the word.
   */
  private static final List<String> PLACES_OF_RULES =
      List.of(
          "\niban=§",
          "\nib\u200Ban=§",
          "\niban\u2060=§",
          "\npin §",
          "\npin\n§",
          "\npin\u2028§",
          "\npin\t\r\n§",
          "\np\u0000in\r§",
          "\npass\u00ADword=§");

  private final Random random;
  private final NastyMutation texts;
  private final String secret;
  private final List<String> pool = new ArrayList<>();
  private final LoopRig rig;
  private final Severity level;
  private Severity severity = Severity.ERROR;

  FuzzCase(long seed) {
    random = new Random(seed);
    texts = new NastyMutation(random);
    secret = "s7x" + Long.toString(random.nextLong() >>> 1, 36) + "Q9z";
    level = pick(List.of(Severity.TRACE, Severity.ERROR), random);
    rig = new LoopRig(settings(random).set(Setting.LEVEL, level.name()));
    rig.transport.thenAlways(body -> reply());
    for (int i = 3 + random.nextInt(6); i > 0; i--) {
      pool.add(texts.next());
    }
  }

  /** Plays the case and returns the bodies in order. */
  List<String> play() {
    for (int rounds = 1 + random.nextInt(4); rounds > 0; rounds--) {
      for (int events = 1 + random.nextInt(8); events > 0; events--) {
        FakeEvent event = event();
        if (severity.isAtLeast(level)) {
          rig.append(event);
        } else {
          rig.refused(event);
        }
      }
      rig.run(Duration.ofMillis(1 + random.nextInt(random.nextInt(3) == 0 ? 2_000_000 : 2_000)));
    }
    rig.close(Duration.ofSeconds(10));
    rig.run(Duration.ofSeconds(11));
    return rig.posts().stream().map(post -> post.body).collect(Collectors.toList());
  }

  /** Returns the texts that no body may contain. */
  List<String> secrets() {
    List<String> all = new ArrayList<>(OWN);
    all.add("oWn/tok3n-xyz0123=");
    all.add(secret);
    return all;
  }

  private static Settings settings(Random random) {
    Settings settings =
        new Settings().set(Setting.APPLICATION, "shop").set(Setting.WEBHOOK_URL, ADDRESS);
    NastySettings.set(settings, pick(List.of(Markup.values()), random), random);
    return settings
        .set(Setting.FORMAT, pick(List.of("TEXT", "CARD"), random))
        .set(Setting.GROUP_BY, pick(List.of("fingerprint", "none"), random))
        .set(
            Setting.THREAD_BY,
            pick(List.of("fingerprint", "logger", "application", "none", "mdc:m"), random))
        .set(Setting.BEFORE, "" + random.nextInt(21))
        .set(Setting.BEFORE_LEVEL, pick(List.of("TRACE", "INFO", "OFF"), random))
        .set(Setting.MENTION_INTERVAL, random.nextBoolean() ? "0" : "1 h")
        .set(Setting.CRITICAL_LEVEL, pick(List.of("OFF", "OFF", "FATAL", "ERROR"), random))
        .addRedact("iban=(\\w+)")
        .addRedact("pin\\s+(\\w+)");
  }

  private Reply reply() {
    switch (random.nextInt(12)) {
      case 0:
        return Reply.error(400, "INVALID_ARGUMENT", "no");
      case 1:
        return Reply.status(503);
      default:
        return Reply.ok();
    }
  }

  private FakeEvent event() {
    severity = pick(List.of(Severity.ERROR, Severity.WARN, Severity.FATAL), random);
    FakeEvent event =
        FakeEvent.of(severity, text(6_000))
            .logger(pick(List.of("com.acme.Shop", "", pool.get(0)), random))
            .thread(pick(List.of("exec-1", text(200)), random))
            .timeMillis(rig.clock.instant().toEpochMilli());
    if (random.nextBoolean()) {
      event.template(pick(pool, random), random.nextBoolean());
    }
    if (random.nextBoolean()) {
      event.mdc("m", text(200)).mdc("traceId", random.nextBoolean() ? "4bf92f35" : text(200));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      event.pair(pick(pool, random), text(200));
    }
    if (random.nextInt(4) == 0) {
      event.pair("db.password", secret).pair("x-api-key", secret).pair("iban", secret);
    }
    if (random.nextInt(3) > 0) {
      event.thrown(thrown(random.nextInt(4)));
    }
    if (random.nextInt(6) == 0) {
      String layout = text(1_900);
      event.layout(() -> layout);
    }
    return event;
  }

  private Throwable thrown(int causes) {
    Throwable cause = causes == 0 ? null : thrown(causes - 1);
    String message = random.nextInt(5) == 0 ? null : text(1_900);
    Throwable thrown =
        random.nextBoolean()
            ? new IllegalStateException(message, cause)
            : new RuntimeException(message, cause);
    StackTraceElement[] frames = new StackTraceElement[random.nextInt(20)];
    for (int i = 0; i < frames.length; i++) {
      String file = random.nextBoolean() ? null : pick(pool, random);
      String type = random.nextInt(3) == 0 ? pick(pool, random) : "com.acme.Shop" + i;
      frames[i] = new StackTraceElement(type, pick(pool, random), file, random.nextInt(9) - 2);
    }
    thrown.setStackTrace(frames);
    return thrown;
  }

  /**
   * Returns a text; one in three contains the secret in a recognizable place, within {@code room}
   * chars.
   */
  private String text(int room) {
    switch (random.nextInt(6)) {
      case 0:
        return around(pick(NastyTexts.SECRET_PLACES, random).replace("§", secret), room);
      case 1:
        return around(pick(OWN, random), room);
      case 2:
        return random.nextBoolean()
            ? around(pick(PLACES_OF_RULES, random).replace("§", secret), room)
            : pick(pool, random);
      case 3:
        return texts.next();
      default:
        return pick(pool, random);
    }
  }

  private String around(String planted, int room) {
    String before = pick(pool, random);
    int chars = Math.max(0, room - planted.length() - 10);
    return before.substring(0, Math.min(chars, before.length()))
        + " "
        + planted
        + pick(pool, random);
  }

  private static <T> T pick(List<T> choices, Random random) {
    return choices.get(random.nextInt(choices.size()));
  }
}

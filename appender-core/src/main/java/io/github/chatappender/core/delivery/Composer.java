/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.config.Presentation;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.render.Fidelity;
import io.github.chatappender.core.render.Footer;
import io.github.chatappender.core.render.MessageRenderer;
import io.github.chatappender.core.render.Rendered;
import io.github.chatappender.core.render.card.CardWriter;
import io.github.chatappender.core.webhook.ReplyOption;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns a notice into a message: frozen body, request id and reply option. Used only by the
 * delivery thread.
 */
final class Composer {

  private final SenderConfig config;
  private final Clock clock;
  private final Diagnostics diagnostics;
  private final boolean failsReplies;
  private final OpenedThreads opened;
  private final Presentation look;
  private final Mentions mentions;
  private final SettingFaults faults;

  /** Created with the first message, so that the application starts without loading its classes. */
  private @Nullable MessageRenderer renderer;

  Composer(
      SenderConfig config,
      Surroundings surroundings,
      OpenedThreads opened,
      Mentions mentions,
      SettingFaults faults) {
    this.faults = faults;
    this.look = config.look;
    this.mentions = mentions;
    this.config = config;
    this.clock = surroundings.clock;
    this.diagnostics = surroundings.diagnostics;
    this.failsReplies = config.failsReplies;
    this.opened = opened;
  }

  /**
   * Renders as many of the notice's parts as fit; the message's own notice has exactly those. If
   * rendering fails, tries a simpler form.
   *
   * @return the message, null if it cannot be rendered at all
   */
  @Nullable Message compose(NewsSource source, Notice notice, Losses losses, long now) {
    boolean mention = mentions.isDue(notice, look, now);
    boolean card = look.cards && notice.form != Notice.Form.LOSS;
    Fidelity fidelity = card ? Fidelity.CARD : Fidelity.TEXT;
    Message message = null;
    while (message == null && fidelity != null) {
      message = compose(source, notice, losses, faults.pending(), fidelity, mention);
      // give up a single part that cannot be rendered as text: there is no simpler form
      boolean list = notice.form == Notice.Form.DIGEST || notice.form == Notice.Form.SUMMARY;
      boolean hopeless = fidelity == Fidelity.TEXT && !list;
      fidelity = hopeless ? null : fidelity.simpler();
    }
    if (message != null) {
      faults.taken();
    }
    return message;
  }

  /** Returns the same message as a new request, which opens the missing thread. */
  static Message opening(Message unanswered) {
    Message message =
        new Message(
            unanswered.source,
            unanswered.rendered,
            unanswered.losses,
            UUID.randomUUID().toString(),
            ReplyOption.FALLBACK);
    message.faults = unanswered.faults;
    return message;
  }

  /** Renders a refused message more simply, as a new request; null if there is no simpler form. */
  @Nullable Message simpler(Message refused) {
    Fidelity fidelity = refused.notice.parts.isEmpty() ? null : refused.rendered.fidelity.simpler();
    Message message = null;
    while (message == null && fidelity != null) {
      message =
          compose(
              refused.source,
              refused.notice,
              refused.losses,
              refused.faults,
              fidelity,
              refused.rendered.mentions);
      boolean tellsAll =
          message != null && message.notice.parts.size() == refused.notice.parts.size();
      // the refused message's parts are already taken: no later message would show the omitted ones
      message = tellsAll ? message : null;
      fidelity = fidelity.simpler();
    }
    return message;
  }

  private @Nullable Message compose(
      NewsSource source,
      Notice notice,
      Losses losses,
      List<String> settingFaults,
      Fidelity fidelity,
      boolean mention) {
    try {
      Footer footer = new Footer(losses.counts, losses.busiestLogger, settingFaults);
      Rendered rendered = renderer().render(notice, footer, fidelity, mention);
      if (mention && !Mentions.isWorthIt(rendered.notice, look)) {
        // the parts worth a mention did not fit and come with the next message
        rendered = renderer().render(rendered.notice, footer, fidelity, false);
      }
      Message message =
          new Message(
              source,
              rendered,
              losses,
              UUID.randomUUID().toString(),
              replyOption(rendered.threadKey));
      message.faults = settingFaults;
      return message;
    } catch (RuntimeException | Error e) {
      diagnostics.warn(
          "a message could not be rendered because of a defect in the appender: "
              + e.getClass().getName());
      return null;
    }
  }

  private MessageRenderer renderer() {
    if (renderer == null) {
      renderer = new MessageRenderer(config, clock, CardWriter::new);
    }
    return renderer;
  }

  private ReplyOption replyOption(@Nullable String threadKey) {
    if (threadKey == null) {
      return ReplyOption.NONE;
    }
    return failsReplies && opened.contains(threadKey) ? ReplyOption.FAIL : ReplyOption.FALLBACK;
  }
}

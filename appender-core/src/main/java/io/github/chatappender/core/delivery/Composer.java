/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.render.Fidelity;
import io.github.chatappender.core.render.Footer;
import io.github.chatappender.core.render.MessageRenderer;
import io.github.chatappender.core.render.Rendered;
import io.github.chatappender.core.render.card.CardWriter;
import io.github.chatappender.core.webhook.ReplyOption;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Turns a notice into a message: frozen body, request id and reply option. Adds the losses and the
 * unusable settings not posted yet. Used only by the delivery thread.
 */
final class Composer {

  private static final int OPENED_THREADS = 1_000;

  private final Platform platform;
  private final LossLedger losses;
  private final Mentions mentions = new Mentions();
  private final SettingFaults faults = new SettingFaults();

  /** The latest threads we have opened: only a reply may fail because its thread is missing. */
  private final Set<String> opened = new LinkedHashSet<>();

  private SenderConfig config;

  /** Created with the first message, so that the application starts without loading its classes. */
  private @Nullable MessageRenderer renderer;

  /** Creates a composer; the faults are lines about unusable settings. */
  Composer(SenderConfig config, List<String> settingFaults, Platform platform, LossLedger losses) {
    this.config = config;
    this.platform = platform;
    this.losses = losses;
    faults.adopt(settingFaults);
  }

  /** Takes new settings, and the lines about those that cannot be used. */
  void adopt(SenderConfig changed, List<String> settingFaults) {
    config = changed;
    renderer = null;
    mentions.forgetOwners();
    faults.adopt(settingFaults);
  }

  /**
   * Renders as many of the notice's parts as fit; the message's own notice has exactly those. If
   * rendering fails, tries a simpler form.
   *
   * @return the message, null if it cannot be rendered at all
   */
  @Nullable Message compose(NewsSource source, Notice notice, long now) {
    List<String> mention = mentions.due(notice, config, now);
    boolean card = config.look.cards && notice.form != Notice.Form.LOSS;
    // a critical message may wait for long, and others report the losses meanwhile
    Map<DropReason, Long> lost = source.keepsTrying() ? Map.of() : losses.unsaid();
    Fidelity fidelity = card ? Fidelity.CARD : Fidelity.TEXT;
    String claimed = notice.parts.size() == 1 ? notice.parts.get(0).messageId : "";
    String requestId = claimed.isEmpty() ? newRequestId() : claimed;
    Message message = null;
    while (message == null && fidelity != null) {
      message = compose(source, notice, lost, faults.pending(), fidelity, mention, requestId);
      // give up a single part that cannot be rendered as text: there is no simpler form
      boolean list = notice.form == Notice.Form.DIGEST || notice.form == Notice.Form.SUMMARY;
      boolean hopeless = fidelity == Fidelity.TEXT && !list;
      fidelity = hopeless ? null : fidelity.simpler();
    }
    if (message != null) {
      faults.taken();
    } else if (notice.parts.isEmpty()) {
      losses.holdBack(losses.unsaid());
    }
    return message;
  }

  private static String newRequestId() {
    return UUID.randomUUID().toString();
  }

  /** Returns the same message as a new request, which opens the missing thread. */
  static Message opening(Message unanswered) {
    return new Message(
        unanswered.source,
        unanswered.rendered,
        unanswered.losses,
        unanswered.faults,
        newRequestId(),
        ReplyOption.FALLBACK);
  }

  /** Renders a refused message more simply, as a new request; null if there is no simpler form. */
  @Nullable Message simpler(Message refused) {
    Notice notice = refused.notice;
    Rendered before = refused.rendered;
    Fidelity fidelity = notice.parts.isEmpty() ? null : before.fidelity.simpler();
    while (fidelity != null) {
      Message message =
          compose(
              refused.source,
              notice,
              refused.losses,
              refused.faults,
              fidelity,
              before.mentions,
              newRequestId());
      // the refused message's parts are already taken: no later message would show the omitted ones
      if (message != null && message.notice.parts.size() == notice.parts.size()) {
        return message;
      }
      fidelity = fidelity.simpler();
    }
    return null;
  }

  private @Nullable Message compose(
      NewsSource source,
      Notice notice,
      Map<DropReason, Long> lost,
      List<String> settingFaults,
      Fidelity fidelity,
      List<String> mention,
      String requestId) {
    try {
      Footer footer = new Footer(lost, losses.busiestLogger(lost), settingFaults);
      Rendered rendered = renderer().render(notice, footer, fidelity, mention);
      List<String> concerned = Mentions.concerned(mention, rendered.notice, config);
      if (concerned.size() < mention.size()) {
        // the parts worth a mention did not fit and come with the next message
        rendered = renderer().render(rendered.notice, footer, fidelity, concerned);
      }
      return new Message(
          source, rendered, lost, settingFaults, requestId, replyOption(rendered.threadKey));
    } catch (RuntimeException | Error e) {
      platform.diagnostics.warn(
          "a message could not be rendered because of a defect in the appender: "
              + e.getClass().getName());
      return null;
    }
  }

  /** Returns the renderer of the current settings. */
  MessageRenderer renderer() {
    if (renderer == null) {
      String found = config.build.whatWasFound();
      if (!found.isEmpty()) {
        platform.diagnostics.info(found);
      }
      renderer = new MessageRenderer(config, platform.clock, CardWriter::new);
    }
    return renderer;
  }

  private ReplyOption replyOption(@Nullable String threadKey) {
    if (threadKey == null) {
      return ReplyOption.NONE;
    }
    boolean reply = config.failsReplies && opened.contains(threadKey);
    return reply ? ReplyOption.FAIL : ReplyOption.FALLBACK;
  }

  /** Notes that a message was delivered: its thread exists, its losses and mentions are known. */
  void delivered(Message message, long now) {
    losses.settle(message.losses, message.notice.parts.isEmpty(), message.startedAt);
    if (message.rendered.threadKey != null) {
      opened.remove(message.rendered.threadKey);
      opened.add(message.rendered.threadKey);
      if (opened.size() > OPENED_THREADS) {
        opened.remove(opened.iterator().next());
      }
    }
    mentions.delivered(message.notice, message.rendered.mentions, config, now);
  }

  /** Notes that a message was not delivered, so that the next one lists its faults. */
  void notDelivered(Message message) {
    faults.giveBack(message.faults);
  }

  /** Notes that a message is lost: the next one with other news reports its losses. */
  void lost(Message message, DropReason reason) {
    notDelivered(message);
    if (message.notice.parts.isEmpty() && reason != DropReason.THREAD_GONE) {
      losses.holdBack(message.losses);
    }
  }

  /** Notes that a thread is missing: the next message opens it. */
  void forgetThread(Message message) {
    if (message.rendered.threadKey != null) {
      opened.remove(message.rendered.threadKey);
    }
  }

  /** Notes that messages may go to another space, where no thread is open. */
  void forgetThreads() {
    opened.clear();
  }
}

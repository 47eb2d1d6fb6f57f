/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.incident.Incidents;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.model.Diagnostics;
import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.render.Fidelity;
import io.github.chatappender.core.render.MessageRenderer;
import io.github.chatappender.core.render.Rendered;
import io.github.chatappender.core.webhook.Post;
import io.github.chatappender.core.webhook.ReplyOption;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a message of a notice: its frozen body, request id and reply option. */
final class Composer {

  private final MessageRenderer renderer;
  private final Diagnostics diagnostics;
  private final boolean failsReplies;
  private final OpenedThreads opened;

  Composer(SenderConfig config, Surroundings surroundings, OpenedThreads opened) {
    this.renderer = new MessageRenderer(config, surroundings.clock);
    this.diagnostics = surroundings.diagnostics;
    this.failsReplies = config.failsReplies();
    this.opened = opened;
  }

  /**
   * Renders as many of the notice's parts as fit; the message's own notice has just those. What
   * cannot be rendered is tried again more simply.
   *
   * @return the message, null if it cannot be rendered at all
   */
  @Nullable Message compose(Incidents incidents, Notice notice, Map<DropReason, Long> losses) {
    Message whole = compose(incidents, notice, losses, Fidelity.TEXT);
    return whole != null || notice.form() != Notice.Form.DIGEST
        ? whole
        : compose(incidents, notice, losses, Fidelity.LINE_ONE);
  }

  /** Renders a refused message more simply, as a new request; null if there is no simpler form. */
  @Nullable Message simpler(Message refused) {
    Fidelity fidelity =
        refused.notice.form() == Notice.Form.LOSS ? null : refused.fidelity.simpler();
    return fidelity == null
        ? null
        : compose(refused.incidents, refused.notice, refused.losses, fidelity);
  }

  private @Nullable Message compose(
      Incidents incidents, Notice notice, Map<DropReason, Long> losses, Fidelity fidelity) {
    try {
      Rendered rendered = renderer.render(notice, losses, fidelity);
      String key = rendered.threadKey();
      Post post = new Post(rendered.body(), UUID.randomUUID().toString(), replyOption(key));
      return new Message(incidents, notice.first(rendered.told()), losses, fidelity, key, post);
    } catch (RuntimeException | Error e) {
      diagnostics.warn("a message could not be rendered: " + e.getClass().getName());
      return null;
    }
  }

  private ReplyOption replyOption(@Nullable String threadKey) {
    if (threadKey == null) {
      return ReplyOption.NONE;
    }
    return failsReplies && opened.contains(threadKey) ? ReplyOption.FAIL : ReplyOption.FALLBACK;
  }
}

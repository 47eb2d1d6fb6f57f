/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.SenderConfig;
import io.github.chatappender.core.render.Fidelity;
import io.github.chatappender.core.render.MessageRenderer;
import io.github.chatappender.core.render.Rendered;
import io.github.chatappender.core.webhook.Post;
import io.github.chatappender.core.webhook.ReplyOption;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a message of a notice: its frozen body, request id and reply option. */
final class Composer {

  private final MessageRenderer renderer;
  private final boolean failsReplies;
  private final OpenedThreads opened;

  Composer(SenderConfig config, Clock clock, OpenedThreads opened) {
    this.renderer = new MessageRenderer(config, clock);
    this.failsReplies = config.failsReplies();
    this.opened = opened;
  }

  /** Renders as many of the notice's entries as fit; the message's own notice has just those. */
  Message compose(Notice notice, Map<DropReason, Long> losses) {
    return compose(notice, losses, Fidelity.TEXT);
  }

  /** Renders a refused message more simply, as a new request; null if there is no simpler form. */
  @Nullable Message simpler(Message refused) {
    Fidelity fidelity = refused.fidelity.simpler();
    return fidelity == null ? null : compose(refused.notice, refused.losses, fidelity);
  }

  private Message compose(Notice notice, Map<DropReason, Long> losses, Fidelity fidelity) {
    Rendered rendered = renderer.render(notice, losses, fidelity);
    String key = rendered.threadKey();
    Post post = new Post(rendered.body(), UUID.randomUUID().toString(), replyOption(key));
    return new Message(notice.first(rendered.told()), losses, fidelity, key, post);
  }

  private ReplyOption replyOption(@Nullable String threadKey) {
    if (threadKey == null) {
      return ReplyOption.NONE;
    }
    return failsReplies && opened.contains(threadKey) ? ReplyOption.FAIL : ReplyOption.FALLBACK;
  }
}

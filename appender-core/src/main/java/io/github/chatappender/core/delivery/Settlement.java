/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;

/**
 * Settles messages: counts their events, notifies their sources, and records reported losses. Used
 * only by the delivery thread.
 */
final class Settlement {

  private final Accounts accounts;
  private final LossLedger losses;
  private final OpenedThreads opened;
  private final SettingFaults faults;

  Settlement(Accounts accounts, LossLedger losses, OpenedThreads opened, SettingFaults faults) {
    this.faults = faults;
    this.accounts = accounts;
    this.losses = losses;
    this.opened = opened;
  }

  void delivered(Message message) {
    accounts.report(message.events());
    message.source.delivered(message.notice);
    losses.settle(message.losses, message.notice.parts.isEmpty(), message.startedAt);
    if (message.rendered.threadKey != null) {
      opened.add(message.rendered.threadKey);
    }
  }

  /** Ends a dissolved message; its events are dropped if they have no incident to return to. */
  void dissolve(Message message, boolean lost) {
    faults.giveBack(message.faults);
    if (lost) {
      drop(message.notice, DropReason.RETRIES_EXHAUSTED);
    }
  }

  /** Notes that a thread is missing: the next message opens it. */
  void forgetThread(Message message) {
    if (message.rendered.threadKey != null) {
      opened.remove(message.rendered.threadKey);
    }
  }

  void threadGone(Message message) {
    forgetThread(message);
    faults.giveBack(message.faults);
    drop(message.notice, DropReason.THREAD_GONE);
    message.source.lost(message.notice, DropReason.THREAD_GONE);
  }

  /** Gives up a notice that cannot be rendered in any form. */
  void cannotBeRendered(NewsSource from, Notice lost) {
    from.lost(lost, DropReason.RENDER_FAILED);
    drop(lost, DropReason.RENDER_FAILED);
    if (lost.parts.isEmpty()) {
      losses.holdBack(losses.unsaid());
    }
  }

  void drop(Message message, DropReason reason) {
    faults.giveBack(message.faults);
    drop(message.notice, reason);
    message.source.lost(message.notice, reason);
    if (message.notice.parts.isEmpty()) {
      losses.holdBack(message.losses);
    }
  }

  private void drop(Notice notice, DropReason reason) {
    notice.parts.forEach(part -> accounts.drop(reason, part.count, part.entry.logger));
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.fingerprint.Fingerprint;
import io.github.chatappender.core.fingerprint.Fingerprinter;
import io.github.chatappender.core.incident.CriticalEntries;
import io.github.chatappender.core.incident.Known;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.CriticalDetails;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.render.Fidelity;
import io.github.chatappender.core.render.Rendered;
import io.github.chatappender.core.spool.Leftovers;
import io.github.chatappender.core.spool.Spool;
import io.github.chatappender.core.spool.SpooledMessage;
import io.github.chatappender.core.webhook.ReplyOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Turns critical entries into messages and keeps them on disk until the service accepts them: the
 * entries' files are deleted first, then the message's. Used only by the delivery thread.
 */
final class CriticalDelivery implements NewsSource {

  private static final int KNOWN = 100;

  private final CriticalEntries entries;
  private final SharedState shared;
  private final Redaction redaction;
  private final Platform platform;
  private final Spools spools;
  private final LongAdder adopted = new LongAdder();

  /** Messages to post unchanged, before anything else. */
  private final Deque<Message> frozen = new ArrayDeque<>();

  /** The problems of the latest critical events by id, to explain them. */
  private final Map<String, Known> known = new LinkedHashMap<>();

  private Setup setup;
  private Fingerprinter fingerprinter;
  private boolean stuck;
  private @Nullable Path messageFile;

  CriticalDelivery(Setup setup, Platform platform, SharedState shared, Redaction redaction) {
    this.setup = setup;
    this.platform = platform;
    this.shared = shared;
    this.redaction = redaction;
    this.entries = new CriticalEntries(setup.config);
    this.fingerprinter = setup.newFingerprinter();
    this.spools = new Spools(platform);
    shared.critical.adopt(setup, spools.adopt(setup));
    shared.accounts.alsoAccepted(adopted::sum);
  }

  /** Takes new settings, between two posts. */
  void adopt(Setup changed) {
    boolean printsOnly = changed.config.dryRun && !setup.config.dryRun;
    setup = changed;
    fingerprinter = changed.newFingerprinter();
    spools.aim(changed.url.spaceName());
    entries.adopt(changed.config);
    shared.critical.adopt(changed, spools.adopt(changed));
    if (printsOnly) {
      leaveToSuccessors();
    }
  }

  /** A dry run must not take entries from disk: it would print them, and they would be gone. */
  private void leaveToSuccessors() {
    shared.critical.queue.drain(() -> true, this::add);
    entries.takeKeptOnDisk().forEach(this::dropAtEnd);
    closeSpools();
  }

  /** Notes that messages now go to another space. */
  void aim(String space) {
    spools.aim(space);
  }

  /** Takes queued entries, and those left behind by other senders. */
  void drain(long now) {
    if (nanosUntilAdoption(now) == 0) {
      takeOver(spools.takeLeftovers(now), now);
    }
    shared.critical.queue.drain(this::hasRoom, this::add);
    shared.critical.queue.resize(Math.max(0, CriticalIntake.capacity(setup) - entries.ownSize()));
    expire(now);
  }

  private void add(Sample sample, long queuedAt) {
    try {
      entries.add(completed(sample), queuedAt);
    } catch (RuntimeException | StackOverflowError e) {
      shared.accounts.drop(DropReason.INTERNAL_ERROR, 1, sample.entry.logger);
    }
  }

  /** Completes an event held only in memory, as the logging thread does for spooled ones. */
  private Sample completed(Sample sample) {
    CriticalDetails kept = Objects.requireNonNull(sample.kept);
    if (!kept.fingerprint.isEmpty()) {
      Fingerprint again = fingerprinter.of(sample.entry);
      if (again.hex.equals(kept.fingerprint)) { // differs if a user's rule has removed a part
        remember(again);
      }
      return sample;
    }
    LogEntry builtIn = redaction.builtIn(sample.entry);
    Fingerprint fingerprint = fingerprinter.of(builtIn);
    remember(fingerprint);
    return Sample.critical(
        redaction.all(sample.entry, builtIn),
        new CriticalDetails(fingerprint.hex, kept.sinceMillis, null, false));
  }

  private void remember(Fingerprint fingerprint) {
    Known problem = new Known(fingerprint, List.of());
    known.remove(problem.id());
    known.put(problem.id(), problem);
    if (known.size() > KNOWN) {
      known.remove(known.keySet().iterator().next());
    }
  }

  /** Returns the problem of a critical event by the id that messages show; null if unknown. */
  @Nullable Known known(String id) {
    return known.get(id);
  }

  private boolean hasRoom() {
    return entries.ownSize() < CriticalIntake.capacity(setup);
  }

  /** Returns whether another step can take something at once. */
  boolean hasMore() {
    return !shared.critical.queue.isEmpty() && hasRoom();
  }

  /** Returns the time until the next search for directories of ended senders. */
  long nanosUntilAdoption(long now) {
    return spools.nanosUntilAdoption(now);
  }

  private void takeOver(Leftovers left, long now) {
    adopted.add(left.events());
    left.entries.forEach(entry -> entries.add(sample(entry), now));
    left.messages.forEach(message -> frozen.addLast(restored(message)));
  }

  /** The current rules also apply to entries written under earlier ones. */
  private Sample sample(Sample left) {
    return left.with(redaction.all(left.entry));
  }

  private Message restored(Leftovers.Unanswered left) {
    SpooledMessage message = left.message;
    List<Sample> told = left.entries.stream().map(this::sample).collect(Collectors.toList());
    Rendered rendered =
        new Rendered(
            entries.notice(told),
            valueOf(Fidelity.values(), message.fidelity, Fidelity.TEXT),
            List.of(),
            message.threadKey,
            message.body);
    Message restored =
        new Message(
            this,
            rendered,
            Map.of(),
            List.of(),
            message.requestId,
            valueOf(ReplyOption.values(), message.replyOption, ReplyOption.FALLBACK));
    restored.file = left.file;
    return restored;
  }

  private static <E extends Enum<E>> E valueOf(E[] values, String name, E otherwise) {
    for (E value : values) {
      if (value.name().equals(name)) {
        return value;
      }
    }
    return otherwise;
  }

  private void expire(long now) {
    for (Part part : entries.expire(now, platform.clock.millis())) {
      shared.accounts.drop(DropReason.SPOOL_EXPIRED, part.count, part.entry.logger);
      part.files.forEach(spools::remove);
    }
  }

  boolean isEmpty() {
    return shared.critical.queue.isEmpty() && entries.size() == 0 && frozen.isEmpty();
  }

  long nanosUntilDue(long now) {
    return frozen.isEmpty() ? entries.nanosUntilDue(now) : 0;
  }

  /**
   * Returns a message to post unchanged; null if there is none, or if others have their turn
   * because the last one could not be delivered.
   */
  @Nullable Message nextFrozen() {
    boolean othersTurn = stuck && entries.size() > 0;
    stuck = false;
    Message next = othersTurn ? null : frozen.pollFirst();
    messageFile = next == null ? null : next.file;
    return next;
  }

  /** Returns the next notice, due or not; null if nothing waits. */
  @Nullable Notice next() {
    return entries.next();
  }

  /** Puts back a message that is not under way, to be posted first and unchanged. */
  void suspend(Message message) {
    frozen.addFirst(message);
    messageFile = null;
  }

  /** Gives others a turn before a message that has failed often enough in a row. */
  void postpone(Message message) {
    message.failedAttempts = 0;
    frozen.addLast(message);
    messageFile = null;
    stuck = true;
  }

  /** Writes a message to disk before it is posted, in place of the previous one. */
  void writeDown(Message message) {
    try {
      keep(message);
    } catch (RuntimeException | Error e) {
      // it is still posted, and posted twice if the process is killed before it is settled
      platform.diagnostics.warn(
          "a message could not be written to the spool: " + e.getClass().getName());
    }
  }

  private void keep(Message message) {
    removeMessageFile();
    List<Path> files = files(message.notice);
    if (files.isEmpty()) {
      return;
    }
    SpooledMessage spooled =
        new SpooledMessage(
            message.requestId,
            message.rendered.body,
            message.rendered.threadKey,
            message.replyOption.name(),
            message.rendered.fidelity.name());
    message.file = spools.keep(spooled, files);
    messageFile = message.file;
  }

  @Override
  public boolean keepsTrying() {
    return true;
  }

  @Override
  public void taken(Notice notice, int count) {
    entries.taken(count);
  }

  @Override
  public void delivered(Notice told) {
    List<Path> files = files(told);
    files.forEach(spools::remove);
    Path last = messageFile == null && !files.isEmpty() ? files.get(0) : messageFile;
    removeMessageFile();
    if (last != null) {
      spools.with(last, Spool::tidy);
    }
  }

  /** Sets refused messages aside for people to look at; the rest is left for the next sender. */
  @Override
  public void lost(Notice lost, DropReason reason) {
    if (reason == DropReason.REJECTED || reason == DropReason.RENDER_FAILED) {
      String why = "could not be delivered (" + reason.words() + ")";
      List<Path> files = files(lost);
      if (messageFile != null) {
        files.add(messageFile);
      }
      files.forEach(file -> spools.with(file, (spool, one) -> spool.setAside(one, why)));
    }
    messageFile = null;
  }

  /**
   * Ends delivery: entries on disk stay there and are reported, those only in memory are dropped.
   *
   * @return how many events are left on disk
   */
  int close() {
    Notice rest = entries.next();
    while (rest != null) {
      rest.parts.forEach(this::dropAtEnd);
      entries.taken(rest.parts.size());
      rest = entries.next();
    }
    shared.critical.queue.close();
    return closeSpools();
  }

  private int closeSpools() {
    frozen.forEach(message -> shared.accounts.drop(DropReason.CLOSED, message.notice.events()));
    frozen.clear();
    return spools.close();
  }

  private void dropAtEnd(Part part) {
    shared.accounts.drop(DropReason.CLOSED, part.files.size());
    shared.accounts.drop(
        spools.areUsed() ? DropReason.SPOOL_FULL : DropReason.CLOSED,
        part.count - part.files.size());
  }

  private void removeMessageFile() {
    if (messageFile != null) {
      spools.remove(messageFile);
      messageFile = null;
    }
  }

  private static List<Path> files(Notice notice) {
    return notice.parts.stream()
        .map(part -> part.files)
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}

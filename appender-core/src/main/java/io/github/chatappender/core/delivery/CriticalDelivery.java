/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.capture.Accounts;
import io.github.chatappender.core.capture.SampleQueue;
import io.github.chatappender.core.incident.CriticalEntries;
import io.github.chatappender.core.incident.NewsSource;
import io.github.chatappender.core.incident.Notice;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.Critical;
import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.Kept;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.render.Fidelity;
import io.github.chatappender.core.spool.Leftovers;
import io.github.chatappender.core.spool.Spool;
import io.github.chatappender.core.spool.SpooledEntry;
import io.github.chatappender.core.spool.SpooledMessage;
import io.github.chatappender.core.webhook.Post;
import io.github.chatappender.core.webhook.ReplyOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Brings critical entries to their messages, and keeps them on disk until the service has said yes:
 * the entries' files go first, then the message's. Used by the delivery thread alone.
 */
final class CriticalDelivery implements NewsSource {

  private static final long ADOPTION_NANOS = TimeUnit.HOURS.toNanos(1);
  private static final int KEPT_DAYS = 7;

  private final SampleQueue queue;
  private final CriticalIntake intake;
  private final CriticalEntries entries;
  private final Accounts accounts;
  private final Redaction redaction;
  private final Surroundings surroundings;
  private final LongAdder adopted = new LongAdder();

  /** Messages to be posted just as they are, before anything else. */
  private final Deque<Message> frozen = new ArrayDeque<>();

  /** The one of the settings, and those of settings before, in which something may be left. */
  private final List<Spool> spools = new ArrayList<>();

  private Setup setup;
  private FingerprintMaker fingerprints;
  private @Nullable Spool current;
  private boolean stuck;
  private @Nullable Path messageFile;
  private boolean adoptionDue;
  private boolean moreToAdopt;
  private long adoptedAt;

  CriticalDelivery(
      Setup setup,
      Surroundings surroundings,
      CriticalIntake intake,
      Accounts accounts,
      Redaction redaction) {
    this.setup = setup;
    this.surroundings = surroundings;
    this.accounts = accounts;
    this.redaction = redaction;
    this.intake = intake;
    this.queue = intake.queue();
    this.entries = new CriticalEntries(setup.config);
    this.fingerprints = new FingerprintMaker(setup);
    this.current = open(setup);
    intake.adopt(setup, current);
    accounts.alsoAccepted(adopted::sum);
  }

  private @Nullable Spool open(Setup by) {
    Critical critical = by.config.critical();
    Path directory = critical.spoolDirectory();
    if (directory == null || !by.hasSpool()) {
      return null;
    }
    adoptionDue = true;
    moreToAdopt = false;
    for (Spool known : spools) {
      if (known.isIn(directory)) {
        known.sync(critical.spoolSync());
        return known;
      }
    }
    Spool spool =
        new Spool(
            directory,
            by.url.spaceName(),
            critical.spoolSync(),
            surroundings.disk,
            surroundings.clock,
            surroundings.diagnostics);
    spools.add(spool);
    return spool;
  }

  /** Takes new settings, between two posts. */
  void adopt(Setup changed) {
    boolean printsOnly = changed.config.dryRun() && !setup.config.dryRun();
    setup = changed;
    fingerprints = new FingerprintMaker(changed);
    aim(changed.url.spaceName());
    entries.adopt(changed.config);
    current = open(changed);
    intake.adopt(changed, current);
    if (printsOnly) {
      leaveToSuccessors();
    }
  }

  /** What is on disk is not for a dry run: it would be printed, and gone. */
  private void leaveToSuccessors() {
    queue.drain(() -> true, sample -> add(sample, surroundings.ticker.read()));
    entries.takeKeptOnDisk().forEach(this::dropAtEnd);
    closeSpools();
  }

  /** Notes that messages go elsewhere from now on. */
  void aim(String space) {
    spools.forEach(spool -> spool.aim(space));
  }

  /** Takes what was queued, and what others have left behind. */
  void drain(long now) {
    Spool spool = current;
    if (spool != null && nanosUntilAdoption(now) == 0) {
      adoptLeftovers(spool, now);
    }
    queue.drain(this::hasRoom, sample -> add(sample, now));
    queue.resize(Math.max(0, CriticalIntake.capacity(setup) - entries.ownSize()));
    expire(now);
  }

  private void add(Sample sample, long now) {
    try {
      entries.add(completed(sample), now);
    } catch (RuntimeException | StackOverflowError e) {
      accounts.drop(DropReason.INTERNAL_ERROR, 1);
    }
  }

  /** Does for an event that is in memory alone what the logging thread does for the others. */
  private Sample completed(Sample sample) {
    Kept kept = Objects.requireNonNull(sample.kept());
    if (!kept.fingerprint().isEmpty()) {
      return sample;
    }
    LogEntry known = redaction.builtIn(sample.entry());
    return Sample.critical(
        redaction.all(sample.entry(), known),
        new Kept(fingerprints.of(known), kept.sinceMillis(), null, false));
  }

  private boolean hasRoom() {
    return entries.ownSize() < CriticalIntake.capacity(setup);
  }

  /** Tells whether another step can take something at once. */
  boolean hasMore() {
    return !queue.isEmpty() && hasRoom();
  }

  /** Returns how long it takes until directories are looked for whose senders have ended. */
  long nanosUntilAdoption(long now) {
    Spool spool = current;
    if (spool == null) {
      return Long.MAX_VALUE;
    }
    boolean room = moreToAdopt && spool.isRoomy();
    return adoptionDue || room ? 0 : Math.max(0, adoptedAt + ADOPTION_NANOS - now);
  }

  private void adoptLeftovers(Spool spool, long now) {
    adoptionDue = false;
    adoptedAt = now;
    Leftovers left = spool.adopt();
    moreToAdopt = left.hasMore();
    adopted.add(left.events());
    left.entries().forEach(entry -> entries.add(sample(entry), now));
    left.messages().forEach(message -> frozen.addLast(restored(message)));
    if (left.events() > 0) {
      surroundings.diagnostics.info(
          left.events()
              + (left.events() == 1 ? " critical event" : " critical events")
              + " of senders that have ended, found in "
              + spool);
    }
  }

  /** The rules of today hold for what was written by those of yesterday. */
  private Sample sample(SpooledEntry left) {
    return Sample.critical(redaction.all(left.entry()), left.kept());
  }

  private Message restored(Leftovers.Unanswered left) {
    SpooledMessage message = left.message();
    List<Sample> told = left.entries().stream().map(this::sample).collect(Collectors.toList());
    Message restored =
        new Message(
            this,
            entries.notice(told),
            Map.of(),
            valueOf(Fidelity.values(), message.fidelity(), Fidelity.TEXT),
            false,
            message.threadKey(),
            new Post(
                message.body(),
                message.requestId(),
                valueOf(ReplyOption.values(), message.replyOption(), ReplyOption.FALLBACK)));
    restored.file = left.file();
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
    List<Part> expired = entries.expire(now, surroundings.clock.millis(), KEPT_DAYS);
    for (Part part : expired) {
      accounts.drop(DropReason.SPOOL_EXPIRED, part.count());
      part.files().forEach(this::remove);
    }
  }

  boolean isEmpty() {
    return queue.isEmpty() && entries.size() == 0 && frozen.isEmpty();
  }

  long nanosUntilDue(long now) {
    return frozen.isEmpty() ? entries.nanosUntilDue(now) : 0;
  }

  /**
   * Returns a message that has to be posted as it is; null if there is none, or another has its
   * turn since the last one could not be delivered.
   */
  @Nullable Message nextFrozen() {
    boolean othersTurn = stuck && entries.size() > 0;
    stuck = false;
    Message next = othersTurn ? null : frozen.pollFirst();
    messageFile = next == null ? null : next.file;
    return next;
  }

  /** Returns what is told next, due or not; null if nothing waits. */
  @Nullable Notice next() {
    return entries.next();
  }

  /** Puts a message that is not under way back to be posted first, as it is. */
  void suspend(Message message) {
    frozen.addFirst(message);
    messageFile = null;
  }

  /** Lets others have their turn before a message that was tried often enough in a row. */
  void postpone(Message message) {
    message.failedAttempts = 0;
    frozen.addLast(message);
    messageFile = null;
    stuck = true;
  }

  /** Writes down what is going to be posted, in the place of what was posted before. */
  void keep(Message message) {
    removeMessageFile();
    List<Path> files = files(message.notice);
    if (files.isEmpty()) {
      return;
    }
    Post post = message.post;
    SpooledMessage spooled =
        new SpooledMessage(
            post.requestId(),
            post.body(),
            message.threadKey,
            post.replyOption().name(),
            message.fidelity.name());
    Spool spool = spoolOf(files.get(0));
    message.file = spool == null ? null : spool.keep(spooled, files);
    messageFile = message.file;
  }

  /** Tells whether a message tells critical entries: it is tried until it is delivered. */
  boolean owns(Message message) {
    return message.source == this;
  }

  @Override
  public void taken(Notice notice, int count) {
    entries.taken(count);
  }

  @Override
  public void delivered(Notice told) {
    List<Path> files = files(told);
    files.forEach(this::remove);
    Path last = messageFile == null && !files.isEmpty() ? files.get(0) : messageFile;
    removeMessageFile();
    Spool spool = last == null ? null : spoolOf(last);
    if (last != null && spool != null) {
      spool.tidy(last);
    }
  }

  /** A critical message is never dissolved; it is tried until it is delivered. */
  @Override
  public long dissolved(Notice untold) {
    throw new IllegalStateException("critical");
  }

  /** What the service refuses is for people to look at; all else is for whoever comes next. */
  @Override
  public void lost(Notice lost, DropReason reason) {
    if (reason == DropReason.REJECTED || reason == DropReason.RENDER_FAILED) {
      String why = "tells what cannot be delivered (" + reason.words() + ")";
      files(lost).forEach(file -> setAside(file, why));
      if (messageFile != null) {
        setAside(messageFile, why);
      }
    }
    messageFile = null;
  }

  /** Ends it: what is on disk stays there and is told, what is in memory alone is lost. */
  void close() {
    Notice rest = entries.next();
    while (rest != null) {
      rest.parts().forEach(this::dropAtEnd);
      entries.taken(rest.parts().size());
      rest = entries.next();
    }
    queue.close();
    closeSpools();
  }

  private void closeSpools() {
    frozen.forEach(message -> accounts.drop(DropReason.CLOSED, message.events()));
    frozen.clear();
    for (Spool spool : spools) {
      int left = spool.close();
      if (left > 0) {
        surroundings.diagnostics.warn(
            left
                + (left == 1 ? " critical event is" : " critical events are")
                + " not delivered yet, and left for the next start in "
                + spool);
      }
    }
    spools.clear();
  }

  private void dropAtEnd(Part part) {
    accounts.drop(DropReason.CLOSED, part.files().size());
    boolean wasFull = current != null;
    accounts.drop(
        wasFull ? DropReason.SPOOL_FULL : DropReason.CLOSED, part.count() - part.files().size());
  }

  private void removeMessageFile() {
    if (messageFile != null) {
      remove(messageFile);
      messageFile = null;
    }
  }

  private void remove(Path file) {
    Spool spool = spoolOf(file);
    if (spool != null) {
      spool.remove(file);
    }
  }

  private void setAside(Path file, String why) {
    Spool spool = spoolOf(file);
    if (spool != null) {
      spool.setAside(file, why);
    }
  }

  private @Nullable Spool spoolOf(Path file) {
    for (Spool spool : spools) {
      if (spool.holds(file)) {
        return spool;
      }
    }
    return null; // its directory was deleted by somebody
  }

  private static List<Path> files(Notice notice) {
    return notice.parts().stream()
        .map(Part::files)
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}

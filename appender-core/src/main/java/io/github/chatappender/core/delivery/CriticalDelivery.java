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
  private static final long KEPT_MILLIS = TimeUnit.DAYS.toMillis(7);

  private final SampleQueue queue;
  private final CriticalIntake intake;
  private final CriticalEntries entries;
  private final Accounts accounts;
  private final Redaction redaction;
  private final Surroundings surroundings;
  private final LongAdder adopted = new LongAdder();

  /** Messages to be posted just as they are, before anything else. */
  private final Deque<Message> frozen = new ArrayDeque<>();

  /** The one of the settings last, those before as long as something may be in them. */
  private final Deque<Spool> spools = new ArrayDeque<>();

  private Setup setup;
  private @Nullable Path messageFile;
  private boolean adoptionDue;
  private boolean moreToAdopt;
  private long adoptedAt;

  CriticalDelivery(Setup setup, Surroundings surroundings, Accounts accounts, Redaction redaction) {
    this.setup = setup;
    this.surroundings = surroundings;
    this.accounts = accounts;
    this.redaction = redaction;
    this.queue = new SampleQueue(capacity(setup), accounts);
    this.entries = new CriticalEntries(setup.config);
    this.intake = new CriticalIntake(setup, surroundings, queue, open(setup));
    accounts.alsoAccepted(adopted::sum);
  }

  CriticalIntake intake() {
    return intake;
  }

  /** Tells whether there may be something to be taken over before the first event. */
  boolean hasSpool() {
    return !spools.isEmpty();
  }

  private @Nullable Spool open(Setup by) {
    Critical critical = by.config.critical();
    Path directory = critical.spoolDirectory();
    if (directory == null || by.config.dryRun()) {
      return null;
    }
    Spool spool =
        new Spool(
            directory,
            by.url.spaceName(),
            critical.spoolSync(),
            surroundings.disk,
            surroundings.clock,
            surroundings.diagnostics);
    spools.addLast(spool);
    adoptionDue = true;
    return spool;
  }

  private static int capacity(Setup setup) {
    boolean spooled = setup.config.critical().spoolDirectory() != null;
    return setup.config.queueCapacity() + (spooled ? Spool.MOST_ENTRIES : 0);
  }

  /** Takes new settings, between two posts. */
  void adopt(Setup changed) {
    Critical before = setup.config.critical();
    Critical now = changed.config.critical();
    boolean same =
        Objects.equals(before.spoolDirectory(), now.spoolDirectory())
            && before.spoolSync() == now.spoolSync()
            && setup.config.dryRun() == changed.config.dryRun();
    setup = changed;
    aim(changed.url.spaceName());
    entries.adopt(changed.config);
    intake.adopt(changed, same ? spools.peekLast() : open(changed));
  }

  /** Notes that messages go elsewhere from now on. */
  void aim(String space) {
    spools.forEach(spool -> spool.aim(space));
  }

  /** Takes what was queued, and what others have left behind. */
  void drain(long now) {
    if (nanosUntilAdoption(now) == 0) {
      adoptLeftovers(now);
    }
    Sample sample = poll();
    while (sample != null) {
      entries.add(sample, now);
      sample = poll();
    }
    queue.resize(Math.max(0, capacity(setup) - entries.ownSize()));
    expire();
  }

  private @Nullable Sample poll() {
    return entries.ownSize() < capacity(setup) ? queue.poll() : null;
  }

  /** Returns how long it takes until directories are looked for whose senders have ended. */
  long nanosUntilAdoption(long now) {
    if (spools.isEmpty()) {
      return Long.MAX_VALUE;
    }
    boolean room = moreToAdopt && spools.getLast().isRoomy();
    return adoptionDue || room ? 0 : Math.max(0, adoptedAt + ADOPTION_NANOS - now);
  }

  private void adoptLeftovers(long now) {
    adoptionDue = false;
    adoptedAt = now;
    moreToAdopt = false;
    int events = 0;
    for (Spool spool : spools) {
      Leftovers left = spool.adopt();
      moreToAdopt |= left.hasMore();
      events += left.events();
      adopted.add(left.events());
      left.entries().forEach(entry -> entries.add(sample(entry), now));
      left.messages().forEach(message -> frozen.addLast(restored(message)));
    }
    if (events > 0) {
      surroundings.diagnostics.info(
          events
              + (events == 1 ? " critical event" : " critical events")
              + " of senders that have ended, found in "
              + spools.getLast());
    }
  }

  /** The rules of today hold for what was written by those of yesterday. */
  private Sample sample(SpooledEntry left) {
    LogEntry clean = redaction.userRules(redaction.builtIn(left.entry()));
    return Sample.critical(clean, left.kept());
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

  private void expire() {
    List<Part> expired = entries.expire(surroundings.clock.millis() - KEPT_MILLIS);
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

  /** Returns a message that has to be posted as it is; null if there is none. */
  @Nullable Message nextFrozen() {
    Message next = frozen.pollFirst();
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
    message.file = spoolOf(files.get(0)).keep(spooled, files);
    messageFile = message.file;
  }

  /** Tells whether a message that failed is to be tried again, and again. */
  boolean keepsTrying(Message message) {
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
    if (last != null) {
      spoolOf(last).tidy(last);
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
      files(lost).forEach(file -> spoolOf(file).setAside(file, why));
      if (messageFile != null) {
        spoolOf(messageFile).setAside(messageFile, why);
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
    frozen.forEach(message -> accounts.drop(DropReason.CLOSED, message.events()));
    frozen.clear();
    queue.close();
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
  }

  private void dropAtEnd(Part part) {
    accounts.drop(DropReason.CLOSED, part.files().size());
    boolean wasFull = !spools.isEmpty();
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
    spoolOf(file).remove(file);
  }

  private Spool spoolOf(Path file) {
    for (Spool spool : spools) {
      if (spool.holds(file)) {
        return spool;
      }
    }
    return spools.getLast();
  }

  private static List<Path> files(Notice notice) {
    return notice.parts().stream()
        .map(Part::files)
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(ArrayList::new));
  }
}

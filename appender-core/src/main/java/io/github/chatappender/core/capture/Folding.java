/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.api.DropReason;
import io.github.chatappender.core.api.EventReader;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.ClassGroups;
import io.github.chatappender.core.model.FrameHasher;
import io.github.chatappender.core.model.Tally;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.IntSupplier;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds events of one statement into a count, on the logging thread: a repeat costs one look-up and
 * one counter. Any thread may count; only the delivery thread may retire statements.
 */
public final class Folding {

  private static final int TRIES = 3;
  private static final long IDLE_MILLIS = 2_000;

  private static final int ASKED_ONE_IN = 16;

  private final Keys keys = new Keys();
  private final StatementTable table;
  private final Origins origins = new Origins();
  private final Accounts accounts;
  private final SampleQueue queue;
  private final IntSupplier random;
  private volatile List<String> mdcKeys = List.of();
  private volatile boolean starved;
  private volatile boolean closed;

  /**
   * Creates an empty table.
   *
   * @param accounts receives the accepted events counted here
   * @param queue where samples need room
   * @param random returns any number; called from many threads
   */
  public Folding(Accounts accounts, SampleQueue queue, IntSupplier random) {
    this(accounts, queue, new StatementTable(), random);
  }

  Folding(Accounts accounts, SampleQueue queue, StatementTable table, IntSupplier random) {
    this.accounts = accounts;
    this.queue = queue;
    this.table = table;
    this.random = random;
    // Classes first used when hardly any stack is left may stay unusable.
    new Statement(table, 0, 0, "", "", null, null, 0).count(0);
    keys.ofText("7c9f", false);
    boolean unused = ClassGroups.contains("");
    origins.of(random.getAsInt());
    accounts.alsoAccepted(table::accepted);
  }

  /** Sets the MDC keys, up to two, whose values distinguish events of one statement from now on. */
  void tellApartBy(List<String> newMdcKeys) {
    mdcKeys = newMdcKeys;
  }

  /**
   * Counts an event.
   *
   * @param logger its logger's name
   * @param template the text of its statement: a format if it has arguments
   * @param millis its time
   * @return its statement; null if the event was not counted, since its statement has no place
   */
  <E, T> @Nullable Statement count(
      E event,
      EventReader<E, T> reader,
      Severity severity,
      boolean withArguments,
      String logger,
      String template,
      long millis) {
    long key = keys.of(severity, logger);
    String value = null;
    String otherValue = null;
    if (reader.hasMdc(event)) {
      List<String> read = mdcKeys;
      value = mdc(event, reader, read, 0);
      otherValue = mdc(event, reader, read, 1);
      key = Keys.withMdc(Keys.withMdc(key, 1, value), 2, otherValue);
    }
    long frames = 0;
    @Nullable T thrown = reader.thrown(event);
    if (thrown != null) {
      key = keys.withTypes(key, thrown, reader);
      frames = knownFrames(key, thrown, reader, millis);
      Statement whole = frames == 0 ? null : table.glance(frames, logger, null, value, otherValue);
      if (whole != null && whole.takesAnyText() && counts(whole, millis)) {
        return whole;
      }
    }
    long text = keys.ofText(template, withArguments);
    if (thrown != null && frames == 0) {
      Origins.Origin origin = origins.of(FrameHasher.mix(key, text));
      long likely = likelyFrames(origin, key, millis);
      Statement statement =
          likely == 0
              ? null
              : glance(FrameHasher.mix(likely, text), likely, logger, template, value, otherValue);
      if (statement != null && !statement.isSampleDue(millis) && counts(statement, millis)) {
        return statement;
      }
      frames = ask(origin, key, thrown, reader, millis);
    }
    long hash = FrameHasher.mix(frames == 0 ? key : frames, text);
    for (int i = 0; i < TRIES; i++) {
      Statement statement =
          i == 0 ? glance(hash, frames, logger, template, value, otherValue) : null;
      if (statement == null) {
        statement = find(hash, frames, logger, template, value, otherValue, millis);
        if (statement != null) {
          keys.remember(template);
        }
      }
      if (statement == null || closed) {
        return null;
      }
      if (counts(statement, millis)) {
        return statement;
      }
    }
    return null;
  }

  /** Counts an event; returns false if the statement is retired and has to be looked up again. */
  private boolean counts(Statement statement, long millis) {
    if (!statement.count(millis)) {
      return false;
    }
    if (statement.isWaiting()) {
      starve(statement, DropReason.QUEUE_FULL);
    }
    return true;
  }

  private static <E, T> @Nullable String mdc(
      E event, EventReader<E, T> reader, List<String> keys, int place) {
    return place < keys.size() ? reader.mdc(event, keys.get(place)) : null;
  }

  /**
   * Returns the key with frames for an event without asking its exception, where asking is
   * expensive: above a limit, all but one in 16 events get the latest key of their text. An event
   * with a new text that finds no place gets the latest key of its classes. An event that is to
   * send a sample is always asked.
   *
   * @param classes the key without frames and text
   * @return 0 if the exception has to be asked
   */
  private long likelyFrames(Origins.Origin origin, long classes, long millis) {
    long latest = origin.latest();
    long likely =
        origin.isAskedEnough(millis)
            ? latest
            : latest == 0 && isFull() ? origins.of(classes).latest() : 0;
    return likely != 0 && random.getAsInt() % ASKED_ONE_IN == 0 ? 0 : likely;
  }

  /**
   * Returns the key with frames if it costs little: for the exception object seen last, or in a
   * host that holds the frames.
   *
   * @param classes the key without frames and text
   * @return 0 if the exception has to be asked
   */
  private <E, T> long knownFrames(long classes, T thrown, EventReader<E, T> reader, long millis) {
    Throwable object = reader.throwable(thrown);
    Origins.Origin origin = origins.of(classes);
    long known = object == null ? 0 : origin.of(object);
    if (known != 0 || !reader.holdsFrames()) {
      return known;
    }
    long key = keys.withFrames(classes, thrown, reader);
    origin.remember(object, key, millis);
    return key;
  }

  private <E, T> long ask(
      Origins.Origin origin, long classes, T thrown, EventReader<E, T> reader, long millis) {
    long key = keys.withFrames(classes, thrown, reader);
    Origins.Origin ofClasses = origins.of(classes);
    ofClasses.setLatest(key);
    ofClasses.remember(reader.throwable(thrown), key, millis);
    origin.setLatest(key);
    origin.countQuestion();
    return key;
  }

  /** Returns whether a new statement finds no place, or its sample no room. */
  private boolean isFull() {
    return queue.isFull() || table.isFull();
  }

  /** Returns the statement that counts an event, read without a fence; null if it is not known. */
  private @Nullable Statement glance(
      long hash,
      long frames,
      String logger,
      String template,
      @Nullable String value,
      @Nullable String otherValue) {
    Statement whole = frames == 0 ? null : table.glance(frames, logger, null, value, otherValue);
    if (whole != null && whole.takesAnyText()) {
      return whole;
    }
    Statement known = table.glance(hash, logger, template, value, otherValue);
    return known == null && whole != null && whole.isWaiting() && queue.isFull() ? whole : known;
  }

  /** Returns the statement that counts an event; null if it is new and no place is free. */
  private @Nullable Statement find(
      long hash,
      long frames,
      String logger,
      String template,
      @Nullable String value,
      @Nullable String otherValue,
      long millis) {
    Statement whole = frames == 0 ? null : table.known(frames, logger, null, value, otherValue);
    if (whole != null && whole.takesAnyText()) {
      return whole;
    }
    if (whole == null && frames != 0 && queue.isFull()) {
      // for later texts; this one sends the sample that decides
      table.find(frames, frames, logger, null, value, otherValue, millis);
    }
    return table.find(hash, frames, logger, template, value, otherValue, millis);
  }

  /** Notes that no sample could be made, or that it found no room. */
  void starve(Statement statement, DropReason reason) {
    statement.starve(reason);
    starved = true;
  }

  /**
   * Notes that a sample has arrived.
   *
   * @param tally its statement
   */
  public void arrived(Tally tally) {
    if (tally instanceof Statement) {
      ((Statement) tally).arrive();
    }
  }

  /**
   * Drops counts without a sample, once the queue has drained.
   *
   * @param joining merges a statement's count into another, since their frames decide; returns
   *     whether it could
   */
  public void sweep(BiPredicate<Tally, Tally> joining) {
    if (!starved) {
      return;
    }
    starved = false;
    for (Statement statement : table.all()) {
      DropReason reason = statement.takeStarvedBy();
      Statement whole = reason == null ? null : statement.whole();
      if (whole != null && joining.test(statement, whole)) {
        statement.arrive();
      } else if (reason != null) {
        accounts.drop(reason, statement.take(), statement.logger());
      }
    }
  }

  /**
   * Makes room in a crowded table by retiring statements that were idle for 2 s.
   *
   * @param nowMillis the time
   * @param rest receives each statement's remaining count
   */
  public void makeRoom(long nowMillis, ObjLongConsumer<Tally> rest) {
    if (!table.isCrowded()) {
      return;
    }
    for (Statement statement : table.all()) {
      if (statement.isIdleSince(nowMillis - IDLE_MILLIS)) {
        rest.accept(statement, table.retire(statement));
      }
    }
  }

  /**
   * Retires one statement.
   *
   * @return its remaining count
   */
  public long retire(Tally tally) {
    return tally instanceof Statement ? table.retire((Statement) tally) : 0;
  }

  /**
   * Retires all statements whose sample has arrived; the others' are still on their way.
   *
   * @param rest receives each statement's remaining count
   */
  public void retireAll(ObjLongConsumer<Tally> rest) {
    for (Statement statement : table.all()) {
      if (closed || statement.hasArrived()) {
        rest.accept(statement, table.retire(statement));
      }
    }
  }

  /**
   * Refuses events from now on, and retires all statements.
   *
   * @param rest receives each statement's remaining count
   */
  public void close(ObjLongConsumer<Tally> rest) {
    closed = true;
    retireAll(rest);
  }
}

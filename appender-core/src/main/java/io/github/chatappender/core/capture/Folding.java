/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.DropReason;
import io.github.chatappender.core.model.EventReader;
import io.github.chatappender.core.model.Tally;
import java.util.List;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Folds events of one statement into a count, on the logging thread: a repeat costs one look-up and
 * one counter. Counting is for any thread; what retires statements is for the delivery thread.
 */
public final class Folding {

  private static final int TRIES = 3;
  private static final long IDLE_MILLIS = 2_000;

  private final Keys keys = new Keys();
  private final StatementTable table;
  private final Origins origins = new Origins();
  private final Accounts accounts;
  private volatile List<String> mdcKeys = List.of();
  private volatile boolean starved;
  private volatile boolean closed;

  /**
   * Creates an empty table.
   *
   * @param accounts whose accepted events are counted here as well
   */
  public Folding(Accounts accounts) {
    this(accounts, new StatementTable());
  }

  Folding(Accounts accounts, StatementTable table) {
    this.accounts = accounts;
    this.table = table;
    // Classes that are first used where there is hardly any stack left may be lost for good.
    new Statement(0, "", "", null, null, 0).count(0);
    accounts.alsoAccepted(table);
  }

  /** Tells events of one statement apart by the values of up to two MDC keys, from now on. */
  void tellApartBy(List<String> newMdcKeys) {
    mdcKeys = newMdcKeys;
  }

  /**
   * Counts an event.
   *
   * @param kind what {@link Keys#kind} says of it
   * @param logger its logger's name
   * @param template what stands for its statement
   * @param millis its time
   * @return its statement; null if it was not counted, since there is no place for its statement
   */
  <E, T> @Nullable Statement count(
      E event, EventReader<E, T> reader, int kind, String logger, String template, long millis) {
    long key = keys.of(kind, logger, template);
    String value = null;
    String otherValue = null;
    if (reader.hasMdc(event)) {
      List<String> read = mdcKeys;
      value = mdc(event, reader, read, 0);
      otherValue = mdc(event, reader, read, 1);
      key = Keys.withMdc(Keys.withMdc(key, 1, value), 2, otherValue);
    }
    @Nullable T thrown = reader.thrown(event);
    if (thrown != null) {
      key = withFrames(keys.withTypes(key, thrown, reader), thrown, reader, millis);
    }
    for (int i = 0; i < TRIES; i++) {
      Statement statement = i == 0 ? table.glance(key, logger, template, value, otherValue) : null;
      if (statement == null) {
        statement = table.find(key, logger, template, value, otherValue, millis);
      }
      if (statement == null || closed) {
        return null;
      }
      if (statement.count(millis)) {
        return statement;
      }
    }
    return null;
  }

  private static <E, T> @Nullable String mdc(
      E event, EventReader<E, T> reader, List<String> keys, int place) {
    return place < keys.size() ? reader.mdc(event, keys.get(place)) : null;
  }

  private <E, T> long withFrames(long cheap, T thrown, EventReader<E, T> reader, long millis) {
    Throwable object = reader.throwable(thrown);
    if (object == null) {
      return keys.full(cheap, thrown, reader);
    }
    Origins.Origin origin = origins.of(cheap);
    Origins.@Nullable Answer latest = origin.latest();
    if (latest != null && latest.get() == object) {
      return latest.full;
    }
    boolean enough = origin.isAskedEnough(millis);
    if (enough && latest != null && !reader.holdsFrames()) {
      return latest.full;
    }
    long key = keys.full(cheap, thrown, reader);
    if (!enough) {
      origin.answer(object, key); // not for each of a storm's: a reference to it is garbage
    }
    return key;
  }

  /** Notes that a sample was not to be had, or has found no room. */
  void starve(Statement statement, DropReason reason) {
    statement.starve(reason);
    starved = true;
  }

  /**
   * Notes that a sample has come through.
   *
   * @param tally whose sample it was
   */
  public void arrived(Tally tally) {
    if (tally instanceof Statement) {
      ((Statement) tally).arrive();
    }
  }

  /** Drops what no sample speaks for, once the queue has drained. */
  public void sweep() {
    if (!starved) {
      return;
    }
    starved = false;
    for (Statement statement : table.all()) {
      DropReason reason = statement.takeStarvedBy();
      if (reason != null) {
        accounts.drop(reason, statement.take());
      }
    }
  }

  /**
   * Makes room where the table is crowded: statements go that have been idle for some seconds.
   *
   * @param nowMillis the time
   * @param rest takes what a statement had counted and nobody had taken
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
   * @param tally the statement
   * @return what it had counted and nobody had taken
   */
  public long retire(Tally tally) {
    return tally instanceof Statement ? table.retire((Statement) tally) : 0;
  }

  /**
   * Retires all statements whose sample has come through; the others are still on their way.
   *
   * @param rest takes what a statement had counted and nobody had taken
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
   * @param rest takes what a statement had counted and nobody had taken
   */
  public void close(ObjLongConsumer<Tally> rest) {
    closed = true;
    retireAll(rest);
  }
}

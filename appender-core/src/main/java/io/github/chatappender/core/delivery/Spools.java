/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import io.github.chatappender.core.config.Critical;
import io.github.chatappender.core.spool.Leftovers;
import io.github.chatappender.core.spool.Spool;
import io.github.chatappender.core.spool.SpooledMessage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Holds the current spool, and those of earlier settings that may still have files; finds the spool
 * of a file, and decides when to look for leftovers of other senders. Used only by the delivery
 * thread.
 */
final class Spools {

  private static final long ADOPTION_NANOS = TimeUnit.HOURS.toNanos(1);

  private final Platform platform;
  private final List<Spool> all = new ArrayList<>();
  private @Nullable Spool current;
  private boolean moreToAdopt;

  /** When leftovers were taken over last; null if that is due. */
  private @Nullable Long adoptedAt;

  Spools(Platform platform) {
    this.platform = platform;
  }

  /** Takes new settings; returns the spool that they ask for, null if they ask for none. */
  @Nullable Spool adopt(Setup setup) {
    current = open(setup);
    return current;
  }

  private @Nullable Spool open(Setup setup) {
    Critical critical = setup.config.critical;
    Path directory = critical.spoolDirectory;
    if (directory == null || !setup.hasSpool()) {
      return null;
    }
    adoptedAt = null;
    moreToAdopt = false;
    for (Spool known : all) {
      if (known.isIn(directory)) {
        known.sync(critical.spoolSync);
        return known;
      }
    }
    Spool spool =
        new Spool(
            directory,
            setup.url.spaceName(),
            critical.spoolSync,
            platform.disk,
            platform.clock,
            platform.diagnostics);
    all.add(spool);
    return spool;
  }

  /** Returns whether the settings ask for a spool. */
  boolean areUsed() {
    return current != null;
  }

  /** Notes that messages now go to another space. */
  void aim(String space) {
    all.forEach(spool -> spool.aim(space));
  }

  /** Returns the time until the next search for directories of ended senders. */
  long nanosUntilAdoption(long now) {
    Spool spool = current;
    if (spool == null) {
      return Long.MAX_VALUE;
    }
    boolean room = moreToAdopt && spool.isRoomy();
    return adoptedAt == null || room ? 0 : Math.max(0, adoptedAt + ADOPTION_NANOS - now);
  }

  /** Takes over the leftovers of ended senders. */
  Leftovers takeLeftovers(long now) {
    Spool spool = Objects.requireNonNull(current);
    adoptedAt = now;
    Leftovers left = spool.adopt();
    moreToAdopt = left.hasMore();
    if (left.events() > 0) {
      platform.diagnostics.info(
          "found "
              + left.events()
              + (left.events() == 1 ? " critical event" : " critical events")
              + " of ended processes in "
              + spool);
    }
    return left;
  }

  /** Writes a message beside its entries; returns its file, null if it could not be written. */
  @Nullable Path keep(SpooledMessage message, List<Path> told) {
    Spool spool = of(told.get(0));
    return spool == null ? null : spool.keep(message, told);
  }

  /** Removes a file, and forgets its event. */
  void remove(Path file) {
    with(file, Spool::remove);
  }

  /** Does something to a file, unless its directory was deleted. */
  void with(Path file, BiConsumer<Spool, Path> action) {
    Spool spool = of(file);
    if (spool != null) {
      action.accept(spool, file);
    }
  }

  private @Nullable Spool of(Path file) {
    for (Spool spool : all) {
      if (spool.holds(file)) {
        return spool;
      }
    }
    return null;
  }

  /**
   * Closes all spools: events on disk stay there and are reported.
   *
   * @return how many events are left on disk
   */
  int close() {
    int total = 0;
    for (Spool spool : all) {
      int left = spool.close();
      total += left;
      if (left > 0) {
        platform.diagnostics.warn(
            left
                + (left == 1 ? " critical event is" : " critical events are")
                + " not delivered yet; kept for the next start in "
                + spool);
      }
    }
    all.clear();
    current = null;
    return total;
  }
}

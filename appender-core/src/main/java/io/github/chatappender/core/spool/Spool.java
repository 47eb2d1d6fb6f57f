/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Keeps critical entries as files until they are delivered, and takes over the entries of senders
 * that ended before delivering theirs. For local disks.
 *
 * <p>Thread-safe: any thread may keep an entry; everything else is for the delivery thread. Entries
 * that cannot be written stay in memory. This is reported once, until writing works again.
 */
public final class Spool {

  /**
   * Maximum number of entries on disk that a sender writes, and again of those that it takes over.
   */
  public static final int MOST_ENTRIES = 1_000;

  private static final long OPEN_AGAIN_MILLIS = 10_000;

  private final Path base;
  private volatile boolean sync;
  private final Disk disk;
  private final Clock clock;
  private final SpoolTrouble trouble;
  private final AtomicInteger written = new AtomicInteger();
  private final AtomicInteger adopted = new AtomicInteger();
  private final AtomicLong numbers = new AtomicLong();
  private final Map<Path, SpoolDirectory> directories = new ConcurrentHashMap<>();
  private final SetAside setAside;
  private final Adoption adoption;

  /** Shared by writers, exclusive for opening and closing. */
  private final ReadWriteLock opening = new ReentrantReadWriteLock();

  private volatile @Nullable SpoolDirectory own;
  private volatile String space;
  private volatile boolean closed;
  private volatile long openAgainAt = Long.MIN_VALUE;

  /**
   * Creates a spool; its directory is created with the first entry.
   *
   * @param base the directory that senders share
   * @param space the space that its entries are for
   * @param sync whether a kept entry is on the device when the call returns
   * @param disk writes the files
   * @param clock the current time
   * @param diagnostics takes reports of files that cannot be written or read
   */
  public Spool(
      Path base, String space, boolean sync, Disk disk, Clock clock, Diagnostics diagnostics) {
    this.base = base;
    this.space = space;
    this.sync = sync;
    this.disk = disk;
    this.clock = clock;
    this.trouble = new SpoolTrouble(base, diagnostics);
    this.setAside = new SetAside(base, trouble);
    this.adoption = new Adoption(base, directories, adopted, setAside, trouble);
  }

  /**
   * Writes an entry to disk, on the logging thread.
   *
   * @param entry the entry, without secrets
   * @param fingerprint the fingerprint of its problem
   * @return its file, null if it has to stay in memory
   */
  public @Nullable Path keep(LogEntry entry, String fingerprint) {
    if (written.incrementAndGet() > MOST_ENTRIES) {
      written.decrementAndGet();
      return null;
    }
    Path file = null;
    try {
      file = write(entry, fingerprint);
    } catch (IOException | RuntimeException e) {
      trouble.report(e);
    } finally {
      if (file == null) {
        written.decrementAndGet();
      }
    }
    return file;
  }

  private @Nullable Path write(LogEntry entry, String fingerprint) throws IOException {
    openIfNeeded();
    Lock lock = opening.readLock();
    lock.lock();
    try {
      SpoolDirectory directory = own;
      if (directory == null) {
        return null;
      }
      long now = clock.millis();
      Path file = newFile(directory.path, now, SpoolNames.ENTRY);
      String json = EntryJson.write(entry, fingerprint, now);
      try {
        disk.write(file, SpoolFormat.framed(SpoolNames.ENTRY, json), sync);
      } catch (IOException e) {
        forgetIfGone(directory);
        throw e;
      }
      trouble.over();
      return file;
    } finally {
      lock.unlock();
    }
  }

  private void openIfNeeded() throws IOException {
    if (own != null || closed || clock.millis() < openAgainAt) {
      return;
    }
    boolean interrupted = Thread.interrupted(); // an interrupt would close the channel
    Lock lock = opening.writeLock();
    lock.lock();
    try {
      if (own == null && !closed) {
        openAgainAt = clock.millis() + OPEN_AGAIN_MILLIS;
        SpoolDirectory opened = SpoolDirectory.create(base, space, disk);
        directories.put(opened.path, opened);
        own = opened;
      }
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Abandons a directory that was deleted; the next entry creates a new one. */
  private void forgetIfGone(SpoolDirectory directory) {
    if (!Files.exists(directory.path) && own == directory) {
      own = null;
      directories.remove(directory.path);
      directory.abandon();
    }
  }

  private Path newFile(Path directory, long now, String kind) {
    return directory.resolve(SpoolNames.file(numbers.incrementAndGet(), now, kind));
  }

  /**
   * Writes a message before it is posted, in the directory of its entries.
   *
   * @param message the message to post
   * @param files the files of its entries, all in one directory; at least one
   * @return its file, null if it could not be written
   */
  public @Nullable Path keep(SpooledMessage message, List<Path> files) {
    List<String> names = files.stream().map(SpoolNames::name).collect(Collectors.toList());
    Path directory = Objects.requireNonNull(files.get(0).getParent());
    try {
      Path file = newFile(directory, clock.millis(), SpoolNames.MESSAGE);
      disk.write(file, SpoolFormat.framed(SpoolNames.MESSAGE, message.json(names)), sync);
      return file;
    } catch (IOException | RuntimeException e) {
      trouble.report(e);
      return null;
    }
  }

  /** Deletes the file of an entry or a message that is no longer needed. */
  public void remove(Path file) {
    forget(file);
    try {
      Files.deleteIfExists(file);
    } catch (IOException | RuntimeException e) {
      trouble.report(e);
    }
  }

  /**
   * Moves a file to a place where people can inspect it and it is never delivered.
   *
   * @param why the fault in the file
   */
  public void setAside(Path file, String why) {
    forget(file);
    setAside.move(file, why);
  }

  private void forget(Path file) {
    if (SpoolNames.name(file).endsWith(SpoolNames.ENTRY)) {
      SpoolDirectory directory = directoryOf(file);
      (directory != null && directory.adopted ? adopted : written).decrementAndGet();
    }
  }

  /** Releases an adopted directory once it is empty. */
  public void tidy(Path file) {
    SpoolDirectory directory = directoryOf(file);
    if (directory != null && directory != own) {
      adoption.tidy(directory);
    }
  }

  /** Sets the space that entries are for from now on, including those already kept. */
  public void aim(String newSpace) {
    if (newSpace.equals(space)) {
      return;
    }
    space = newSpace;
    for (SpoolDirectory directory : directories.values()) {
      try {
        directory.aim(newSpace, disk);
      } catch (IOException | RuntimeException e) {
        trouble.report(e);
      }
    }
  }

  /**
   * Takes over the files that senders of the same space have left behind, while there is room.
   *
   * @return the messages and entries found
   */
  public Leftovers adopt() {
    return adoption.adopt(space);
  }

  /**
   * Returns whether the spool is in a directory.
   *
   * @param directory the directory that senders share
   */
  public boolean isIn(Path directory) {
    return base.equals(directory);
  }

  /** Sets whether a kept entry is on the device when the call returns. */
  public void sync(boolean on) {
    sync = on;
  }

  /** Runs the code that keeps an entry once without a file, so that its classes are loaded. */
  public static void warmUp() {
    LogEntry entry =
        LogEntry.builder(Severity.ERROR, "", "")
            .throwable(new ThrowableInfo("", "", List.of(new StackTraceElement("", "", "", 1)), 0))
            .build();
    byte[] unused = SpoolFormat.framed(SpoolNames.ENTRY, EntryJson.write(entry, "", 0));
  }

  /**
   * Returns whether a file is in this spool.
   *
   * @param file a file of an entry or a message
   */
  public boolean holds(Path file) {
    return directoryOf(file) != null;
  }

  private @Nullable SpoolDirectory directoryOf(Path file) {
    Path directory = file.getParent();
    return directory == null ? null : directories.get(directory);
  }

  /**
   * Returns whether there is room to take over the files that {@link #adopt} had to leave.
   *
   * @return true if less than half of the maximum number of entries are held
   */
  public boolean isRoomy() {
    return adopted.get() < MOST_ENTRIES / 2;
  }

  /**
   * Releases all directories; the next sender may adopt their files. Later entries stay in memory.
   *
   * @return how many entries are left on disk
   */
  public int close() {
    Lock lock = opening.writeLock();
    lock.lock();
    try {
      closed = true;
      own = null;
      for (SpoolDirectory directory : directories.values()) {
        try {
          directory.leave();
        } catch (IOException | RuntimeException e) {
          trouble.report(e);
        }
      }
      directories.clear();
    } finally {
      lock.unlock();
    }
    return size();
  }

  /** Returns how many entries are on disk. For any thread. */
  public int size() {
    return written.get() + adopted.get();
  }

  @Override
  public String toString() {
    return base.toString();
  }
}

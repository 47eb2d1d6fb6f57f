/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One sender's directory, locked while this object holds it. The lock ends with the process, even
 * if that is killed.
 *
 * <p>On POSIX a process loses its lock on a file as soon as it closes <em>any</em> channel on that
 * file. Therefore this process never opens its own lock file a second time: an adopted directory
 * gets the process's own name, and one that is left in order gets a name without an owner.
 * (POSIX.1-2017, fcntl, "advisory record locking".)
 */
final class SpoolDirectory {

  private static final int CREATE_TRIES = 5;

  final Path path;

  /** Whether the entries are another sender's. */
  final boolean adopted;

  private final FileChannel lock;

  private SpoolDirectory(Path path, FileChannel lock, boolean adopted) {
    this.path = path;
    this.lock = lock;
    this.adopted = adopted;
  }

  /** Creates a directory for messages to a space, and its parents if needed. */
  static SpoolDirectory create(Path base, String space, Disk disk) throws IOException {
    Path parent = base.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    Permissions.createDirectory(base);
    SpoolDirectory directory = create(base);
    try {
      directory.aim(space, disk);
    } catch (IOException | RuntimeException e) {
      directory.release();
      directory.deleteIfEmpty();
      throw e;
    }
    return directory;
  }

  /** Creates and locks a directory; tries again if an adopter takes it away before it is locked. */
  private static SpoolDirectory create(Path base) throws IOException {
    for (int i = 0; i < CREATE_TRIES; i++) {
      Path path = base.resolve(SpoolNames.newDirectory());
      Permissions.createDirectory(path);
      FileChannel lock = null;
      try {
        lock = lock(path);
      } catch (NoSuchFileException e) {
        // it was empty, and is gone
      } finally {
        if (lock == null) {
          Files.deleteIfExists(path.resolve(SpoolNames.LOCK));
          Files.deleteIfExists(path);
        }
      }
      if (lock != null) {
        return new SpoolDirectory(path, lock, false);
      }
    }
    throw new IOException("could not create a directory in " + base);
  }

  /**
   * Takes over the directory of an ended sender; null if it has not ended, or another was faster.
   */
  static @Nullable SpoolDirectory adopt(Path path) throws IOException {
    String owner = SpoolNames.owner(path);
    if (owner == null || owner.equals(SpoolNames.OWN)) {
      return null;
    }
    Path own = path.resolveSibling(SpoolNames.withOwner(SpoolNames.OWN, path));
    synchronized (mutex(path)) {
      try {
        return owner.equals(SpoolNames.LEFT) ? adoptLeft(path, own) : adoptDead(path, own);
      } catch (NoSuchFileException e) {
        return null;
      }
    }
  }

  private static @Nullable SpoolDirectory adoptLeft(Path path, Path own) throws IOException {
    Files.move(path, own, StandardCopyOption.ATOMIC_MOVE); // only one process succeeds
    FileChannel lock = null;
    try {
      lock = lock(own);
    } finally {
      if (lock == null) {
        renamed(own, path);
      }
    }
    return lock == null ? null : new SpoolDirectory(own, lock, true);
  }

  private static @Nullable SpoolDirectory adoptDead(Path path, Path own) throws IOException {
    if (!Files.isDirectory(path)) {
      return null;
    }
    FileChannel lock = lock(path);
    return lock == null ? null : new SpoolDirectory(renamed(path, own), lock, true);
  }

  /**
   * Returns a lock shared by all senders of this process with the same base directory, across class
   * loaders. If two of them opened one lock file, the second would end the first one's lock.
   */
  @SuppressWarnings("StringIntern") // class loaders share interned strings
  private static Object mutex(Path directory) {
    return ("google-chat-appender spool " + directory.getParent()).intern();
  }

  /**
   * Renames a directory, or keeps its name if open files pin it; a lock then belongs to its
   * channel.
   */
  private static Path renamed(Path path, Path name) {
    try {
      return Files.move(path, name, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      return path;
    }
  }

  private static @Nullable FileChannel lock(Path directory) throws IOException {
    Path file = directory.resolve(SpoolNames.LOCK);
    if (!Files.exists(file)) {
      try {
        Permissions.createFile(file);
      } catch (FileAlreadyExistsException e) {
        // another process looks at the same directory
      }
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      FileLock lock = channel.tryLock();
      // a faster process may already be gone, and the directory with it
      locked = lock != null && Files.exists(file);
    } catch (OverlappingFileLockException e) {
      // held by this process
    } finally {
      if (!locked) {
        channel.close();
      }
    }
    return locked ? channel : null;
  }

  /** Returns the space that a directory's events are for; null if that was not recorded. */
  static @Nullable String space(Path directory) throws IOException {
    try {
      return Files.readString(directory.resolve(SpoolNames.SPACE)).trim();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Records which space the events are for. */
  void aim(String space, Disk disk) throws IOException {
    disk.write(
        path.resolve(SpoolNames.SPACE), (space + "\n").getBytes(StandardCharsets.UTF_8), false);
  }

  /** Returns the files with content, in the order of their creation. */
  List<Path> files() throws IOException {
    return files(path);
  }

  static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> !SpoolNames.name(file).equals(SpoolNames.LOCK))
          .filter(file -> !SpoolNames.name(file).equals(SpoolNames.SPACE))
          .sorted()
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }

  /** Releases the directory, and leaves its files to the next sender. */
  void leave() throws IOException {
    synchronized (mutex(path)) {
      release();
      try {
        if (!deleteIfEmpty()) {
          Files.move(
              path,
              path.resolveSibling(SpoolNames.withOwner(SpoolNames.LEFT, path)),
              StandardCopyOption.ATOMIC_MOVE);
        }
      } catch (NoSuchFileException e) {
        // another process has adopted it meanwhile
      }
    }
  }

  /** Releases a directory that no longer exists. */
  void abandon() {
    try {
      release();
    } catch (IOException e) {
      // nothing is left to release
    }
  }

  private void release() throws IOException {
    lock.close();
  }

  private boolean deleteIfEmpty() throws IOException {
    if (!files().isEmpty()) {
      return false;
    }
    Files.deleteIfExists(path.resolve(SpoolNames.SPACE));
    Files.deleteIfExists(path.resolve(SpoolNames.LOCK));
    Files.delete(path);
    return true;
  }
}

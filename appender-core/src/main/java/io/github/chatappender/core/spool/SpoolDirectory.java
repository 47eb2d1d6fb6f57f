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
 * One sender's directory, locked as long as this object holds it. The lock ends with the process,
 * however that ends.
 *
 * <p>On POSIX a process loses its lock of a file as soon as it closes <em>any</em> channel on that
 * file. Therefore a lock file of this process is never opened a second time: a directory that is
 * taken over gets the process's own name, and one that is left in order gets a name of nobody.
 * (POSIX.1-2017, fcntl, "advisory record locking".)
 */
final class SpoolDirectory {

  private static final int CREATE_TRIES = 5;

  private final Path path;
  private final FileChannel lock;
  private final boolean adopted;

  private SpoolDirectory(Path path, FileChannel lock, boolean adopted) {
    this.path = path;
    this.lock = lock;
    this.adopted = adopted;
  }

  /** Makes a new directory for messages to a space, and the one that holds it if need be. */
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

  /** Somebody who looks for what is left may take a new directory away before it is locked. */
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
    throw new IOException("no directory of our own in " + base);
  }

  /** Takes over the directory of a sender that has ended; null if it has not, or was faster. */
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
    Files.move(path, own, StandardCopyOption.ATOMIC_MOVE); // one of many succeeds
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
   * Returns what all senders of this process hold that look at directories of one base, whatever
   * class loader they are of: of two that open one lock file the second would end the lock of the
   * first.
   */
  @SuppressWarnings("StringIntern") // interned texts are what class loaders have in common
  private static Object mutex(Path directory) {
    return ("google-chat-appender spool " + directory.getParent()).intern();
  }

  /** Where open files pin a directory's name it stays; there a lock belongs to its channel. */
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
      // whoever was faster has perhaps gone already, with the directory
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

  Path path() {
    return path;
  }

  /** Tells whether another sender has filled it. */
  boolean isAdopted() {
    return adopted;
  }

  /** Returns the space that a directory's events are for; null if nobody has written it down. */
  static @Nullable String space(Path directory) throws IOException {
    try {
      return Files.readString(directory.resolve(SpoolNames.SPACE)).trim();
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /** Notes which space the events are for. */
  void aim(String space, Disk disk) throws IOException {
    disk.write(
        path.resolve(SpoolNames.SPACE), (space + "\n").getBytes(StandardCharsets.UTF_8), false);
  }

  /** Returns the files that hold something, in the order in which they were made. */
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

  /** Ends the hold; what is left is for whoever comes next. */
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
        // another process has taken it over meanwhile
      }
    }
  }

  /** Ends the hold of a directory that is not there any more. */
  void abandon() {
    try {
      release();
    } catch (IOException e) {
      // nothing is left to be held
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

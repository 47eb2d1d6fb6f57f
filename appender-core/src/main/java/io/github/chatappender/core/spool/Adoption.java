/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import io.github.chatappender.core.model.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Takes over the directories of ended senders, and reads the files left in them. For the delivery
 * thread.
 */
final class Adoption {

  private final Path base;
  private final Map<Path, SpoolDirectory> directories;
  private final AtomicInteger adopted;
  private final SetAside setAside;
  private final SpoolTrouble trouble;

  /**
   * Creates an adoption.
   *
   * @param base the directory that senders share
   * @param directories the directories that a spool holds; adopted ones are added
   * @param adopted counts the adopted entries
   * @param setAside takes the files that cannot be read
   * @param trouble takes reports of directories and files that cannot be adopted
   */
  Adoption(
      Path base,
      Map<Path, SpoolDirectory> directories,
      AtomicInteger adopted,
      SetAside setAside,
      SpoolTrouble trouble) {
    this.base = base;
    this.directories = directories;
    this.adopted = adopted;
    this.setAside = setAside;
    this.trouble = trouble;
  }

  /** Takes over the directories for a space, one by one, while there is room. */
  Leftovers adopt(String space) {
    Leftovers found = new Leftovers();
    try {
      for (Path path : strangers()) {
        if (adopted.get() >= Spool.MOST_ENTRIES) {
          found.more = true;
          break;
        }
        adoptOrReport(path, space, found);
      }
    } catch (IOException | RuntimeException e) {
      trouble.report(e);
    }
    found.sort();
    return found;
  }

  /** Returns the directories of other senders, the oldest first. */
  private List<Path> strangers() throws IOException {
    if (!Files.isDirectory(base)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.list(base)) {
      return paths
          .filter(path -> SpoolNames.owner(path) != null && Files.isDirectory(path))
          .filter(path -> !directories.containsKey(path))
          .sorted(Comparator.comparingLong(path -> path.toFile().lastModified()))
          .collect(Collectors.toList());
    }
  }

  /** Takes over one directory; if it cannot be read, the others are still processed. */
  private void adoptOrReport(Path path, String space, Leftovers found) {
    try {
      adopt(path, space, found);
    } catch (IOException | RuntimeException e) {
      if (trouble.isNew(path)) {
        trouble.diagnostics.warn("a spool directory could not be taken over: " + e);
      }
    }
  }

  private void adopt(Path path, String space, Leftovers found) throws IOException {
    String itsSpace = SpoolDirectory.space(path);
    if (itsSpace != null && !itsSpace.equals(space)) {
      reportStranger(path, itsSpace);
      return;
    }
    SpoolDirectory directory = SpoolDirectory.adopt(path);
    if (directory == null) {
      return;
    }
    directories.put(directory.path, directory);
    try {
      read(directory, found);
      tidy(directory);
    } catch (IOException | RuntimeException e) {
      directories.remove(directory.path);
      directory.leave();
      throw e;
    }
  }

  private void reportStranger(Path path, String itsSpace) throws IOException {
    if (trouble.isNew(path) && !SpoolDirectory.files(path).isEmpty()) {
      trouble.diagnostics.info(
          "the spool contains events for another space, " + itsSpace + ", left alone: " + path);
    }
  }

  private void read(SpoolDirectory directory, Leftovers found) throws IOException {
    Map<String, Sample> read = new LinkedHashMap<>();
    List<Path> messages = new ArrayList<>();
    for (Path file : directory.files()) {
      String name = SpoolNames.name(file);
      if (name.endsWith(SpoolNames.UNFINISHED)) {
        Files.deleteIfExists(file); // its append has not returned
      } else if (!SpoolNames.isFile(file)) {
        setAside.move(file, "was not written by this appender");
      } else if (name.endsWith(SpoolNames.MESSAGE)) {
        messages.add(file);
      } else {
        LeftFile.read(file, SpoolNames.ENTRY, json -> EntryJson.read(json, file), setAside, trouble)
            .ifPresent(entry -> read.put(name, entry));
      }
    }
    adopted.addAndGet(read.size());
    for (Path file : messages) {
      LeftFile.read(
              file, SpoolNames.MESSAGE, json -> unanswered(file, json, read), setAside, trouble)
          .ifPresent(found.messages::add);
    }
    found.entries.addAll(read.values());
  }

  /** Reads a message, and removes its entries from those already read. */
  private static Leftovers.Unanswered unanswered(
      Path file, String text, Map<String, Sample> entries) throws IOException {
    JsonObject json = JsonObject.read(text);
    SpooledMessage message = SpooledMessage.of(json);
    List<Sample> members = new ArrayList<>();
    for (String name : json.list("entries", String.class)) {
      Sample entry = entries.remove(name);
      if (entry != null) {
        members.add(entry);
      }
    }
    return new Leftovers.Unanswered(file, message, members);
  }

  /** Releases an adopted directory once it is empty. */
  void tidy(SpoolDirectory directory) {
    try {
      if (directory.files().isEmpty()) {
        directories.remove(directory.path);
        directory.leave();
      }
    } catch (IOException | RuntimeException e) {
      trouble.report(e);
    }
  }
}

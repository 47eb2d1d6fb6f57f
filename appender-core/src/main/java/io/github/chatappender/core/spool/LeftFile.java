/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import io.github.chatappender.core.model.CriticalDetails;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the files that a sender has left behind; passes bad ones on with the reason. Stateless. */
final class LeftFile {

  private LeftFile() {}

  static Optional<SpooledEntry> readEntry(
      Path file, long mostBytes, BiConsumer<Path, String> noGood) throws IOException {
    try {
      byte[] bytes = bytes(file, mostBytes);
      EntryJson.Content content = EntryJson.read(SpoolFormat.json(SpoolNames.ENTRY, bytes));
      CriticalDetails kept =
          new CriticalDetails(content.fingerprint, content.keptMillis, file, true);
      return Optional.of(new SpooledEntry(content.entry, kept));
    } catch (SpoolFormat.DamagedException e) {
      noGood.accept(file, e.getMessage());
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      noGood.accept(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return Optional.empty();
  }

  /** Reads a message, and removes its entries from those already read. */
  static Optional<Leftovers.Unanswered> readMessage(
      Path file, long mostBytes, Map<String, SpooledEntry> entries, BiConsumer<Path, String> noGood)
      throws IOException {
    try {
      byte[] bytes = bytes(file, mostBytes);
      Map<String, @Nullable Object> json = Json.read(SpoolFormat.json(SpoolNames.MESSAGE, bytes));
      SpooledMessage message = SpooledMessage.of(json);
      List<SpooledEntry> members = new ArrayList<>();
      for (String name : SpooledMessage.entries(json)) {
        SpooledEntry entry = entries.remove(name);
        if (entry != null) {
          members.add(entry);
        }
      }
      return Optional.of(new Leftovers.Unanswered(file, message, members));
    } catch (SpoolFormat.DamagedException e) {
      noGood.accept(file, e.getMessage());
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      noGood.accept(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return Optional.empty();
  }

  /** Reads a regular file; a pipe or a device could block the reader, or never end. */
  private static byte[] bytes(Path file, long mostBytes)
      throws IOException, SpoolFormat.DamagedException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new SpoolFormat.DamagedException("is not a regular file");
    }
    if (Files.size(file) > mostBytes) {
      return new byte[0];
    }
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(Math.toIntExact(mostBytes));
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import io.github.chatappender.core.model.Kept;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads what a sender has left; what is no good is handed over with the reason. Stateless. */
final class LeftFile {

  private LeftFile() {}

  static Optional<SpooledEntry> readEntry(
      Path file, long mostBytes, BiConsumer<Path, String> noGood) throws IOException {
    byte[] bytes = bytes(file, mostBytes);
    try {
      EntryJson.Content content = EntryJson.read(SpoolFormat.json(SpoolNames.ENTRY, bytes));
      Kept kept = new Kept(content.fingerprint, content.keptMillis, file, true);
      return Optional.of(new SpooledEntry(content.entry, kept));
    } catch (SpoolFormat.DamagedException e) {
      noGood.accept(file, e.getMessage());
    } catch (IOException | RuntimeException e) {
      noGood.accept(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return Optional.empty();
  }

  /** Reads a message, and takes the entries that it tells out of those that were read. */
  static Optional<Leftovers.Unanswered> readMessage(
      Path file, long mostBytes, Map<String, SpooledEntry> entries, BiConsumer<Path, String> noGood)
      throws IOException {
    byte[] bytes = bytes(file, mostBytes);
    try {
      Map<String, @Nullable Object> json = Json.read(SpoolFormat.json(SpoolNames.MESSAGE, bytes));
      SpooledMessage message = SpooledMessage.of(json);
      List<SpooledEntry> told = new ArrayList<>();
      for (String name : SpooledMessage.entries(json)) {
        SpooledEntry entry = entries.remove(name);
        if (entry != null) {
          told.add(entry);
        }
      }
      return Optional.of(new Leftovers.Unanswered(file, message, told));
    } catch (SpoolFormat.DamagedException e) {
      noGood.accept(file, e.getMessage());
    } catch (IOException | RuntimeException e) {
      noGood.accept(file, "cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return Optional.empty();
  }

  /** Reads a file; what cannot be read now may be good all the same. */
  private static byte[] bytes(Path file, long mostBytes) throws IOException {
    return Files.size(file) > mostBytes ? new byte[0] : Files.readAllBytes(file);
  }
}

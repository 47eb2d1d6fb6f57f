/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Checks that no documented configuration lets a host substitute the address, which it may print.
 */
class AddressInDocumentsTest {

  private static final Set<String> NOT_OURS = Set.of("target", ".git", "test");

  private static final Pattern SUBSTITUTED =
      Pattern.compile(
          "(?is)webhookUrl(?:File)?\\W{1,20}\\$\\{|\\$\\{[\\w.:]*(?:WEBHOOK|CHAT)[\\w.]*");

  @Test
  void documentsAndExamples_neverSubstituteTheAddress() throws IOException {
    List<Path> documents = documents();

    assertThat(documents)
        .extracting(path -> path.getFileName().toString())
        .contains(
            "README.md",
            "settings.md",
            "hosts.md",
            "GoogleChatAppender.java",
            "logback-spring.xml",
            "log4j2.xml");
    assertThat(documents)
        .allSatisfy(path -> assertThat(SUBSTITUTED.matcher(text(path)).find()).isFalse());
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    Files.walkFileTree(
        Path.of(".."),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean skipped = NOT_OURS.contains(folder.getFileName().toString());
            return skipped ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (file.toString().matches(".*\\.(md|xml|java|properties|ya?ml|json)")) {
              documents.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return documents;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

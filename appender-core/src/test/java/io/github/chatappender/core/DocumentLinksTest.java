/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.Documents;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Follows every relative link of the documents to its file and its heading. */
class DocumentLinksTest {

  private static final Pattern LINK =
      Pattern.compile("\\]\\(([^)\\s]+)\\)|\\bsrc(?:set)?=\"([^\"]+)\"");
  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```$|^    .*?$|`[^`\n]*`");

  static List<Path> documents() {
    return Documents.all();
  }

  @Test
  void documentsInRootAndDocs_areChecked() {
    assertThat(documents())
        .extracting(document -> document.getFileName().toString())
        .contains("README.md", "RATIONALE.md", "settings.md", "troubleshooting.md");
  }

  @ParameterizedTest
  @MethodSource("documents")
  void everyRelativeLink_leadsToAFileAndAHeading(Path document) {
    List<String> broken = new ArrayList<>();
    Matcher links = LINK.matcher(CODE.matcher(Documents.text(document)).replaceAll(""));
    while (links.find()) {
      String link = links.group(1) == null ? links.group(2) : links.group(1);
      if (!link.matches("https?:.*") && !leadsSomewhere(document, link)) {
        broken.add(link);
      }
    }

    assertThat(broken).isEmpty();
  }

  private static boolean leadsSomewhere(Path document, String link) {
    int hash = link.indexOf('#');
    String file = hash < 0 ? link : link.substring(0, hash);
    Path target = file.isEmpty() ? document : document.resolveSibling(file);
    return Files.exists(target) && (hash < 0 || anchors(target).contains(link.substring(hash + 1)));
  }

  /** Returns the anchors of a page's headings. */
  private static List<String> anchors(Path document) {
    return Documents.text(document)
        .lines()
        .filter(line -> line.matches("#+ .*"))
        .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
        .map(heading -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .collect(Collectors.toList());
  }
}

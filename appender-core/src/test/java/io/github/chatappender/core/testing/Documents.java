/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the project's documents, so that tests can check them. Stateless. */
public final class Documents {

  /** The project's root, relative to a module. */
  public static final Path ROOT = Path.of("..");

  private static final Pattern FENCED =
      Pattern.compile("(?m)^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL);

  private Documents() {}

  /** Returns every document of the root, of {@code docs} and of the benchmarks. */
  public static List<Path> all() {
    return Stream.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("benchmarks"))
        .flatMap(Documents::documentsIn)
        .collect(Collectors.toList());
  }

  /** Returns the text of a document, with Unix line ends. */
  public static String text(Path document) {
    try {
      return Files.readString(document).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text between a document's two comments with a name. */
  public static String marked(String document, String name) {
    String text = text(ROOT.resolve(document));
    String begin = "<!-- " + name + " -->\n";
    int from = text.indexOf(begin);
    int to = text.indexOf("<!-- /" + name + " -->");
    if (from < 0 || to < from) {
      throw new AssertionError(document + " has no part " + name);
    }
    return text.substring(from + begin.length(), to);
  }

  /** Returns a document's fenced blocks in a language. */
  public static List<String> blocks(Path document, String language) {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = FENCED.matcher(text(document));
    while (matcher.find()) {
      if (matcher.group(1).equals(language)) {
        blocks.add(matcher.group(2));
      }
    }
    return blocks;
  }

  /** Returns all documents' fenced blocks in a language that contain a text. */
  public static List<String> blocksWith(String language, String text) {
    return all().stream()
        .flatMap(document -> blocks(document, language).stream())
        .filter(block -> block.contains(text))
        .collect(Collectors.toList());
  }

  /**
   * Returns a documented configuration for a test to run, with the test's address, address file and
   * spool directory.
   *
   * @param address replaces the address in the XML
   * @param folder contains the file and the directory
   */
  public static String runnable(String xml, String address, Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("address.txt"), address);
    return xml.replace(
            "https://chat.googleapis.com/v1/spaces/AAA/messages?key=k&amp;token=t",
            address.replace("&", "&amp;"))
        .replace("/run/secrets/google-chat/webhook", file.toString())
        .replace("/var/spool/orders", folder.resolve("spool").toString());
  }

  private static Stream<Path> documentsIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .sorted()
          .collect(Collectors.toList())
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

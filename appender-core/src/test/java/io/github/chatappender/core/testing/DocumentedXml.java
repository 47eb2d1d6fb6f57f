/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the configurations that the README shows. Stateless. */
public final class DocumentedXml {

  private static final Pattern BLOCK = Pattern.compile("```xml\\n(.*?)```", Pattern.DOTALL);

  private DocumentedXml() {}

  /** Returns the XML of the README that holds a text, block by block. */
  public static List<String> with(String text) throws IOException {
    List<String> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(Path.of("..", "README.md")));
    while (matcher.find()) {
      if (matcher.group(1).contains(text)) {
        blocks.add(matcher.group(1));
      }
    }
    return blocks;
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.strikethrough.StrikethroughExtension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Code;
import org.commonmark.node.Document;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;

/** Reads texts as an implementation of CommonMark does, with GFM's tables and struck text. */
final class Markdown {

  private static final List<Extension> EXTENSIONS =
      List.of(StrikethroughExtension.create(), TablesExtension.create());

  private static final Parser PARSER = Parser.builder().extensions(EXTENSIONS).build();

  /** The harmless nodes; lines that begin with four spaces are shown verbatim. */
  private static final Set<Class<?>> PLAIN =
      Set.of(
          Document.class,
          Paragraph.class,
          Text.class,
          SoftLineBreak.class,
          HardLineBreak.class,
          IndentedCodeBlock.class);

  private static final Set<Class<?>> OURS =
      Set.of(Emphasis.class, StrongEmphasis.class, Code.class, FencedCodeBlock.class);

  private Markdown() {}

  /** Asserts that a text is only text. */
  static void plain(String text, Object input) {
    assertThat(nodes(text))
        .as("<%s> of %s", text, input)
        .extracting(node -> (Object) node.getClass())
        .isSubsetOf(PLAIN);
  }

  /** Asserts that a message has only our marks, and only links that begin with {@code ownLinks}. */
  static void message(String text, String ownLinks, Object input) {
    for (Node node : nodes(text)) {
      if (node instanceof Link) {
        assertThat(((Link) node).getDestination()).as("link of %s", input).startsWith(ownLinks);
      } else {
        assertThat(OURS.contains(node.getClass()) || PLAIN.contains(node.getClass()))
            .as("%s in <%s> of %s", node, text, input)
            .isTrue();
      }
    }
  }

  /** Asserts that a text is one code span, between the given texts. */
  static void code(String before, String text, String after, Object input) {
    List<Node> nodes = nodes(before + "`" + text + "`" + after);

    assertThat(nodes)
        .as("<%s> of %s", text, input)
        .filteredOn(node -> !PLAIN.contains(node.getClass()))
        .singleElement()
        .isInstanceOfSatisfying(
            Code.class, code -> assertThat(code.getLiteral().strip()).isEqualTo(text.strip()));
  }

  /** Asserts that a text is one block of code. */
  static void block(String text, Object input) {
    List<Node> nodes = nodes("before\n```\n" + text + "\n```\nafter");

    assertThat(nodes)
        .as("<%s> of %s", text, input)
        .filteredOn(node -> !PLAIN.contains(node.getClass()))
        .singleElement()
        .isInstanceOfSatisfying(
            FencedCodeBlock.class, block -> assertThat(block.getLiteral()).isEqualTo(text + "\n"));
  }

  /** Returns the kinds of a text's nodes, except the plain ones. */
  static List<String> kinds(String text) {
    List<String> kinds = new ArrayList<>();
    for (Node node : nodes(text)) {
      if (!PLAIN.contains(node.getClass())) {
        kinds.add(node.getClass().getSimpleName());
      }
    }
    return kinds;
  }

  private static List<Node> nodes(String text) {
    List<Node> nodes = new ArrayList<>();
    List<Node> open = new ArrayList<>(List.of(PARSER.parse(text)));
    while (!open.isEmpty()) {
      Node node = open.remove(open.size() - 1);
      nodes.add(node);
      for (Node child = node.getFirstChild(); child != null; child = child.getNext()) {
        open.add(child);
      }
    }
    return nodes;
  }
}

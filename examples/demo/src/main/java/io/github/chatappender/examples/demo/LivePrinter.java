/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.examples.demo;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.io.PrintStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prints the messages that have arrived since it last ran, one line each. Used by one thread. */
final class LivePrinter implements Runnable {
  private final ChatSpace space;
  private final PrintStream out;
  private @Nullable ChatMessage last;

  LivePrinter(ChatSpace space, PrintStream out) {
    this.space = space;
    this.out = out;
  }

  @Override
  public void run() {
    List<ChatMessage> messages = space.messages();
    int printed = last == null ? 0 : messages.indexOf(last) + 1;
    for (ChatMessage message : messages.subList(printed, messages.size())) {
      out.println(Timeline.line(message));
      last = message;
    }
  }
}

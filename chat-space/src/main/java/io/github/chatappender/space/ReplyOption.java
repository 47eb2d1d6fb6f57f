/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

/** How a thread key is handled; the names are the values of {@code messageReplyOption}. */
enum ReplyOption {
  /** Ignores the key: every message opens a thread. Also the default without the parameter. */
  MESSAGE_REPLY_OPTION_UNSPECIFIED,
  /** Replies if the key is known, else opens its thread. */
  REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD,
  /** Replies if the key is known, else posts nothing. */
  REPLY_MESSAGE_OR_FAIL;

  static ReplyOption parse(String name) throws Refusal {
    for (ReplyOption option : values()) {
      if (option.name().equals(name)) {
        return option;
      }
    }
    throw Refusal.invalid("Invalid value at 'message_reply_option': \"" + name + "\"");
  }
}

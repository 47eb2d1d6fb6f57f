/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.ObjectArrayMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ReusableMessage;
import org.apache.logging.log4j.message.StructuredDataCollectionMessage;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a format with placeholders for arguments from the other values that Log4j2's
 * messages return as one: the whole text, a part of it, or nothing. Stateless.
 */
final class Formats {

  private static final String PLACE = "{}";

  private Formats() {}

  /** Returns whether a message is a format with arguments. */
  static boolean hasArguments(@Nullable Message message) {
    if (message instanceof ReusableMessage) {
      // getParameters() would copy them.
      int count = ((ReusableMessage) message).getParameterCount();
      return count > 0 && fillsFormat(message, count);
    }
    if (message == null || isData(message)) {
      return false;
    }
    Object[] parameters = message.getParameters();
    return parameters != null && parameters.length > 0 && fillsFormat(message, parameters.length);
  }

  /**
   * Returns whether a message is data without a format. For structured data Log4j returns only the
   * text as the format, without its id and type.
   */
  private static boolean isData(Message message) {
    return message instanceof MapMessage
        || message instanceof ObjectMessage
        || message instanceof ObjectArrayMessage
        || message instanceof StructuredDataCollectionMessage;
  }

  /**
   * Returns whether arguments fill the format. A text that was logged as an object, or supplied, is
   * both its own format and its own argument.
   */
  @SuppressWarnings("deprecation") // the only way to a message's format that all hosts have
  private static boolean fillsFormat(Message message, int count) {
    String format = message.getFormat();
    if (format == null || format.isEmpty()) {
      return false;
    }
    if (count > 1 || format.contains(PLACE)) {
      return true;
    }
    Object argument = message.getParameters()[0];
    return argument != format;
  }
}

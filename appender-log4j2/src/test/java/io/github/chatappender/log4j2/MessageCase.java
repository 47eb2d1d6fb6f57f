/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.log4j2;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.message.FormattedMessage;
import org.apache.logging.log4j.message.LocalizedMessage;
import org.apache.logging.log4j.message.MapMessage;
import org.apache.logging.log4j.message.Message;
import org.apache.logging.log4j.message.MessageFormatMessage;
import org.apache.logging.log4j.message.ObjectArrayMessage;
import org.apache.logging.log4j.message.ObjectMessage;
import org.apache.logging.log4j.message.ParameterizedMessage;
import org.apache.logging.log4j.message.SimpleMessage;
import org.apache.logging.log4j.message.StringFormattedMessage;
import org.apache.logging.log4j.message.StringMapMessage;
import org.apache.logging.log4j.message.StructuredDataMessage;

/**
 * One way to log an order that has failed, or was refused: the number is an argument, or part of
 * the text. Immutable.
 */
final class MessageCase {

  private final String name;
  private final BiConsumer<Logger, Order> call;

  private MessageCase(String name, BiConsumer<Logger, Order> call) {
    this.name = name;
    this.call = call;
  }

  /** Logs what became of an order. */
  void log(Logger logger, int number, String fate) {
    call.accept(logger, new Order(number, fate));
  }

  @Override
  public String toString() {
    return name;
  }

  static List<MessageCase> all() {
    return List.of(
        // texts
        new MessageCase("text", (logger, order) -> logger.error(order.toString())),
        new MessageCase("text, no arguments", (logger, o) -> logger.error(o.text(), new Object[0])),
        new MessageCase("chars", (logger, o) -> logger.error((CharSequence) o.chars())),
        new MessageCase("supplied text", (logger, order) -> logger.error(() -> order.text())),
        message("simple", (number, fate) -> new SimpleMessage(new Order(number, fate).text())),
        message(
            "simple chars", (number, fate) -> new SimpleMessage(new Order(number, fate).chars())),
        // objects, which have no format though Log4j gives their text for one
        new MessageCase("object", (logger, order) -> logger.error(order)),
        new MessageCase("text as an object", (logger, o) -> logger.error((Object) o.text())),
        new MessageCase("supplied object", (logger, order) -> logger.error(() -> order)),
        message("object message", (number, fate) -> new ObjectMessage(new Order(number, fate))),
        message("text in one", (number, fate) -> new ObjectMessage(new Order(number, fate).text())),
        message("array", (number, fate) -> new ObjectArrayMessage("Order", number, fate)),
        // formats with arguments
        new MessageCase(
            "one argument", (logger, o) -> logger.error("Order {} " + o.fate, o.number)),
        new MessageCase(
            "two arguments",
            (logger, o) -> logger.error("Order {} of {} " + o.fate, o.number, o.customer())),
        new MessageCase(
            "ten arguments",
            (logger, o) ->
                logger.error(
                    "{} {} {} {} {} {} {} {} {} {} " + o.fate,
                    (Object[]) "a b c d e f g h i j".replace("b", o.customer()).split(" "))),
        new MessageCase(
            "an argument too many", (logger, o) -> logger.error("Order " + o.fate, o.number)),
        message(
            "parameterized",
            (number, fate) ->
                new ParameterizedMessage("Order {} of {} " + fate, number, "c" + number)),
        message(
            "parameterized, no arguments",
            (number, fate) -> new ParameterizedMessage(new Order(number, fate).text())),
        message(
            "string format",
            (number, fate) -> new StringFormattedMessage("Order %d " + fate, number)),
        message(
            "message format",
            (number, fate) -> new MessageFormatMessage("Order {0} " + fate, number)),
        message("any format", (number, fate) -> new FormattedMessage("Order {} " + fate, number)),
        message("localized", (number, fate) -> new LocalizedMessage("Order {} " + fate, number)),
        // structured
        message("map", (number, fate) -> new MapMessage<>(Map.of("order", number, fate, true))),
        message(
            "map of strings",
            (number, fate) -> new StringMapMessage(Map.of("customer", "c" + number, fate, "yes"))),
        message("structured, other id", (number, fate) -> structured(fate, "over", "a", number)),
        message("structured, other text", (number, fate) -> structured("o", fate, "a", number)),
        message("structured, other type", (number, fate) -> structured("o", "over", fate, number)),
        message("structured, no text", (number, fate) -> structured(fate, null, "a", number)),
        message(
            "structured, no data",
            (number, fate) -> new StructuredDataMessage("o", new Order(number, fate).text(), "a")),
        // messages of an application
        message("no format", (number, fate) -> new Own(null, new Order(number, fate))),
        message("empty format", (number, fate) -> new Own("", new Order(number, fate))),
        message("no format nor arguments", (number, fate) -> new Own(new Order(number, fate))));
  }

  private static MessageCase message(String name, BiFunction<Integer, String, Message> message) {
    return new MessageCase(
        name, (logger, order) -> logger.error(message.apply(order.number, order.fate)));
  }

  private static Message structured(String id, String text, String type, int number) {
    StructuredDataMessage message = new StructuredDataMessage(id, text, type);
    message.put("order", "number " + number);
    return message;
  }

  /** The logging call. */
  private static final class Order {

    private final int number;
    private final String fate;

    Order(int number, String fate) {
      this.number = number;
      this.fate = fate;
    }

    String text() {
      return "Order " + number + " " + fate;
    }

    StringBuilder chars() {
      return new StringBuilder(text());
    }

    /** Returns a name that no rule for texts takes for an argument. */
    String customer() {
      return number == 1 ? "alice" : "bob";
    }

    @Override
    public String toString() {
      return text();
    }
  }

  /** A message with a format that says nothing. */
  private static final class Own implements Message {

    private static final long serialVersionUID = 1L;

    private final String format;
    private final transient Order order;
    private final transient Object[] parameters;

    Own(Order order) {
      this.format = null;
      this.order = order;
      this.parameters = null;
    }

    Own(String format, Order order) {
      this.format = format;
      this.order = order;
      this.parameters = new Object[] {order};
    }

    @Override
    public String getFormattedMessage() {
      return order.text();
    }

    @Override
    @SuppressWarnings("deprecation") // every host still asks for it
    public String getFormat() {
      return format;
    }

    @Override
    public Object[] getParameters() {
      return parameters;
    }

    @Override
    public Throwable getThrowable() {
      return null;
    }
  }
}

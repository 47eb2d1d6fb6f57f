/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.EarlierLine;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a critical entry as JSON, and reads it. Stateless. */
final class EntryJson {

  private EntryJson() {}

  /** The content of an entry's file. */
  static final class Content {
    final LogEntry entry;
    final String fingerprint;
    final long keptMillis;

    Content(LogEntry entry, String fingerprint, long keptMillis) {
      this.entry = entry;
      this.fingerprint = fingerprint;
      this.keptMillis = keptMillis;
    }
  }

  static String write(LogEntry entry, String fingerprint, long keptMillis) {
    return Json.object(
        json -> {
          json.writeStringField("time", Instant.ofEpochMilli(entry.timeMillis).toString());
          json.writeStringField("kept", Instant.ofEpochMilli(keptMillis).toString());
          json.writeStringField("fingerprint", fingerprint);
          json.writeStringField("severity", entry.severity.name());
          json.writeStringField("mentionSeverity", entry.mentionSeverity().name());
          json.writeStringField("logger", entry.logger);
          json.writeStringField("thread", entry.thread);
          json.writeStringField("message", entry.message);
          json.writeStringField("template", entry.template);
          json.writeBooleanField("arguments", entry.hasArguments);
          json.writeStringField("layout", entry.layoutText);
          json.writeArrayFieldStart("markers");
          for (String marker : entry.markers) {
            json.writeString(marker);
          }
          json.writeEndArray();
          writePairs("mdc", entry.mdc, json);
          writePairs("pairs", entry.keyValues, json);
          json.writeArrayFieldStart("exceptions");
          for (ThrowableInfo thrown : entry.chain) {
            write(thrown, json);
          }
          json.writeEndArray();
          json.writeNumberField("causesLeftOut", entry.causesLeftOut);
          json.writeStringField("sqlState", entry.sqlState);
          json.writeNumberField("vendorCode", entry.vendorCode);
          json.writeArrayFieldStart("before");
          for (EarlierLine line : entry.before) {
            json.writeStartObject();
            json.writeStringField("time", Instant.ofEpochMilli(line.timeMillis).toString());
            json.writeStringField("severity", line.severity.name());
            json.writeStringField("logger", line.logger);
            json.writeStringField("text", line.text);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void writePairs(String name, Map<String, String> pairs, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, String> pair : pairs.entrySet()) {
      json.writeStringField(pair.getKey(), pair.getValue());
    }
    json.writeEndObject();
  }

  private static void write(ThrowableInfo thrown, JsonGenerator json) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", thrown.type);
    json.writeStringField("message", thrown.message);
    json.writeNumberField("omitted", thrown.omittedFrames);
    json.writeArrayFieldStart("frames");
    for (StackTraceElement frame : thrown.frames) {
      json.writeStartArray();
      json.writeString(frame.getClassName());
      json.writeString(frame.getMethodName());
      json.writeString(frame.getFileName());
      json.writeNumber(frame.getLineNumber());
      json.writeEndArray();
    }
    json.writeEndArray();
    if (!thrown.suppressed.isEmpty()) {
      json.writeArrayFieldStart("suppressed");
      for (ThrowableInfo suppressed : thrown.suppressed) {
        write(suppressed, json);
      }
      json.writeEndArray();
      json.writeNumberField("suppressedLeftOut", thrown.suppressedLeftOut);
    }
    json.writeEndObject();
  }

  /**
   * Reads an entry.
   *
   * @throws IOException if the text is not JSON
   * @throws RuntimeException if a field is missing or has another type
   */
  static Content read(String text) throws IOException {
    Map<String, @Nullable Object> json = Json.read(text);
    LogEntry.Builder entry =
        LogEntry.builder(
                Severity.valueOf(string(json, "severity")),
                string(json, "logger"),
                string(json, "message"))
            .timeMillis(millis(json, "time"))
            .thread(string(json, "thread"))
            .template((String) json.get("template"), Boolean.TRUE.equals(json.get("arguments")))
            .layoutText((String) json.get("layout"))
            .critical(Severity.valueOf(string(json, "mentionSeverity")));
    for (Object marker : list(json, "markers")) {
      entry.marker((String) Objects.requireNonNull(marker));
    }
    pairs(json, "mdc").forEach((key, value) -> entry.mdc(key, text(value)));
    pairs(json, "pairs").forEach((key, value) -> entry.keyValue(key, text(value)));
    for (Object thrown : list(json, "exceptions")) {
      entry.throwable(throwable(object(thrown)));
    }
    entry.causesLeftOut(count(json, "causesLeftOut"));
    entry.sql((String) json.get("sqlState"), count(json, "vendorCode"));
    entry.before(before(json));
    return new Content(entry.build(), string(json, "fingerprint"), millis(json, "kept"));
  }

  /** Reads the lines before an event, which files of older versions lack. */
  private static List<EarlierLine> before(Map<String, @Nullable Object> json) {
    List<EarlierLine> lines = new ArrayList<>();
    if (json.containsKey("before")) {
      for (Object item : list(json, "before")) {
        Map<String, @Nullable Object> line = object(item);
        lines.add(
            new EarlierLine(
                millis(line, "time"),
                Severity.valueOf(string(line, "severity")),
                string(line, "logger"),
                string(line, "text")));
      }
    }
    return lines;
  }

  private static ThrowableInfo throwable(Map<String, @Nullable Object> json) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (Object item : list(json, "frames")) {
      List<@Nullable Object> frame = array(item);
      frames.add(
          new StackTraceElement(
              text(frame.get(0)),
              text(frame.get(1)),
              (String) frame.get(2),
              Math.toIntExact((Long) Objects.requireNonNull(frame.get(3)))));
    }
    List<ThrowableInfo> suppressed = new ArrayList<>();
    if (json.containsKey("suppressed")) {
      for (Object item : list(json, "suppressed")) {
        suppressed.add(throwable(object(item)));
      }
    }
    return new ThrowableInfo(
        string(json, "type"),
        (String) json.get("message"),
        frames,
        Math.toIntExact((Long) Objects.requireNonNull(json.get("omitted"))),
        suppressed,
        count(json, "suppressedLeftOut"));
  }

  /** Reads a count that files of older versions lack. */
  private static int count(Map<String, @Nullable Object> json, String name) {
    Object count = json.get(name);
    return count == null ? 0 : Math.toIntExact((Long) count);
  }

  private static long millis(Map<String, @Nullable Object> json, String name) {
    return Instant.parse(string(json, name)).toEpochMilli();
  }

  static String string(Map<String, @Nullable Object> json, String name) {
    return text(json.get(name));
  }

  static List<@Nullable Object> list(Map<String, @Nullable Object> json, String name) {
    return array(json.get(name));
  }

  private static String text(@Nullable Object value) {
    return (String) Objects.requireNonNull(value);
  }

  private static Map<String, @Nullable Object> pairs(
      Map<String, @Nullable Object> json, String name) {
    return object(json.get(name));
  }

  @SuppressWarnings("unchecked") // Json.read returns an array as a list
  private static List<@Nullable Object> array(@Nullable Object value) {
    return (List<@Nullable Object>) Objects.requireNonNull(value);
  }

  @SuppressWarnings("unchecked") // Json.read returns an object as a map
  private static Map<String, @Nullable Object> object(@Nullable Object value) {
    return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
  }
}

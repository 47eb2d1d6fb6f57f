/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.CriticalDetails;
import io.github.chatappender.core.model.EarlierLine;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.Sample;
import io.github.chatappender.core.model.ThrowableInfo;
import io.github.chatappender.core.text.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes a critical entry as JSON, and reads it. Stateless. */
final class EntryJson {

  private EntryJson() {}

  static String write(LogEntry entry, String fingerprint, long keptMillis) {
    return Json.readable(
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
   * @param file where the text comes from
   * @throws IOException if the text is not JSON
   * @throws RuntimeException if a field is missing or has another type
   */
  static Sample read(String text, Path file) throws IOException {
    JsonObject json = JsonObject.read(text);
    LogEntry.Builder entry =
        LogEntry.builder(
                Severity.valueOf(json.string("severity")),
                json.string("logger"),
                json.string("message"))
            .timeMillis(json.millis("time"))
            .thread(json.string("thread"))
            .template(json.stringOrNull("template"), json.isTrue("arguments"))
            .layoutText(json.stringOrNull("layout"))
            .critical(Severity.valueOf(json.string("mentionSeverity")));
    json.list("markers", String.class).forEach(entry::marker);
    json.strings("mdc").forEach(entry::mdc);
    json.strings("pairs").forEach(entry::keyValue);
    json.list("exceptions", JsonObject.class).forEach(thrown -> entry.throwable(throwable(thrown)));
    entry.causesLeftOut(json.count("causesLeftOut"));
    entry.sql(json.stringOrNull("sqlState"), json.count("vendorCode"));
    entry.before(before(json));
    return Sample.critical(
        entry.build(),
        new CriticalDetails(json.string("fingerprint"), json.millis("kept"), file, true));
  }

  /** Reads the lines before an event, which files of older versions lack. */
  private static List<EarlierLine> before(JsonObject json) {
    List<EarlierLine> lines = new ArrayList<>();
    if (json.has("before")) {
      for (JsonObject line : json.list("before", JsonObject.class)) {
        lines.add(
            new EarlierLine(
                line.millis("time"),
                Severity.valueOf(line.string("severity")),
                line.string("logger"),
                line.string("text")));
      }
    }
    return lines;
  }

  private static ThrowableInfo throwable(JsonObject json) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (List<?> frame : json.list("frames", List.class)) {
      frames.add(
          new StackTraceElement(
              (String) frame.get(0),
              (String) frame.get(1),
              (String) frame.get(2),
              Math.toIntExact((Long) frame.get(3))));
    }
    List<ThrowableInfo> suppressed = new ArrayList<>();
    if (json.has("suppressed")) {
      json.list("suppressed", JsonObject.class).forEach(one -> suppressed.add(throwable(one)));
    }
    return new ThrowableInfo(
        json.string("type"),
        json.stringOrNull("message"),
        frames,
        json.count("omitted"),
        suppressed,
        json.count("suppressedLeftOut"));
  }
}

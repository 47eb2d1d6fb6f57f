/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import io.github.chatappender.core.config.LinkTemplate;
import io.github.chatappender.core.config.SenderConfig;
import io.github.chatappender.core.incident.Part;
import io.github.chatappender.core.model.LogEntry;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fills in the configured links, and leaves out those that lack a value. Immutable. */
final class Links {

  /** A name that compilers write, not the path or the placeholder of some scripting languages. */
  private static final Pattern SOURCE_FILE = Pattern.compile("[^/\\\\<>]*\\.[^/\\\\<>.]+");

  private final SenderConfig config;

  Links(SenderConfig config) {
    this.config = config;
  }

  /** Returns the trace id; null if the event has none. */
  static @Nullable String traceId(LogEntry entry) {
    for (String key : LogEntry.TRACE_KEYS) {
      String value = entry.mdc(key);
      value = value == null ? entry.keyValues.get(key) : value;
      if (value != null && !value.isBlank()) {
        return value.strip();
      }
    }
    return null;
  }

  /** Returns each link: its configured label, and its address in ASCII. */
  List<Fact> of(Part part) {
    List<Fact> links = new ArrayList<>();
    for (LinkTemplate template : config.look.links) {
      String filled = template.expand(name -> value(name, part));
      String url = filled == null ? null : absoluteHttps(filled);
      if (url != null) {
        links.add(new Fact(template.label, url));
      }
    }
    return links;
  }

  /**
   * Returns an address in ASCII; null unless it is absolute and https, because one invalid button
   * hides the whole card.
   */
  static @Nullable String absoluteHttps(String url) {
    try {
      URI uri = new URI(url);
      return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null
          ? uri.toASCIIString()
          : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private @Nullable String value(String name, Part part) {
    LogEntry entry = part.entry;
    switch (name) {
      case "traceId":
        return traceId(entry);
      case "fingerprint":
        return part.fingerprint;
      case "logger":
        return entry.logger;
      case "instance":
        return config.instance;
      case "application":
        return config.application;
      case "environment":
        return config.environment;
      case "version":
        return config.build.version();
      case "commit":
        return config.build.commit();
      case "from":
        return minute(part.sinceMillis);
      case "to":
        return Instant.parse(minute(part.lastMillis)).plus(1, ChronoUnit.MINUTES).toString();
      default:
        return name.startsWith(LinkTemplate.MDC)
            ? entry.mdc(name.substring(LinkTemplate.MDC.length()))
            : ofSource(name, Headline.top(entry.chain, config.ownCode.framesOf(entry.logger)));
    }
  }

  /** Returns what a link to the source of a frame needs; null if the frame does not have it. */
  private static @Nullable String ofSource(String name, @Nullable StackTraceElement frame) {
    if (frame == null) {
      return null;
    }
    String file = frame.getFileName();
    boolean named = file != null && SOURCE_FILE.matcher(file).matches();
    switch (name) {
      case "class":
        return CodeNames.type(frame.getClassName());
      case "method":
        return CodeNames.methodName(frame.getMethodName());
      case "line":
        return frame.getLineNumber() > 0 ? "" + frame.getLineNumber() : null;
      case "file":
        return named ? file : null;
      default:
        return named ? folder(frame.getClassName()) + file : null;
    }
  }

  /** Returns the folder of a package, which is that of the class with the frame's file. */
  private static String folder(String className) {
    return className.substring(0, className.lastIndexOf('.') + 1).replace('.', '/');
  }

  /** Returns the start of a time's minute, so that a range leaves out nothing at its edges. */
  private static String minute(long millis) {
    return Instant.ofEpochMilli(millis).truncatedTo(ChronoUnit.MINUTES).toString();
  }
}

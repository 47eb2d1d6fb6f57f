/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import io.github.chatappender.core.config.ProcessFacts;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A process with only those facts that a test sets. Thread-safe, except for the lists. */
public final class FakeProcessFacts implements ProcessFacts {

  private final Map<String, String> variables = new ConcurrentHashMap<>();
  private final Map<String, String> properties = new ConcurrentHashMap<>();
  private final Map<String, String> files = new ConcurrentHashMap<>();
  private final Map<String, IOException> brokenFiles = new ConcurrentHashMap<>();
  private final List<String> filesRead = new ArrayList<>();
  private final Map<String, String> mainJarAttributes = new ConcurrentHashMap<>();
  private volatile @Nullable String webApplication;
  private final Map<String, Properties> applicationFiles = new ConcurrentHashMap<>();
  private final AtomicInteger lookups = new AtomicInteger();
  private volatile @Nullable Long startMillis;

  public FakeProcessFacts variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  public FakeProcessFacts property(String name, String value) {
    properties.put(name, value);
    return this;
  }

  public FakeProcessFacts file(String path, String text) {
    files.put(path, text);
    return this;
  }

  public FakeProcessFacts brokenFile(String path, IOException failure) {
    brokenFiles.put(path, failure);
    return this;
  }

  public FakeProcessFacts mainJarVersion(String version) {
    return mainJarAttribute("Implementation-Version", version);
  }

  public FakeProcessFacts mainJarAttribute(String name, String value) {
    mainJarAttributes.put(name, value);
    return this;
  }

  public FakeProcessFacts buildVersion(String version) {
    return applicationFile("META-INF/build-info.properties", "build.version", version);
  }

  /** Adds a property to a file on the application's class path. */
  public FakeProcessFacts applicationFile(String name, String key, String value) {
    applicationFiles.computeIfAbsent(name, n -> new Properties()).setProperty(key, value);
    return this;
  }

  public FakeProcessFacts webApplication(String name) {
    webApplication = name;
    return this;
  }

  public FakeProcessFacts startMillis(long millis) {
    startMillis = millis;
    return this;
  }

  /** Returns how often the archive or a file of the application was looked for. */
  public int lookups() {
    return lookups.get();
  }

  /** Returns the paths read so far, in order. */
  public synchronized List<String> filesRead() {
    return List.copyOf(filesRead);
  }

  @Override
  public @Nullable String environmentVariable(String name) {
    return variables.get(name);
  }

  @Override
  public @Nullable String systemProperty(String name) {
    return properties.get(name);
  }

  @Override
  public synchronized String readFile(String path) throws IOException {
    filesRead.add(path);
    IOException failure = brokenFiles.get(path);
    if (failure != null) {
      throw failure;
    }
    String text = files.get(path);
    if (text == null) {
      throw new NoSuchFileException(path);
    }
    return text;
  }

  @Override
  public @Nullable String mainJarAttribute(String attribute) {
    return mainJarAttributes.get(attribute);
  }

  @Override
  public @Nullable String manifestVersion() {
    lookups.incrementAndGet();
    return mainJarAttributes.get("Implementation-Version");
  }

  @Override
  public Properties applicationFile(String name) {
    lookups.incrementAndGet();
    return applicationFiles.getOrDefault(name, new Properties());
  }

  @Override
  public @Nullable Long startMillis() {
    return startMillis;
  }

  @Override
  public @Nullable String webApplication() {
    return webApplication;
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.config;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Properties;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads properties files that the application's build left on the class path. Libraries bring files
 * of the same name: a file counts only if it is in a directory of classes, in the classes of a
 * Spring Boot jar or a WAR, or in the main jar. Never throws if a file is missing or damaged.
 */
final class ApplicationFiles {

  /** More files of one name than libraries bring. */
  private static final int MOST_FILES = 100;

  private static final Pattern REMOTE = Pattern.compile("(?i)(https?|ftp):");

  private ApplicationFiles() {}

  /**
   * Reads the first file of a name that is the application's.
   *
   * @param name the resource's name
   * @param loader where to look for it
   * @param mainJar the jar that was started, null if none was
   * @return its properties, none if there is no such file
   */
  static Properties read(String name, @Nullable ClassLoader loader, @Nullable File mainJar) {
    Properties properties = new Properties();
    try {
      URL url = find(name, loader, mainJar);
      if (url != null) {
        properties.load(new ByteArrayInputStream(read(url)));
      }
      return properties;
    } catch (IOException | RuntimeException e) {
      return new Properties();
    }
  }

  private static @Nullable URL find(
      String name, @Nullable ClassLoader loader, @Nullable File mainJar) throws IOException {
    if (loader == null) {
      return null;
    }
    Enumeration<URL> urls = loader.getResources(name);
    for (int i = 0; i < MOST_FILES && urls.hasMoreElements(); i++) {
      URL url = urls.nextElement();
      if (isOwn(url.toString(), mainJar)) {
        return url;
      }
    }
    return null;
  }

  /** Returns whether a resource belongs to the application, not to one of its libraries. */
  static boolean isOwn(String url, @Nullable File mainJar) {
    if (REMOTE.matcher(url).find()) {
      return false; // our thread does not wait for a network
    }
    return url.startsWith("file:")
        || url.startsWith("resource:") // of a native image
        || url.contains("BOOT-INF/classes")
        || url.contains("WEB-INF/classes")
        || isIn(mainJar, url);
  }

  private static boolean isIn(@Nullable File mainJar, String url) {
    int end = url.indexOf("!/");
    if (mainJar == null || end < 0 || !url.startsWith("jar:file:")) {
      return false;
    }
    try {
      File jar = Path.of(URI.create(url.substring("jar:".length(), end))).toFile();
      return jar.getCanonicalFile().equals(mainJar.getCanonicalFile());
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private static byte[] read(URL url) throws IOException {
    URLConnection connection = url.openConnection();
    connection.setUseCaches(false); // a jar in the cache would stay open
    try (InputStream in = connection.getInputStream()) {
      return in.readNBytes(ProcessFacts.MOST_BYTES);
    }
  }
}

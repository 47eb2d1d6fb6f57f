/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.Diagnostics;
import io.github.chatappender.core.api.Setting;
import java.io.File;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Logs in a class loader that is closed at once, as Maven's exec:java does; then the JVM ends. With
 * a second argument the sender is stopped first.
 */
public final class ClosedLoaderMain {

  private ClosedLoaderMain() {}

  public static void main(String[] arguments) throws Exception {
    String[] entries = System.getProperty("java.class.path").split(File.pathSeparator, -1);
    URL[] path = new URL[entries.length];
    for (int i = 0; i < path.length; i++) {
      path[i] = Path.of(entries[i]).toUri().toURL();
    }
    Runnable stop;
    try (URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader())) {
      Method log =
          loader.loadClass(ClosedLoaderMain.class.getName()).getMethod("log", String.class);
      stop = (Runnable) log.invoke(null, arguments[0]);
    }
    if (arguments.length > 1) {
      stop.run();
    }
  }

  /** Logs an event; returns how to stop the sender. */
  public static Runnable log(String address) {
    ChatSender sender =
        Senders.start(
            Senders.fast(address)
                .set(Setting.FIRST_WAIT, "60 s")
                .set(Setting.SHUTDOWN_HOOK, "true"),
            new Printing());
    Senders.append(sender, "last words");
    return new Runnable() {
      @Override
      public void run() {
        System.out.println("settled: " + sender.close());
      }
    };
  }

  /** Prints the lines that people see. */
  private static final class Printing implements Diagnostics {

    @Override
    public void info(String message) {
      // not for people
    }

    @Override
    public void warn(String message) {
      // not for people
    }

    @Override
    public void alert(String message) {
      System.out.println(message);
    }

    @Override
    public void fault(String message) {
      System.out.println(message);
    }
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.io.IOException;
import java.io.InputStream;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Objects;
import java.util.concurrent.Executor;

/** Simulates a web application's class loader, with the appender installed above it. */
public final class ForeignLoader extends ClassLoader {

  private ForeignLoader() {
    super(ForeignLoader.class.getClassLoader());
  }

  /** Returns an executor, defined by a new loader, that runs tasks on the calling thread. */
  public static Executor caller() throws ReflectiveOperationException, IOException {
    return (Executor) new ForeignLoader().define().getDeclaredConstructor().newInstance();
  }

  private Class<?> define() throws IOException {
    String name = Caller.class.getName();
    try (InputStream in =
        Objects.requireNonNull(
            ForeignLoader.class.getResourceAsStream("/" + name.replace('.', '/') + ".class"))) {
      byte[] bytes = in.readAllBytes();
      ProtectionDomain domain =
          new ProtectionDomain(
              new CodeSource(null, (java.security.cert.Certificate[]) null), null, this, null);
      return defineClass(name, bytes, 0, bytes.length, domain);
    }
  }

  /** An application's method between a thread's start and a logging call. */
  public static final class Caller implements Executor {

    /** Creates a caller, by reflection. */
    public Caller() {}

    @Override
    public void execute(Runnable action) {
      action.run();
    }
  }
}

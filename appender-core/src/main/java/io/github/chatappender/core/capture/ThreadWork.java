/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import io.github.chatappender.core.model.OwnCode;
import java.util.Iterator;
import java.util.stream.Stream;

/**
 * Decides whether everything that the calling thread has logged belongs together. It does on a
 * thread that runs {@code main} or was started by the application's own code, and on a virtual
 * thread, which does one task. It does not on a thread of a pool or of an event loop, which serves
 * one request after the other, or pieces of several. Immutable.
 */
final class ThreadWork {

  /** What runs pieces of several tasks in turns, on any kind of thread. */
  private static final String[] LOOPS = {
    "kotlinx.coroutines.",
    "kotlin.coroutines.",
    "reactor.",
    "rx.",
    "io.reactivex.",
    "io.netty.",
    "io.vertx.",
    "scala.concurrent.",
    "cats.effect.",
    "zio.",
    "akka.",
    "org.apache.pekko.",
    "java.awt.EventDispatchThread",
  };

  /** What runs tasks of others on a thread that the application has started. */
  private static final String[] POOLS = {
    "java.util.concurrent.ThreadPoolExecutor",
    "java.util.concurrent.ForkJoin",
    "jakarta.servlet.",
    "javax.servlet.",
  };

  private static final String VIRTUAL_THREAD = "java.lang.VirtualThread";

  private final StackWalker walker = StackWalker.getInstance();
  private final OwnCode ownCode;

  ThreadWork(OwnCode ownCode) {
    this.ownCode = ownCode;
  }

  /** Walks the stack, which takes some microseconds. */
  boolean isOneTask() {
    return walker.walk(this::isOneTask);
  }

  private boolean isOneTask(Stream<StackWalker.StackFrame> frames) {
    boolean virtual = Thread.currentThread().getClass().getName().equals(VIRTUAL_THREAD);
    StackWalker.StackFrame outermost = null;
    for (Iterator<StackWalker.StackFrame> all = frames.iterator(); all.hasNext(); ) {
      StackWalker.StackFrame frame = all.next();
      String name = frame.getClassName();
      if (startsWithAny(name, LOOPS) || (!virtual && startsWithAny(name, POOLS))) {
        return false;
      }
      outermost = name.equals("java.lang.Thread") ? outermost : frame;
    }
    return virtual
        || (outermost != null
            && (outermost.getMethodName().equals("main")
                || ownCode.isOwn(outermost.getClassName())));
  }

  private static boolean startsWithAny(String name, String[] prefixes) {
    for (String prefix : prefixes) {
      if (name.startsWith(prefix)) {
        return true;
      }
    }
    return false;
  }
}

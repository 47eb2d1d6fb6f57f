/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import com.acme.ClientException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.apache.http.conn.HttpHostConnectException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;

/** Creates the exceptions of the fingerprint's vectors: real ones, with frames as written there. */
final class Scripted {

  private static final int OVERFLOW_FRAMES = 1_024;

  private Scripted() {}

  static ClientException s1() {
    return s1(new SocketTimeoutException("Read timed out"));
  }

  static ClientException s1(Throwable root) {
    return client(
        framed(
            root,
            "java.net.SocketInputStream#read",
            "com.acme.HttpStack#get",
            "com.acme.Client#lambda$getThings$0",
            "com.acme.Client#getThings",
            "com.acme.Service$$SpringCGLIB$$0#display",
            "com.acme.Service#display"));
  }

  static ClientException s2() {
    return client(
        framed(
            new SocketTimeoutException("timeout"),
            "sun.nio.ch.NioSocketImpl#timedRead",
            "com.acme.HttpStack#get",
            "com.acme.Client#lambda$getThings$7",
            "com.acme.Client#getThings",
            "com.acme.Service#display"));
  }

  static ClientException s3() {
    return s1(new SSLException("handshake failed"));
  }

  static ExecutionException s4() {
    return new ExecutionException(new CompletionException(s1()));
  }

  /** Thrown in a parallel stream, by a worker of the pool. */
  static NullPointerException t1() {
    return framed(new NullPointerException(), inAPool());
  }

  /** T1 on the thread that called the pool. */
  static NullPointerException t2() {
    List<String> frames = new ArrayList<>(List.of(inAPool()));
    frames.add("com.acme.BillingRun#runBatch");
    frames.add("com.acme.BillingRun#lambda$run$1");
    return framed(new NullPointerException(), frames.toArray(new String[0]));
  }

  private static String[] inAPool() {
    return new String[] {
      "com.acme.TaxTable#withTax",
      "com.acme.InvoiceJob#bill",
      "com.acme.BillingRun#lambda$runBatch$2",
      "java.util.stream.ForEachOps$ForEachOp$OfRef#accept",
      "java.util.stream.AbstractPipeline#copyInto",
      "java.util.concurrent.ForkJoinTask#doExec"
    };
  }

  static HttpHostConnectException g1() {
    return new HttpHostConnectException(
        "Connect to payments.internal:443 [payments.internal/10.0.0.7] failed: Connection refused",
        new ConnectException("Connection refused"));
  }

  static OutOfMemoryError g2() {
    return new OutOfMemoryError("Java heap space");
  }

  static CannotGetJdbcConnectionException c1() {
    Throwable root = framed(new ConnectException("refused"), "sun.nio.ch.Net#connect");
    return framed(
        new CannotGetJdbcConnectionException("no connection", root), "com.acme.Repo#find");
  }

  static StackOverflowError o1() {
    return overflow(OVERFLOW_FRAMES);
  }

  /** O1 in a JVM that keeps another number of frames. */
  static StackOverflowError overflow(int frames) {
    return framed(new StackOverflowError(), cycle(frames).toArray(new String[0]));
  }

  static StackOverflowError o2() {
    List<String> frames = cycle(OVERFLOW_FRAMES - 1);
    frames.add(0, "java.util.HashMap#hash");
    return framed(new StackOverflowError(), frames.toArray(new String[0]));
  }

  static NullPointerException n1() {
    return framed(new NullPointerException());
  }

  /** S1, whose root's cause is the exception that it caused. */
  static ClientException cyclic() {
    SocketTimeoutException root = new SocketTimeoutException("Read timed out");
    ClientException outer = s1(root);
    root.initCause(outer);
    return outer;
  }

  /** Sets an exception's frames, each written as class#method, with arbitrary line numbers. */
  static <T extends Throwable> T framed(T thrown, String... frames) {
    StackTraceElement[] elements = new StackTraceElement[frames.length];
    for (int i = 0; i < frames.length; i++) {
      String[] names = frames[i].split("#", -1);
      elements[i] = new StackTraceElement(names[0], names[1], "F.java", i + 1);
    }
    thrown.setStackTrace(elements);
    return thrown;
  }

  private static ClientException client(Throwable root) {
    return framed(
        new ClientException("no things", root), "com.acme.Client#wrap", "com.acme.Main#main");
  }

  private static List<String> cycle(int frames) {
    List<String> cycle = new ArrayList<>(frames);
    for (int i = 0; i < frames; i++) {
      cycle.add(i % 2 == 0 ? "com.acme.Tree#left" : "com.acme.Tree$1#right");
    }
    return cycle;
  }
}

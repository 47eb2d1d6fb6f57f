/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static io.github.chatappender.core.fingerprint.Entries.entry;
import static io.github.chatappender.core.fingerprint.Entries.exception;
import static io.github.chatappender.core.fingerprint.Entries.template;
import static io.github.chatappender.core.fingerprint.Entries.text;
import static io.github.chatappender.core.fingerprint.Entries.thrown;
import static io.github.chatappender.core.fingerprint.Entries.withMessage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests version 1 against its published vectors: a change here breaks every known thread key. */
class FingerprintVectorsTest {

  private static final String S1 = "9633125de3dfbf92";
  private static final String T1 = "941ab6385d52886a";
  private static final String O1 = "816c9401a0d3cd99";
  private static final String STACK =
      "\ntype=com.acme.ClientException"
          + "\nframe=com.acme.HttpStack#get"
          + "\nframe=com.acme.Client#getThings"
          + "\nframe=com.acme.Service#display";

  private final Fingerprinter fingerprinter = Entries.fingerprinter();

  @Test
  void m1_usesItsTemplate() {
    check(
        template("Order {} failed for {}", "Order 8123 failed for alice"),
        "kind=message\nlogger=com.acme.shop.OrderService\nmsg=Order {} failed for {}",
        "759f16e9bb8e1d67");
  }

  @Test
  void m2AndM3_haveOneNormalizedText() {
    String canonical =
        "kind=message\nlogger=com.acme.shop.OrderService\nmsg=Order <n> failed for <str>";
    check(text("Order 8123 failed for 'alice'"), canonical, "c9cca2d1e331ab45");
    check(text("Order 99 failed for 'bob'"), canonical, "c9cca2d1e331ab45");
  }

  @Test
  void m4_differsByItsLogger() {
    check(
        entry("com.acme.shop.Other", "Order 99 failed for 'bob'").build(),
        "kind=message\nlogger=com.acme.shop.Other\nmsg=Order <n> failed for <str>",
        "ed0adf9a189be554");
  }

  @Test
  void s1AndS2_haveOneStack() {
    String canonical = "kind=stack\ntype=java.net.SocketTimeoutException" + STACK;
    check(thrown("a", client(), s1("java.net.SocketTimeoutException")), canonical, S1);
    check(thrown("b", client(), s2()), canonical, S1);
  }

  @Test
  void s3_differsByItsRoot() {
    check(
        thrown("a", client(), s1("javax.net.ssl.SSLException")),
        "kind=stack\ntype=javax.net.ssl.SSLException" + STACK,
        "6098233cd91d33de");
  }

  @Test
  void s4_equalsS1WithoutWrappers() {
    check(
        thrown(
            "a",
            exception("java.util.concurrent.ExecutionException", "com.acme.Waiter#await"),
            exception("java.util.concurrent.CompletionException", "com.acme.Stage#run"),
            client(),
            s1("java.net.SocketTimeoutException")),
        "kind=stack\ntype=java.net.SocketTimeoutException" + STACK,
        S1);
  }

  @Test
  void t1AndT2_areOneProblemOfAPool() {
    String canonical =
        "kind=stack\ntype=java.lang.NullPointerException\nframe=com.acme.TaxTable#withTax"
            + "\nframe=com.acme.InvoiceJob#bill\nframe=com.acme.BillingRun#runBatch";
    List<String> worker =
        List.of(
            "com.acme.TaxTable#withTax",
            "com.acme.InvoiceJob#bill",
            "com.acme.BillingRun#lambda$runBatch$2",
            "java.util.stream.ForEachOps$ForEachOp$OfRef#accept");
    List<String> caller = new ArrayList<>(worker);
    caller.add("com.acme.BillingRun#runBatch");
    caller.add("com.acme.BillingRun#lambda$run$1");

    check(thrown("a", exception("java.lang.NullPointerException", worker)), canonical, T1);
    check(thrown("b", exception("java.lang.NullPointerException", caller)), canonical, T1);
  }

  @Test
  void g1_usesItsTypesAndTarget() {
    check(
        thrown(
            "a",
            withMessage(
                "org.apache.http.conn.HttpHostConnectException",
                "Connect to payments.internal:443 [payments.internal/10.0.0.7] failed:"
                    + " Connection refused",
                List.of("com.acme.Client#pay")),
            withMessage(
                "java.net.ConnectException",
                "Connection refused",
                List.of("sun.nio.ch.Net#connect"))),
        "kind=class\ntype=java.net.ConnectException"
            + "\ntype=org.apache.http.conn.HttpHostConnectException\ntarget=payments.internal",
        "fe54e82e0a8c1cd8");
  }

  @Test
  void g2_usesItsTypeAndMessage() {
    check(
        thrown(
            "a",
            withMessage(
                "java.lang.OutOfMemoryError", "Java heap space", List.of("com.acme.Cache#grow"))),
        "kind=class\ntype=java.lang.OutOfMemoryError\nexmsg=Java heap space",
        "58285055db673a44");
  }

  @Test
  void u1AndU2_haveOneText() {
    String canonical = "kind=message\nlogger=com.acme.shop.OrderService\nmsg=Order <id> took <n>ms";
    check(text("Order 7C9F2X took 95ms"), canonical, "20390138f0102f5d");
    check(text("Order K7QP44 took 1250ms"), canonical, "20390138f0102f5d");
  }

  @Test
  void c1_usesItsTypes() {
    check(
        thrown(
            "no connection",
            exception(
                "org.springframework.jdbc.CannotGetJdbcConnectionException", "com.acme.Repo#find"),
            exception("java.net.ConnectException", "sun.nio.ch.Net#connect")),
        "kind=class\ntype=java.net.ConnectException"
            + "\ntype=org.springframework.jdbc.CannotGetJdbcConnectionException",
        "777c05731ecfebc5");
  }

  @Test
  void o1AndO2_haveOneCycle() {
    List<String> o1 = new ArrayList<>();
    for (int i = 0; i < 512; i++) {
      o1.add("com.acme.Tree#left");
      o1.add("com.acme.Tree$1#right");
    }
    List<String> o2 = new ArrayList<>(o1.subList(0, 1_023));
    o2.add(0, "java.util.HashMap#hash");
    String canonical =
        "kind=cycle\ntype=java.lang.StackOverflowError"
            + "\nframe=com.acme.Tree#left\nframe=com.acme.Tree$*#right";

    check(thrown("a", exception("java.lang.StackOverflowError", o1)), canonical, O1);
    check(thrown("b", exception("java.lang.StackOverflowError", o2)), canonical, O1);
  }

  @Test
  void n1_usesItsTypeAndTemplate() {
    check(
        entry(Entries.LOGGER, "Cannot price 7")
            .template("Cannot price {}", true)
            .throwable(exception("java.lang.NullPointerException"))
            .build(),
        "kind=stackless\ntype=java.lang.NullPointerException"
            + "\nlogger=com.acme.shop.OrderService\nmsg=Cannot price {}",
        "29f8d77343721141");
  }

  private static ThrowableInfo client() {
    return exception("com.acme.ClientException", "com.acme.Client#wrap", "com.acme.Main#main");
  }

  private static ThrowableInfo s1(String type) {
    return exception(
        type,
        "java.net.SocketInputStream#read",
        "com.acme.HttpStack#get",
        "com.acme.Client#lambda$getThings$0",
        "com.acme.Client#getThings",
        "com.acme.Service$$SpringCGLIB$$0#display",
        "com.acme.Service#display");
  }

  private static ThrowableInfo s2() {
    return exception(
        "java.net.SocketTimeoutException",
        "sun.nio.ch.NioSocketImpl#timedRead",
        "com.acme.HttpStack#get",
        "com.acme.Client#lambda$getThings$7",
        "com.acme.Client#getThings",
        "com.acme.Service#display");
  }

  private void check(LogEntry entry, String canonicalAfterVersion, String hex) {
    Fingerprint fingerprint = fingerprinter.of(entry);

    assertThat(fingerprint.canonicalText).isEqualTo("v1\n" + canonicalAfterVersion);
    assertThat(fingerprint.hex).isEqualTo(hex);
  }
}

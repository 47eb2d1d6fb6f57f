/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Consumer;

/**
 * One published example of the fingerprint: a call, and the expected result. Immutable.
 *
 * <p>Checks the canonical texts against the published hex digits without using the library's code,
 * so that a wrong example cannot hide a wrong rule.
 */
final class FingerprintVector {

  static final String LOGGER = "com.acme.shop.OrderService";

  private static final String STACK_S1 =
      "\ntype=com.acme.ClientException"
          + "\nframe=com.acme.HttpStack#get"
          + "\nframe=com.acme.Client#getThings"
          + "\nframe=com.acme.Service#display";
  private static final String S1 = "kind=stack\ntype=java.net.SocketTimeoutException" + STACK_S1;
  private static final String M2 =
      "kind=message\nlogger=" + LOGGER + "\nmsg=Order <n> failed for <str>";
  private static final String T1 =
      "kind=stack\ntype=java.lang.NullPointerException\nframe=com.acme.TaxTable#withTax"
          + "\nframe=com.acme.InvoiceJob#bill\nframe=com.acme.BillingRun#runBatch";
  private static final String U1 = "kind=message\nlogger=" + LOGGER + "\nmsg=Order <id> took <n>ms";
  private static final String O1 =
      "kind=cycle\ntype=java.lang.StackOverflowError"
          + "\nframe=com.acme.Tree#left\nframe=com.acme.Tree$*#right";

  final String name;
  final String canonicalText;
  final String hex;
  final Consumer<LoggingHost> call;

  private FingerprintVector(
      String name, String afterVersion, String hex, Consumer<LoggingHost> call) {
    this.name = name;
    this.canonicalText = "v1\n" + afterVersion;
    this.hex = hex;
    this.call = call;
  }

  static List<FingerprintVector> all() {
    return List.of(
        new FingerprintVector(
            "M1",
            "kind=message\nlogger=" + LOGGER + "\nmsg=Order {} failed for {}",
            "759f16e9bb8e1d67",
            host -> host.errorWith(LOGGER, "Order {} failed for {}", 8123, "alice")),
        text("M2", M2, "c9cca2d1e331ab45", "Order 8123 failed for 'alice'"),
        text("M3", M2, "c9cca2d1e331ab45", "Order 99 failed for 'bob'"),
        new FingerprintVector(
            "M4",
            "kind=message\nlogger=com.acme.shop.Other\nmsg=Order <n> failed for <str>",
            "ed0adf9a189be554",
            host -> host.error("com.acme.shop.Other", "Order 99 failed for 'bob'")),
        thrown("S1", S1, "9633125de3dfbf92", "a", Scripted.s1()),
        thrown("S2", S1, "9633125de3dfbf92", "b", Scripted.s2()),
        thrown(
            "S3",
            "kind=stack\ntype=javax.net.ssl.SSLException" + STACK_S1,
            "6098233cd91d33de",
            "a",
            Scripted.s3()),
        thrown("S4", S1, "9633125de3dfbf92", "a", Scripted.s4()),
        thrown(
            "C1",
            "kind=class\ntype=java.net.ConnectException"
                + "\ntype=org.springframework.jdbc.CannotGetJdbcConnectionException",
            "777c05731ecfebc5",
            "no connection",
            Scripted.c1()),
        thrown("T1", T1, "941ab6385d52886a", "a", Scripted.t1()),
        thrown("T2", T1, "941ab6385d52886a", "b", Scripted.t2()),
        thrown(
            "G1",
            "kind=class\ntype=java.net.ConnectException"
                + "\ntype=org.apache.http.conn.HttpHostConnectException\ntarget=payments.internal",
            "fe54e82e0a8c1cd8",
            "a",
            Scripted.g1()),
        thrown(
            "G2",
            "kind=class\ntype=java.lang.OutOfMemoryError\nexmsg=Java heap space",
            "58285055db673a44",
            "a",
            Scripted.g2()),
        text("U1", U1, "20390138f0102f5d", "Order 7C9F2X took 95ms"),
        text("U2", U1, "20390138f0102f5d", "Order K7QP44 took 1250ms"),
        thrown("O1", O1, "816c9401a0d3cd99", "a", Scripted.o1()),
        thrown("O2", O1, "816c9401a0d3cd99", "b", Scripted.o2()),
        new FingerprintVector(
            "N1",
            "kind=stackless\ntype=java.lang.NullPointerException\nlogger="
                + LOGGER
                + "\nmsg=Cannot price {}",
            "29f8d77343721141",
            host -> host.errorWith(LOGGER, "Cannot price {}", 7, Scripted.n1())),
        text(
            "R8 date and address",
            "kind=message\nlogger=" + LOGGER + "\nmsg=user_<n> not found at <ts> from <ip>",
            "4023107505c3e090",
            "user_123 not found at 2026-05-04T10:11:12.345Z from 10.0.0.7:5432"),
        text(
            "R8 url",
            "kind=message\nlogger=" + LOGGER + "\nmsg=GET <url> -> <n> in <n>ms",
            "1a5b55fbb33dc9de",
            "GET https://x.io/a?id=7 -> 500 in 12.5ms"),
        text(
            "R8 ids",
            "kind=message\nlogger=" + LOGGER + "\nmsg=order <uuid> (<hex>) com.acme.Foo@<hex>",
            "d628efe847241ba3",
            "order 550e8400-e29b-41d4-a716-446655440000 (0xDEADbeef) com.acme.Foo@1b2c3d4f"));
  }

  /** Computes a fingerprint as published: the first 8 bytes of SHA-256. */
  static String hexOf(String canonicalText) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(canonicalText.getBytes(StandardCharsets.UTF_8));
      StringBuilder hex = new StringBuilder();
      for (int i = 0; i < 8; i++) {
        hex.append(String.format("%02x", hash[i]));
      }
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return name;
  }

  private static FingerprintVector text(String name, String canonical, String hex, String text) {
    return new FingerprintVector(name, canonical, hex, host -> host.error(LOGGER, text));
  }

  private static FingerprintVector thrown(
      String name, String canonical, String hex, String text, Throwable thrown) {
    return new FingerprintVector(name, canonical, hex, host -> host.error(LOGGER, text, thrown));
  }
}

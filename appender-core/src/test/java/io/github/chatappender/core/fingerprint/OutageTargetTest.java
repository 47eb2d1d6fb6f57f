/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.ThrowableInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests R3: the host that an outage concerns. */
class OutageTargetTest {

  private static final String REFUSED = "java.net.ConnectException";
  private static final String UNKNOWN = "java.net.UnknownHostException";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // a URL
        "Connection refused executing POST http://payments/charge|payments",
        "GET https://api.acme.com:8443/x?y=http://other failed|api.acme.com",
        "I/O error on https://joe:secret@mail.acme.com/in|mail.acme.com",
        "cannot open jdbc:postgresql://db-1.internal:5432/orders|db-1.internal",
        "amqp://rabbit refused|rabbit",
        // a port
        "Connect to payments.internal:443 [payments.internal/10.0.0.7] failed|payments.internal",
        "Failed to connect to payments.internal/10.0.0.7:443|payments.internal",
        "connection timed out: payments/10.0.0.7:443: again|payments",
        "Unable to connect to [redis.internal/<unresolved>:6379]|redis.internal",
        "Connection refused: mail/[fe80::1%2]:25|mail",
        "Connection refused: mail/0:0:0:0:0:0:0:1:25|mail",
        "{address=mongo:27017, type=UNKNOWN}|mongo",
        "jdbc:oracle:thin:@db.acme:1521:ORCL|db.acme",
        "Connection to db_1.:5432 refused|db_1",
        "b\u00fccher.example:80|b\u00fccher.example",
        "7up.acme:80.|7up.acme",
        // an ephemeral port is skipped
        "localhost:51234 -> payments:443 refused|payments",
        "at localhost:32768 and mail:32767|mail",
      })
  void aHostInUrlOrWithPort_isTheTarget(String message, String host) {
    assertThat(target(REFUSED, message)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Connection refused",
        "payments.internal refused",
        "10.0.0.7:443",
        "/10.0.0.7:443 refused",
        "http://10.0.0.7:8080/x",
        "http://[fe80::1]:8080/x",
        "http://joe:80@10.0.0.7/",
        "[::1]:443, fe80::1:443, fe80:0:0:0:0:0:0:1:25",
        "ab:12:cd:34:ef:56",
        "at 10:11:12, a: 5, a:b, a:5b",
        "HikariPool-1 - Connection is not available, request timed out after 30000ms.",
        "host:123456",
      })
  void anAddressOrNameWithoutPort_isNoTarget(String message) {
    assertThat(target(REFUSED, message)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "payments.internal, payments.internal",
    "payments.internal: Name or service not known, payments.internal",
    "payments.internal.: nodename nor servname provided, payments.internal",
    "cannot look up https://mail.acme.com, mail.acme.com",
  })
  void unknownHost_isTheTarget_ifTheMessageStartsWithIt(String message, String host) {
    assertThat(target(UNKNOWN, message)).isEqualTo(host);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Failed to resolve 'payments'", "10.0.0.7", "10.0.0.7: invalid", "::1"})
  void unknownHostElsewhereOrAddress_isNotATarget(String message) {
    assertThat(target(UNKNOWN, message)).isNull();
  }

  @Test
  void hostAtTheStart_isReadOnlyForUnknownHosts() {
    assertThat(target(REFUSED, "payments.internal")).isNull();
    assertThat(
            OutageTarget.of(
                List.of(thrown(UNKNOWN, "payments: unknown"), thrown(REFUSED, "refused")),
                text -> text))
        .isEqualTo("payments");
  }

  @Test
  void rootsMessage_isReadFirst() {
    ThrowableInfo outer = thrown("a.E", "GET http://outer/ failed");
    ThrowableInfo middle = thrown("a.F", "at middle:80");

    assertThat(target(outer, middle, thrown(REFUSED, "root:80"))).isEqualTo("root");
    assertThat(target(outer, middle, thrown(REFUSED, "refused"))).isEqualTo("middle");
    assertThat(target(outer, thrown(REFUSED, null))).isEqualTo("outer");
    assertThat(target(thrown(REFUSED, null))).isNull();
  }

  @Test
  void redaction_runsFirst() {
    assertThat(
            OutageTarget.of(
                List.of(thrown(REFUSED, "http://hunter2:80")),
                text -> text.replace("hunter2", "safe")))
        .isEqualTo("safe");
  }

  @Test
  @Timeout(20)
  void everyMessage_isCheap() {
    List<String> trouble =
        List.of(
            "a", "1", "a.", "a:", "a://", "a@", "://", "a/", "a:1", "a/1:", "1.", "-", "a-", "/");
    for (String one : trouble) {
      for (String two : trouble) {
        String message = (one.repeat(7) + two).repeat(2_048);
        long start = System.nanoTime();
        for (int i = 0; i < 20; i++) {
          String unused = target(REFUSED, message);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start))
            .as("%s and %s", one, two)
            .isLessThan(Duration.ofSeconds(2));
      }
    }
  }

  private static @Nullable String target(String type, String message) {
    return target(thrown(type, message));
  }

  private static @Nullable String target(ThrowableInfo... chain) {
    return OutageTarget.of(new ArrayList<>(List.of(chain)), text -> text);
  }

  private static ThrowableInfo thrown(String type, @Nullable String message) {
    return new ThrowableInfo(type, message, List.of(), 0);
  }
}

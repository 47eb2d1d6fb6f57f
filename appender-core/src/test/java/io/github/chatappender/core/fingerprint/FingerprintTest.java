/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FingerprintTest {

  @Test
  void shortForm_hasTheFirstEightDigits() {
    Fingerprint fingerprint = Fingerprint.of(Fingerprint.Kind.MESSAGE, "v1\nkind=message");

    assertThat(fingerprint.hex).matches("[0-9a-f]{16}").startsWith(fingerprint.hex.substring(0, 8));
    assertThat(fingerprint.hex.substring(0, 8)).hasSize(8);
    assertThat(fingerprint).hasToString(fingerprint.hex);
  }

  @Test
  void leadingZeros_areKept() {
    // the first of "0", "1", ... whose hash begins with a zero digit
    Fingerprint fingerprint = Fingerprint.of(Fingerprint.Kind.MESSAGE, "39");

    assertThat(fingerprint.hex).startsWith("0b918943").hasSize(16);
  }

  @Test
  void equalTextsHaveEqualFingerprints() {
    Fingerprint one = Fingerprint.of(Fingerprint.Kind.MESSAGE, "v1\na");
    Fingerprint same = Fingerprint.of(Fingerprint.Kind.MESSAGE, "v1\na");
    Fingerprint other = Fingerprint.of(Fingerprint.Kind.MESSAGE, "v1\nb");

    assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    assertThat(one).isNotEqualTo(null).isNotEqualTo((Object) "x");
  }
}

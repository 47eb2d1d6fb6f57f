/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RawQueryTest {
  @Test
  void values_stayRawUntilDecodedOnRequest() {
    RawQuery query = new RawQuery("token=a%3Db&requestId=a%3Db");

    assertThat(query.raw("token")).isEqualTo("a%3Db");
    assertThat(query.value("requestId")).isEqualTo("a=b");
  }

  @Test
  void secretsAreMasked() {
    assertThat(new RawQuery("key=abc&token=d=e&requestId=1&flag").masked())
        .isEqualTo("key=*&token=*&requestId=1&flag=");
  }

  @Test
  void missingEmptyAndBadlyEncodedValues_areAbsent() {
    RawQuery query = new RawQuery("empty=&bad=%zz");

    assertThat(query.value("missing")).isNull();
    assertThat(query.value("empty")).isNull();
    assertThat(query.value("bad")).isNull();
  }

  @Test
  void noQueryHasNoParameters() {
    assertThat(new RawQuery(null).names()).isEmpty();
    assertThat(new RawQuery("").names()).isEmpty();
    assertThat(new RawQuery(null).masked()).isEmpty();
  }
}

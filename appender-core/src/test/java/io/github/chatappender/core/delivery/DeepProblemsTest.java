/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DeepProblemsTest {

  private static final long MOST_KIB = 32 << 10;

  @Test
  void thousandDeepProblemsAndAFullQueue_fitInto128MiB() {
    ChildJvm jvm = ChildJvm.run(DeepProblemsMain.class, List.of("-Xmx128m"));

    assertThat(jvm.output()).doesNotContain("OutOfMemoryError");
    assertThat(jvm.exitCode()).isZero();
    assertThat(number(jvm, "pending")).isGreaterThanOrEqualTo(1_000);
    assertThat(number(jvm, "held KiB")).isLessThan(MOST_KIB);
    assertThat(number(jvm, "with the queue KiB")).isLessThan(MOST_KIB + (12 << 10));
    assertThat(number(jvm, "after it KiB")).isLessThan(MOST_KIB);
  }

  private static long number(ChildJvm jvm, String name) {
    Matcher line =
        Pattern.compile("^" + name + " (\\d+)$", Pattern.MULTILINE).matcher(jvm.output());
    assertThat(line.find()).as(jvm.output()).isTrue();
    return Long.parseLong(line.group(1));
  }
}

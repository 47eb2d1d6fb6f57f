/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tests which classes a JVM has loaded after a sender's start, before the first event. */
@Timeout(120)
class IdleStartTest {

  private static final String ADDRESS =
      "http://127.0.0.1:9/v1/spaces/START/messages?key=no-key&token=no-token";

  @Test
  void deliveryClasses_areNotLoadedBeforeTheFirstEvent() {
    ChildJvm child =
        ChildJvm.run(IdleStartMain.class, List.of("-Xlog:class+load=info:stdout:none"), ADDRESS);

    assertThat(child.exitCode()).as(child.output()).isZero();
    List<String> loaded =
        child
            .output()
            .lines()
            .map(line -> line.replaceFirst(" source: .*", ""))
            .collect(Collectors.toList());
    assertThat(loaded)
        .contains("io.github.chatappender.core.capture.EntryCapture")
        .noneMatch(name -> name.startsWith("java.net.http."))
        .noneMatch(name -> name.startsWith("jdk.internal.net.http."))
        .noneMatch(name -> name.startsWith("javax.net.ssl."))
        .noneMatch(name -> name.startsWith("sun.security.ssl."))
        .noneMatch(name -> name.startsWith("com.fasterxml.jackson."))
        .noneMatch(name -> name.startsWith("java.time.format.DateTimeFormatter"))
        .noneMatch(name -> name.startsWith("io.github.chatappender.core.incident."))
        .noneMatch(name -> name.startsWith("io.github.chatappender.core.fingerprint."))
        .doesNotContain(
            "io.github.chatappender.core.delivery.Destination",
            "io.github.chatappender.core.render.MessageRenderer",
            "io.github.chatappender.core.redact.Redactor");
  }
}

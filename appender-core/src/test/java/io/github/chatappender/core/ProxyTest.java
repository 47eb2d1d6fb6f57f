/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ChildJvm;
import io.github.chatappender.core.testing.ConnectProxy;
import io.github.chatappender.core.testing.Jdks;
import io.github.chatappender.core.testing.TlsSpace;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Posts through a proxy that requires credentials, in JVMs with and without Basic for tunnels. */
@Tag("slow")
@Timeout(120)
class ProxyTest {

  private static final String OPTION = "-Djdk.http.auth.tunneling.disabledSchemes=";
  private static final String CREDENTIALS = "user:pass:w@rd";

  @TempDir Path directory;

  static Stream<Path> jdks() {
    return Jdks.ownAndNewest();
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void withTheJvmOption_credentialsReachOnlyTheProxy(Path jdk) throws Exception {
    try (TlsSpace space = new TlsSpace(directory);
        ConnectProxy proxy = ConnectProxy.wanting(CREDENTIALS)) {
      String output = run(jdk, space, CREDENTIALS + "@" + proxy.address(), OPTION);

      assertThat(output).contains("OK: accepted 2, reported 2, ", "pending 0");
      assertThat(proxy.heads()).isNotEmpty().allMatch(head -> head.startsWith("CONNECT 127.0.0.1"));
      assertThat(space.heads())
          .isNotEmpty()
          .allMatch(head -> head.startsWith("POST /v1/spaces/TLS/messages"))
          .noneMatch(head -> head.contains("Authorization"));
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void withoutTheJvmOption_breakerOpensAndNamesProxyAndOption(Path jdk) throws Exception {
    try (TlsSpace space = new TlsSpace(directory);
        ConnectProxy proxy = ConnectProxy.wanting(CREDENTIALS)) {
      String output = run(jdk, space, CREDENTIALS + "@" + proxy.address(), "-Dunused=");

      assertBroken(
          output,
          space,
          "407, the proxy "
              + proxy.address()
              + " demands credentials, which the JDK does not send:"
              + " add the JVM option "
              + OPTION
              + " (with nothing after the equals sign)");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void withoutCredentials_lineNamesTheSettingToo(Path jdk) throws Exception {
    try (TlsSpace space = new TlsSpace(directory);
        ConnectProxy proxy = ConnectProxy.wanting(CREDENTIALS)) {
      String output = run(jdk, space, proxy.address(), "-Dunused=");

      assertBroken(
          output,
          space,
          "407, the proxy "
              + proxy.address()
              + " demands credentials: set proxy to"
              + " user:password@host:port and the JVM option "
              + OPTION);
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void refusedCredentials_areReportedAsWrong(Path jdk) throws Exception {
    try (TlsSpace space = new TlsSpace(directory);
        ConnectProxy proxy = ConnectProxy.wanting("other:one")) {
      String output = run(jdk, space, CREDENTIALS + "@" + proxy.address(), OPTION);

      assertBroken(
          output,
          space,
          "407, the proxy "
              + proxy.address()
              + " rejects the credentials in the setting proxy:"
              + " correct its user and password");
    }
  }

  @ParameterizedTest
  @MethodSource("jdks")
  void forbiddenTunnel_opensTheBreaker(Path jdk) throws Exception {
    try (TlsSpace space = new TlsSpace(directory);
        ConnectProxy proxy = ConnectProxy.refusing(403)) {
      String output = run(jdk, space, proxy.address(), "-Dunused=");

      assertBroken(
          output,
          space,
          "the proxy "
              + proxy.address()
              + " refuses to connect to "
              + space.webhookUrl().substring(8).replaceAll("/.*", "")
              + " (403): configure it to allow CONNECT to that host");
    }
  }

  private static void assertBroken(String output, TlsSpace space, String explained) {
    assertThat(output).contains("BROKEN: accepted 2, reported 0, ", "pending 2");
    assertThat(output.lines().filter(line -> line.startsWith("fault: ")))
        .singleElement()
        .asString()
        .endsWith("/spaces/TLS: " + explained + "; retrying every 10 minutes");
    assertThat(output).doesNotContain("pass:w@rd", "INTERNAL_ERROR=2", "INTERNAL_ERROR=1");
    assertThat(space.heads()).isEmpty();
  }

  private static String run(Path jdk, TlsSpace space, String proxy, String option) {
    ChildJvm child =
        new ChildJvm.Command(ProxyMain.class)
            .home(jdk)
            .options(space.trustOptions())
            .options(List.of(option))
            .run(space.webhookUrl(), proxy);
    assertThat(child.exitCode()).as(child.output()).isZero();
    return child.output();
  }
}

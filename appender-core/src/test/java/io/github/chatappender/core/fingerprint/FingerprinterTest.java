/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static io.github.chatappender.core.fingerprint.Entries.entry;
import static io.github.chatappender.core.fingerprint.Entries.exception;
import static io.github.chatappender.core.fingerprint.Entries.fingerprinter;
import static io.github.chatappender.core.fingerprint.Entries.template;
import static io.github.chatappender.core.fingerprint.Entries.text;
import static io.github.chatappender.core.fingerprint.Entries.thrown;
import static io.github.chatappender.core.fingerprint.Entries.withMessage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests each rule separately, R0 to R7. */
class FingerprinterTest {

  private static final String APP = "com.acme.";
  private static final String SHOP = "\nlogger=com.acme.shop.OrderService";

  private final Fingerprinter fingerprinter = fingerprinter();

  // R0

  @Test
  void fingerprintKey_replacesEverything() {
    LogEntry entry =
        entry(Entries.LOGGER, "Order 1 failed")
            .mdc(Entries.KEY, "order-failure")
            .throwable(exception("java.lang.Exception", "com.acme.A#a"))
            .build();

    assertThat(canonical(entry)).isEqualTo("kind=custom\ncustom=order-failure");
    assertThat(fingerprinter.of(entry).kind).isEqualTo(Fingerprint.Kind.CUSTOM);
  }

  @Test
  void defaultPlaceholder_isReplacedByTheComputedFingerprint() {
    LogEntry entry =
        entry(Entries.LOGGER, "Order 8123 failed for 'alice'")
            .mdc(Entries.KEY, "{{default}}-tenant-7-{{default}}")
            .build();

    assertThat(canonical(entry))
        .isEqualTo("kind=custom\ncustom=c9cca2d1e331ab45-tenant-7-c9cca2d1e331ab45");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void emptyFingerprintKey_isIgnored(String value) {
    LogEntry entry = entry(Entries.LOGGER, "a").mdc(Entries.KEY, value).build();

    assertThat(canonical(entry)).isEqualTo("kind=message" + SHOP + "\nmsg=a");
  }

  @Test
  void otherMdcKeys_areIgnored() {
    LogEntry entry = entry(Entries.LOGGER, "a").mdc("other", "x").build();

    assertThat(canonical(entry)).startsWith("kind=message");
  }

  // Redaction

  @Test
  void redaction_runsBeforeTextsAndFingerprintKey() {
    Fingerprinter redacting =
        new Fingerprinter(
            Entries.ownCode(), Entries.KEY, text -> text.replace("hunter2", "(redacted)"));

    assertThat(redacting.of(text("password hunter2 wrong")).canonicalText)
        .endsWith("msg=password (redacted) wrong");
    assertThat(redacting.of(template("hunter2 {}", "hunter2 x")).canonicalText)
        .endsWith("msg=(redacted) {}");
    assertThat(
            redacting.of(entry(Entries.LOGGER, "a").mdc(Entries.KEY, "hunter2").build())
                .canonicalText)
        .endsWith("custom=(redacted)");
    assertThat(redacting.of(thrown("a", withMessage("a.B", "is hunter2", List.of()))).canonicalText)
        .endsWith("exmsg=is (redacted)");
  }

  // R1

  @Test
  void longChain_usesItsFirstAndLastEightTypes() {
    ThrowableInfo[] chain = new ThrowableInfo[20];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = exception("com.acme.E" + i, "com.acme.A#a" + i);
    }

    assertThat(canonical(thrown("a", chain)))
        .startsWith("kind=stack\ntype=com.acme.E19\ntype=com.acme.E18\n")
        .contains("type=com.acme.E12\ntype=com.acme.E7\n")
        .endsWith("type=com.acme.E0\nframe=com.acme.A#a19");
  }

  // R2

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.util.concurrent.ExecutionException",
        "java.util.concurrent.CompletionException",
        "java.lang.reflect.InvocationTargetException",
        "java.lang.reflect.UndeclaredThrowableException",
        "java.security.PrivilegedActionException",
        "javax.servlet.ServletException",
        "jakarta.servlet.ServletException",
        "org.springframework.web.util.NestedServletException",
        "reactor.core.Exceptions$ReactiveException",
        "reactor.core.Exceptions$ErrorCallbackNotImplemented"
      })
  void wrapper_countsOnlyAsRoot(String wrapper) {
    ThrowableInfo root = exception("com.acme.Failure", "com.acme.A#a");

    assertThat(canonical(thrown("a", exception(wrapper, "com.acme.B#b"), root)))
        .isEqualTo("kind=stack\ntype=com.acme.Failure\nframe=com.acme.A#a");
    assertThat(canonical(thrown("a", exception(wrapper, "com.acme.B#b"))))
        .isEqualTo("kind=stack\ntype=" + wrapper + "\nframe=com.acme.B#b");
  }

  @Test
  void equalNeighboursCollapseAlsoAcrossAWrapper() {
    ThrowableInfo runtime = exception("java.lang.RuntimeException", "com.acme.A#a");
    ThrowableInfo wrapper = exception("java.util.concurrent.ExecutionException");
    ThrowableInfo other = exception("java.io.IOException");

    assertThat(canonical(thrown("a", runtime, wrapper, runtime, runtime)))
        .isEqualTo("kind=stack\ntype=java.lang.RuntimeException\nframe=com.acme.A#a");
    assertThat(canonical(thrown("a", runtime, other, runtime)))
        .isEqualTo(
            "kind=stack\ntype=java.lang.RuntimeException\ntype=java.io.IOException"
                + "\ntype=java.lang.RuntimeException\nframe=com.acme.A#a");
  }

  // R3

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.net.ConnectException",
        "java.net.UnknownHostException",
        "java.net.NoRouteToHostException",
        "java.sql.SQLTransientConnectionException"
      })
  void outage_isOneProblemAtAllPlaces(String type) {
    String expected = "kind=class\ntype=" + type + "\ntype=com.acme.Failure";
    ThrowableInfo outer = exception("com.acme.Failure", "com.acme.B#b");

    assertThat(canonical(thrown("a", outer, exception(type, "com.acme.A#a")))).isEqualTo(expected);
    assertThat(canonical(thrown("b", outer, exception(type)))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.net.ConnectException",
        "java.net.UnknownHostException",
        "java.net.NoRouteToHostException",
        "java.sql.SQLTransientConnectionException"
      })
  void outagesOfTwoHostsAreTwoProblems(String type) {
    assertThat(canonical(thrown("a", withMessage(type, "to mail-7.internal:25", List.of()))))
        .isEqualTo("kind=class\ntype=" + type + "\ntarget=mail-<n>.internal");
    assertThat(canonical(thrown("a", withMessage(type, "to mail-8.internal:465", List.of()))))
        .isEqualTo("kind=class\ntype=" + type + "\ntarget=mail-<n>.internal");
    assertThat(canonical(thrown("a", withMessage(type, "to payments.internal:443", List.of()))))
        .isEqualTo("kind=class\ntype=" + type + "\ntarget=payments.internal");
    assertThat(canonical(thrown("a", withMessage(type, "to /10.0.0.7:443", List.of()))))
        .isEqualTo("kind=class\ntype=" + type);
  }

  @Test
  void outOfMemoryErrors_areSeparatedByKindOfMemory() {
    String type = "java.lang.OutOfMemoryError";
    List<String> frames = List.of("com.acme.A#a");

    assertThat(canonical(thrown("a", withMessage(type, "Java heap space", frames))))
        .isEqualTo("kind=class\ntype=" + type + "\nexmsg=Java heap space");
    assertThat(canonical(thrown("b", withMessage(type, "Cannot reserve 16384 bytes", frames))))
        .isEqualTo("kind=class\ntype=" + type + "\nexmsg=Cannot reserve <n> bytes");
    assertThat(canonical(thrown("c", withMessage(type, "", frames))))
        .isEqualTo("kind=class\ntype=" + type);
    assertThat(canonical(thrown("d", exception(type)))).isEqualTo("kind=class\ntype=" + type);
  }

  @Test
  void outageThatIsNotTheRoot_isGroupedByItsStack() {
    assertThat(
            canonical(
                thrown(
                    "a",
                    exception("java.net.ConnectException", "com.acme.A#a"),
                    exception("java.io.IOException", "com.acme.B#b"))))
        .isEqualTo(
            "kind=stack\ntype=java.io.IOException\ntype=java.net.ConnectException"
                + "\nframe=com.acme.B#b");
  }

  // R4

  @Test
  void generatedAndReflectiveFrames_doNotCount() {
    assertThat(
            canonical(
                thrown(
                    "a",
                    exception(
                        "java.lang.Exception",
                        "com.acme.A#access$000",
                        "com.acme.A$$Lambda/0x0000000800c03000#run",
                        "jdk.proxy2.$Proxy12#run",
                        "com.acme.A_ClientProxy#run",
                        "com.acme.A#run"))))
        .isEqualTo("kind=stack\ntype=java.lang.Exception\nframe=com.acme.A#run");
  }

  @Test
  void recursionOfAnyDepth_isOneProblem() {
    List<String> once = List.of("com.acme.A#visit", "com.acme.A$1#accept", "com.acme.Main#main");
    List<String> deep = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      deep.addAll(once.subList(0, 2));
    }
    deep.add("com.acme.Main#main");

    assertThat(canonical(thrown("a", exception("a.E", deep))))
        .isEqualTo(canonical(thrown("a", exception("a.E", once))))
        .isEqualTo(
            "kind=stack\ntype=a.E\nframe=com.acme.A#visit\nframe=com.acme.A$*#accept"
                + "\nframe=com.acme.Main#main");
  }

  @Test
  void only3OwnFrames_count() {
    List<String> frames = new ArrayList<>();
    for (char c = 'a'; c < 'h'; c++) {
      frames.add("java.util.ArrayList#forEach" + c);
      frames.add("com.acme.A#" + c);
    }

    assertThat(canonical(thrown("a", exception("a.E", frames))))
        .endsWith("type=a.E\nframe=com.acme.A#a\nframe=com.acme.A#b\nframe=com.acme.A#c");
  }

  @Test
  void applicationFrame_replacesTheLastOfAnUnknownLibrary() {
    ThrowableInfo deep =
        exception(
            "a.E",
            "com.vendor.Codec#read",
            "com.vendor.Channel#read",
            "com.vendor.Client#read",
            "com.vendor.Api#read",
            "com.acme.pay.PaymentClient$$SpringCGLIB$$0#pay",
            "com.acme.pay.PaymentClient#pay",
            "com.acme.pay.PaymentService#pay");

    assertThat(canonical(thrown("a", deep)))
        .endsWith(
            "type=a.E\nframe=com.vendor.Codec#read\nframe=com.vendor.Channel#read"
                + "\nframe=com.acme.pay.PaymentClient#pay");
    assertThat(canonical(entry("org.springframework.A", "a").throwable(deep).build()))
        .as("the application's root is unknown")
        .endsWith("\nframe=com.vendor.Client#read");
    assertThat(fingerprinter("com.vendor").of(thrown("a", deep)).canonicalText)
        .as("configured packages decide alone")
        .endsWith("\nframe=com.vendor.Client#read");
  }

  @Test
  void applicationFrameAmongTheFirstThree_replacesNone() {
    assertThat(
            canonical(
                thrown(
                    "a",
                    exception(
                        "a.E",
                        "com.vendor.Codec#read",
                        "com.acme.A#a",
                        "com.vendor.Codec#read",
                        "com.vendor.Api#read",
                        "com.acme.B#b"))))
        .endsWith(
            "type=a.E\nframe=com.vendor.Codec#read\nframe=com.acme.A#a"
                + "\nframe=com.vendor.Api#read");
  }

  @Test
  void mainClass_namesTheApplicationForEveryLogger() {
    LogEntry entry =
        entry("org.apache.catalina.core.StandardWrapper", "a")
            .throwable(
                exception(
                    "a.E",
                    "com.vendor.A#a",
                    "com.vendor.B#b",
                    "com.vendor.C#c",
                    "com.acme.web.OrderController#get"))
            .build();

    assertThat(Entries.startedWith("com.acme.ShopApplication").of(entry).canonicalText)
        .endsWith("\nframe=com.vendor.B#b\nframe=com.acme.web.OrderController#get");
  }

  @Test
  void serverThatLogsItself_isTheApplication() {
    LogEntry entry =
        entry("org.apache.zookeeper.server.NIOServerCnxnFactory", "a")
            .throwable(
                exception(
                    "java.net.BindException",
                    "sun.nio.ch.Net#bind0",
                    "org.apache.zookeeper.server.NIOServerCnxnFactory#configure",
                    "org.apache.zookeeper.server.quorum.QuorumPeerMain#main"))
            .build();

    assertThat(
            Entries.startedWith("org.apache.zookeeper.server.quorum.QuorumPeerMain")
                .of(entry)
                .canonicalText)
        .isEqualTo(
            "v1\nkind=stack\ntype=java.net.BindException"
                + "\nframe=org.apache.zookeeper.server.NIOServerCnxnFactory#configure"
                + "\nframe=org.apache.zookeeper.server.quorum.QuorumPeerMain#main");
    assertThat(canonical(entry)).startsWith("kind=libstack");
  }

  @Test
  void coroutineMarkersAndOurFrames_areNotOwn() {
    assertThat(
            canonical(
                thrown(
                    "a",
                    exception(
                        "a.E",
                        "_COROUTINE._BOUNDARY#_",
                        "io.github.chatappender.log4j2.GoogleChatAppender#append",
                        "io.github.chatappender.core.ChatSender#append",
                        "com.acme.A#a"))))
        .endsWith("type=a.E\nframe=com.acme.A#a");
  }

  @Test
  void configuredPackages_alone_areOwn() {
    LogEntry entry =
        thrown(
            "a",
            exception(
                "a.E", "org.apache.acme.Job#run", "com.acmeshop.B#b", "com.acme.A#a", "Main#main"));

    assertThat(fingerprinter("com.acme", "org.apache.acme").of(entry).canonicalText)
        .endsWith("type=a.E\nframe=org.apache.acme.Job#run\nframe=com.acme.A#a");
    assertThat(canonical(entry))
        .endsWith("type=a.E\nframe=com.acmeshop.B#b\nframe=com.acme.A#a\nframe=Main#main");
  }

  @Test
  void rootWithoutOwnFrames_usesThoseOfTheNearestWrapper() {
    ThrowableInfo root = exception("javax.net.ssl.SSLException", "sun.security.ssl.Alert#x");
    ThrowableInfo library = exception("org.apache.http.Failure", "org.apache.http.Client#y");
    ThrowableInfo near = exception("com.acme.Near", "java.util.List#of", "com.acme.Near#near");
    ThrowableInfo far = exception("com.acme.Far", "com.acme.Far#far");

    assertThat(canonical(thrown("a", far, near, library, root)))
        .isEqualTo(
            "kind=stack\ntype=javax.net.ssl.SSLException\ntype=org.apache.http.Failure"
                + "\ntype=com.acme.Near\ntype=com.acme.Far\nframe=com.acme.Near#near");
  }

  @Test
  void withoutOwnFrames_theMessageCountsToo() {
    ThrowableInfo root =
        exception(
            "java.io.IOException",
            "jdk.internal.reflect.GeneratedMethodAccessor7#invoke",
            "java.io.A#a",
            "java.io.A#a",
            "java.io.A$2#b",
            "java.io.A#c",
            "java.io.A#d",
            "java.io.A#e",
            "java.io.A#f");
    ThrowableInfo outer = exception("org.apache.Failure", "org.apache.Z#z");

    assertThat(canonical(thrown("connection 7 reset", outer, root)))
        .isEqualTo(
            "kind=libstack\ntype=java.io.IOException\ntype=org.apache.Failure"
                + "\nframe=java.io.A#a\nframe=java.io.A$*#b\nframe=java.io.A#c"
                + "\nframe=java.io.A#d\nframe=java.io.A#e"
                + SHOP
                + "\nmsg=connection <n> reset");
  }

  @Test
  void stackOfGeneratedFramesOnly_isALibraryStack() {
    assertThat(canonical(thrown("a", exception("a.E", "java.lang.reflect.Method#invoke"))))
        .isEqualTo("kind=libstack\ntype=a.E" + SHOP + "\nmsg=a");
  }

  // R5

  @Test
  void cycle_isTheFramesSeenThreeTimes() {
    List<String> frames = new ArrayList<>();
    frames.addAll(Collections.nCopies(3, APP + "Z#three"));
    frames.addAll(Collections.nCopies(3, "java.util.AbstractCollection#toString"));
    frames.addAll(Collections.nCopies(2, APP + "A#two"));
    frames.addAll(Collections.nCopies(9, "jdk.internal.reflect.A#invoke"));

    assertThat(canonical(thrown("a", exception("java.lang.StackOverflowError", frames))))
        .isEqualTo(
            "kind=cycle\ntype=java.lang.StackOverflowError"
                + "\nframe=com.acme.Z#three\nframe=java.util.AbstractCollection#toString");
  }

  @Test
  void cycle_keepsEightFramesInCodeUnitOrder() {
    List<String> frames = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      for (String name : List.of("z", "Z", "b", "a", "\u00e9", "_", "c", "d", "e", "A")) {
        frames.add("com.acme.T#" + name);
      }
    }

    assertThat(canonical(thrown("a", exception("java.lang.StackOverflowError", frames))))
        .isEqualTo(
            "kind=cycle\ntype=java.lang.StackOverflowError"
                + "\nframe=com.acme.T#A\nframe=com.acme.T#Z\nframe=com.acme.T#_"
                + "\nframe=com.acme.T#a\nframe=com.acme.T#b\nframe=com.acme.T#c"
                + "\nframe=com.acme.T#d\nframe=com.acme.T#e");
  }

  @Test
  void overflowWithoutACycle_usesItsTypes() {
    assertThat(canonical(thrown("a", exception("java.lang.StackOverflowError", "com.acme.A#a"))))
        .isEqualTo("kind=cycle\ntype=java.lang.StackOverflowError");
  }

  @Test
  void overflowWithoutFrames_isStackless() {
    assertThat(canonical(thrown("a", exception("java.lang.StackOverflowError"))))
        .isEqualTo("kind=stackless\ntype=java.lang.StackOverflowError" + SHOP + "\nmsg=a");
  }

  // R6

  @Test
  void rootWithoutFrames_usesTypesLoggerAndBothMessages() {
    ThrowableInfo outer = exception("com.acme.Failure", "com.acme.A#a");
    ThrowableInfo root = withMessage("a.Light", "code 12 for 'x'", List.of());

    assertThat(canonical(thrown("item 5", outer, root)))
        .isEqualTo(
            "kind=stackless\ntype=a.Light\ntype=com.acme.Failure"
                + SHOP
                + "\nmsg=item <n>\nexmsg=code <n> for <str>");
  }

  @Test
  void emptyExceptionMessage_isIgnored() {
    assertThat(canonical(thrown("a", withMessage("a.Light", "", List.of()))))
        .isEqualTo("kind=stackless\ntype=a.Light" + SHOP + "\nmsg=a");
  }

  // R7

  @Test
  void template_isNormalizedLikeAText() {
    assertThat(canonical(template("Failed to process 7: {}", "Failed to process 7: no")))
        .endsWith("\nmsg=Failed to process <n>: {}");
    assertThat(canonical(template("User 'bob' failed: {}", "User 'bob' failed: no")))
        .endsWith("\nmsg=User <str> failed: {}");
    assertThat(canonical(template("Order a1b2c3 at https://x.io/7: {}", "x")))
        .endsWith("\nmsg=Order <id> at <url>: {}");
  }

  @Test
  void formatWithoutArguments_isNotATemplate() {
    LogEntry entry = entry(Entries.LOGGER, "Order 8123").template("Order 8123", false).build();

    assertThat(canonical(entry)).endsWith("\nmsg=Order <n>");
  }

  @Test
  void argumentsWithoutAFormat_useTheText() {
    assertThat(canonical(template("", "id=\"8123\""))).endsWith("\nmsg=id=<str>");
    assertThat(canonical(template(null, "Order 8123"))).endsWith("\nmsg=Order <n>");
  }

  @Test
  void numbersInALoggersClass_doNotCount() {
    assertThat(canonical(entry("com.acme.Job$2", "a").build()))
        .isEqualTo("kind=message\nlogger=com.acme.Job$*\nmsg=a");
  }

  @Test
  void lineLevelAndThread_doNotCount() {
    ThrowableInfo one =
        new ThrowableInfo(
            "a.E",
            "x",
            List.of(new StackTraceElement("app", "m", "1", "a.B", "c", "B.java", 7)),
            0);
    ThrowableInfo other = exception("a.E", "a.B#c");

    assertThat(canonical(thrown("x 1", one))).isEqualTo(canonical(thrown("y", other)));
  }

  private String canonical(LogEntry entry) {
    String text = fingerprinter.of(entry).canonicalText;
    assertThat(text).startsWith("v1\n");
    return text.substring("v1\n".length());
  }
}

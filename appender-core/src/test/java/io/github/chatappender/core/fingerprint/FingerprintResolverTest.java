/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import static io.github.chatappender.core.fingerprint.Entries.entry;
import static io.github.chatappender.core.fingerprint.Entries.exception;
import static io.github.chatappender.core.fingerprint.Entries.text;
import static io.github.chatappender.core.fingerprint.Entries.thrown;
import static io.github.chatappender.core.fingerprint.Entries.withMessage;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.fingerprint.Fingerprint.Kind;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FingerprintResolverTest {

  private static final String NPE = "java.lang.NullPointerException";
  private static final ThrowableInfo FULL = exception(NPE, "com.acme.Prices#price");
  private static final ThrowableInfo BARE = exception(NPE);
  private static final long HOUR = TimeUnit.HOURS.toNanos(1);

  private final Fingerprinter fingerprinter = Entries.fingerprinter();
  private final FingerprintResolver resolver = new FingerprintResolver(fingerprinter);

  @Test
  void eventsWithFramesOrWithoutAnException_keepTheirComputedFingerprint() {
    for (LogEntry entry : List.of(thrown("a", FULL), text("a"))) {
      assertThat(resolver.resolve(entry, 0)).isEqualTo(fingerprinter.of(entry));
    }
  }

  @Test
  void exceptionThatLostItsFrames_keepsItsFingerprint() {
    Fingerprint full = resolver.resolve(thrown("item 1", FULL), 0);

    Fingerprint later = resolver.resolve(thrown("item 2", BARE), HOUR);

    assertThat(later).isEqualTo(full);
    assertThat(later.kind).isEqualTo(Kind.STACK);
  }

  @Test
  void exceptionThatLostItsMessageToo_keepsItsFingerprint() {
    String type = "java.lang.ArrayIndexOutOfBoundsException";
    Fingerprint full =
        resolver.resolve(thrown("a", withMessage(type, "Index 5", List.of("com.acme.A#a"))), 0);

    assertThat(resolver.resolve(thrown("a", exception(type)), 1)).isEqualTo(full);
  }

  @Test
  void wrappedException_keepsItsFingerprintWithoutFrames() {
    ThrowableInfo outer = exception("com.acme.Failure", "com.acme.Handler#handle");
    Fingerprint full = resolver.resolve(thrown("a", outer, FULL), 0);

    assertThat(resolver.resolve(thrown("a", outer, BARE), 1)).isEqualTo(full);
    assertThat(resolver.resolve(thrown("a", BARE), 1).kind).isEqualTo(Kind.STACKLESS);
  }

  @Test
  void otherMessageLoggerOrType_isAnotherProblem() {
    resolver.resolve(thrown("a", FULL), 0);

    assertThat(resolver.resolve(thrown("b", BARE), 1).kind).isEqualTo(Kind.STACKLESS);
    assertThat(resolver.resolve(entry("x.Y", "a").throwable(BARE).build(), 1).kind)
        .isEqualTo(Kind.STACKLESS);
    assertThat(resolver.resolve(thrown("a", exception("a.E")), 1).kind).isEqualTo(Kind.STACKLESS);
  }

  @Test
  void lastFullFingerprint_isAdopted() {
    resolver.resolve(thrown("a", FULL), 0);
    Fingerprint last = resolver.resolve(thrown("a", exception(NPE, "com.acme.B#b")), 1);

    assertThat(resolver.resolve(thrown("a", BARE), 2)).isEqualTo(last);
  }

  @Test
  void adoptionEndsADayAfterTheLastEvent() {
    Fingerprint full = resolver.resolve(thrown("a", FULL), 0);

    assertThat(resolver.resolve(thrown("a", BARE), 24 * HOUR - 1)).isEqualTo(full);
    assertThat(resolver.resolve(thrown("a", BARE), 47 * HOUR)).isEqualTo(full);
    assertThat(resolver.resolve(thrown("a", BARE), 71 * HOUR)).isNotEqualTo(full);
  }

  @Test
  void only512LatestProblems_areRemembered() {
    Fingerprint first = resolver.resolve(thrown("first", FULL), 0);
    for (char c = 0; c < 511; c++) {
      resolver.resolve(thrown("other " + (char) ('\u4e00' + c), FULL), 1);
    }
    assertThat(resolver.resolve(thrown("first", BARE), 2)).isEqualTo(first);
    for (char c = 0; c < 512; c++) {
      resolver.resolve(thrown("another " + (char) ('\u4e00' + c), FULL), 3);
    }

    assertThat(resolver.resolve(thrown("first", BARE), 4).kind).isEqualTo(Kind.STACKLESS);
  }

  @Test
  void libraryStacksAndCycles_areAdopted() {
    String overflow = "java.lang.StackOverflowError";
    List<String> cycle = Collections.nCopies(5, "com.acme.A#a");
    Fingerprint library = resolver.resolve(thrown("a", exception(NPE, "java.util.A#a")), 0);
    Fingerprint endless = resolver.resolve(thrown("a", exception(overflow, cycle)), 0);

    assertThat(library.kind).isEqualTo(Kind.LIBSTACK);
    assertThat(endless.kind).isEqualTo(Kind.CYCLE);
    assertThat(resolver.resolve(thrown("a", BARE), 1)).isEqualTo(library);
    assertThat(resolver.resolve(thrown("a", exception(overflow)), 1)).isEqualTo(endless);
  }

  @Test
  void defaultInAFingerprintKey_isTheAdoptedFingerprint() {
    Fingerprint before = resolver.resolve(custom(FULL, "{{default}}/7"), 0);
    Fingerprint after = resolver.resolve(custom(BARE, "{{default}}/7"), 1);
    Fingerprint without = resolver.resolve(thrown("a", BARE), 2);

    assertThat(after).isEqualTo(before);
    assertThat(after.canonicalText).isEqualTo("v1\nkind=custom\ncustom=" + without.hex + "/7");
    assertThat(without.kind).isEqualTo(Kind.STACK);
  }

  @Test
  void joinedEvent_staysWithItsProblemWithoutFrames() {
    Fingerprint first = resolver.resolve(thrown("inner", FULL), 0);
    ThrowableInfo outer = exception("com.acme.Failure", "com.acme.Handler#handle");

    assertThat(resolver.join(thrown("outer", outer, FULL), first, 1)).isEqualTo(first);

    assertThat(resolver.resolve(thrown("outer", outer, BARE), 2)).isEqualTo(first);
  }

  @Test
  void joiningWithoutFrames_isNotRemembered() {
    Fingerprint first = resolver.resolve(thrown("inner", FULL), 0);

    assertThat(resolver.join(thrown("outer", BARE), first, 1)).isEqualTo(first);
    assertThat(resolver.join(text("outer"), first, 1)).isEqualTo(first);

    assertThat(resolver.resolve(thrown("outer", BARE), 2).kind).isEqualTo(Kind.STACKLESS);
  }

  private static LogEntry custom(ThrowableInfo thrown, String value) {
    return entry(Entries.LOGGER, "a").throwable(thrown).mdc(Entries.KEY, value).build();
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.EarlierLine;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.ThrowableInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class EntryJsonTest {

  private static final List<StackTraceElement> FRAMES =
      List.of(new StackTraceElement("com.acme.A", "a", "A.java", 7));

  @Test
  void suppressedExceptionsAndCausesLeftOut_surviveTheFile() throws IOException {
    ThrowableInfo suppressed = new ThrowableInfo("a.Close", null, FRAMES, 3);
    LogEntry entry =
        entry()
            .throwable(new ThrowableInfo("a.E", "boom", FRAMES, 5, List.of(suppressed), 2))
            .causesLeftOut(4)
            .build();

    LogEntry read = read(EntryJson.write(entry, "0123456789abcdef", 0));

    assertThat(read.causesLeftOut).isEqualTo(4);
    ThrowableInfo thrown = read.chain.get(0);
    assertThat(thrown).hasToString("a.E: boom");
    assertThat(thrown.suppressedLeftOut).isEqualTo(2);
    assertThat(thrown.suppressed).hasSize(1);
    assertThat(thrown.suppressed.get(0)).hasToString("a.Close");
    assertThat(thrown.suppressed.get(0).frames).isEqualTo(FRAMES);
    assertThat(thrown.suppressed.get(0).omittedFrames).isEqualTo(3);
  }

  @Test
  void linesBefore_surviveTheFile() throws IOException {
    EarlierLine line = new EarlierLine(7, Severity.WARN, "a.C", "\"loading\"");

    LogEntry read =
        read(EntryJson.write(entry().before(List.of(line)).build(), "0123456789abcdef", 0));

    assertThat(read.before).hasSize(1);
    assertThat(read.before.get(0)).hasToString("WARN a.C: \"loading\"");
    assertThat(read.before.get(0).timeMillis).isEqualTo(7);
  }

  @Test
  void codesOfADatabase_surviveTheFile() throws IOException {
    LogEntry entry = entry().sql("23505", -1062).build();

    LogEntry read = read(EntryJson.write(entry, "0123456789abcdef", 0));

    assertThat(read.sqlState).isEqualTo("23505");
    assertThat(read.vendorCode).isEqualTo(-1062);
  }

  @Test
  void fileOfAnOlderVersion_hasNoneOfThem() throws IOException {
    LogEntry entry = entry().throwable(new ThrowableInfo("a.E", "boom", FRAMES, 5)).build();
    String json = EntryJson.write(entry, "0123456789abcdef", 0);
    String older =
        json.replaceAll(",\\s*\"(causesLeftOut|vendorCode)\" : 0", "")
            .replaceAll(",\\s*\"sqlState\" : null", "")
            .replaceAll(",\\s*\"before\" : \\[ ?\\]", "");

    LogEntry read = read(older);

    assertThat(older).doesNotContain("LeftOut", "suppressed", "sqlState", "vendorCode", "before");
    assertThat(read.causesLeftOut).isZero();
    assertThat(read.sqlState).isNull();
    assertThat(read.vendorCode).isZero();
    assertThat(read.chain.get(0).suppressed).isEmpty();
  }

  private static LogEntry read(String json) throws IOException {
    return EntryJson.read(json, Path.of("1.entry")).entry;
  }

  private static LogEntry.Builder entry() {
    return LogEntry.builder(Severity.FATAL, "a.B", "message").critical(Severity.FATAL);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.benchmarks.startup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Starts every subject once: the times mean nothing, the classes and the threads do. */
class StartUpTest {

  /** Long enough for the post of an event that waits a second. */
  private static final long REST_SECONDS = 3;

  @Test
  void ourAppender_loadsNothingForPostingBeforeTheFirstEvent() {
    Map<StartUpSubject, LoadedClasses> loaded =
        Stream.of(StartUpSubject.values())
            .parallel()
            .collect(Collectors.toConcurrentMap(Function.identity(), Ready::classes));

    assertThat(loaded)
        .allSatisfy(
            (subject, classes) -> {
              LoadedClasses baseline = loaded.get(subject.baseline());
              assertThat(classes.count()).isGreaterThanOrEqualTo(baseline.count());
              if (subject.isOurs()) {
                assertThat(classes.forPosting(baseline)).isEmpty();
                assertThat(classes.addedTo(baseline))
                    .containsKey("io.github.chatappender.core.delivery");
              }
            });
  }

  @Test
  void quartiles_lieBetweenNeighbouringValues() {
    Quartiles quartiles = Quartiles.of(List.of(4, 1, 3, 2), Integer::doubleValue);

    assertThat(quartiles.lower).isEqualTo(1.75);
    assertThat(quartiles.median).isEqualTo(2.5);
    assertThat(quartiles.upper).isEqualTo(3.25);
  }

  @Test
  void ourAppender_hasNoThreadBeforeTheFirstEvent() throws IOException {
    List<IdleRun> runs =
        IdleCourse.run(
            List.of(StartUpSubject.LOGBACK_CHAT, StartUpSubject.LOG4J2_CHAT), 1, REST_SECONDS);

    assertThat(runs).extracting(run -> run.phase).contains(IdleRun.BEFORE, IdleRun.AFTER);
    assertThat(runs)
        .filteredOn(run -> run.phase.equals(IdleRun.BEFORE))
        .allSatisfy(
            run -> {
              assertThat(run.threads).isZero();
              assertThat(run.wakeUpsPerMinute).isIn(0.0, Double.NaN);
            });
  }
}

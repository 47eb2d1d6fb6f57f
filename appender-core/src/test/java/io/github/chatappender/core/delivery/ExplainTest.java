/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Explanation;
import io.github.chatappender.core.api.OpenProblem;
import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.FakeEvent;
import java.net.ConnectException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExplainTest {

  private final LoopRig rig = new LoopRig(LoopRig.grouped().addRedact("acme-\\d+"));

  @Test
  void textsMergedByTheirWords_areExplainedWithTheStatement() {
    rig.append("HTTP 500 from pricing");
    rig.append("HTTP 404 from pricing");
    rig.settle();

    Explanation explanation = explain();

    assertThat(explanation.rule()).startsWith("no exception: the logger and the text's words");
    assertThat(explanation.canonicalText())
        .containsExactly("v1", "kind=message", "logger=com.acme.A", "msg=HTTP <n> from pricing");
    assertThat(explanation.statements())
        .containsExactly("com.acme.A: \"HTTP 500 from pricing\" ×2");
    assertThat(explanation.statementCount()).isEqualTo(1);
    assertThat(explanation.advice())
        .anyMatch(
            line ->
                line.startsWith("split: put {{default}}-X into the MDC under gchat.fingerprint"))
        .anyMatch(line -> line.startsWith("merge: pass the part that differs as an argument"));
  }

  @Test
  void advice_worksWhenFollowed() {
    rig.append(status("500"));
    rig.append(status("404"));
    rig.settle();

    assertThat(rig.loop.openProblems().listed)
        .hasSize(2)
        .extracting(OpenProblem::count)
        .containsOnly(1L);
    assertThat(explain().rule()).isEqualTo("the application's own value in the MDC decides");
  }

  @Test
  void ownFrames_decideForAnyText() {
    IllegalStateException thrown = new IllegalStateException("no stock");
    thrown.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("com.acme.Stock", "take", "Stock.java", 7),
          new StackTraceElement("com.acme.Orders", "place", "Orders.java", 9)
        });
    rig.append(FakeEvent.error("order refused").logger("com.acme.A").thrown(thrown));
    rig.append(FakeEvent.error("something else").logger("com.acme.A").thrown(thrown));
    rig.settle();

    Explanation explanation = explain();

    assertThat(explanation.canonicalText())
        .containsExactly(
            "v1",
            "kind=stack",
            "type=java.lang.IllegalStateException",
            "frame=com.acme.Stock#take",
            "frame=com.acme.Orders#place");
    assertThat(explanation.advice()).anyMatch(line -> line.contains("appPackages"));
    assertThat(explanation.statementCount()).isPositive();
  }

  @Test
  void outage_isExplainedByItsHost() {
    rig.append(
        FakeEvent.error("no answer")
            .logger("com.acme.A")
            .thrown(new ConnectException("Connection refused: db.example/10.0.0.1:5432")));
    rig.settle();

    assertThat(explain().canonicalText())
        .containsExactly("v1", "kind=class", "type=java.net.ConnectException", "target=db.example");
  }

  @Test
  void secretsAndUsersRules_areRemoved() {
    rig.append("login of acme-17 with password=hunter2 failed");
    rig.settle();

    assertThat(explain().toString()).doesNotContain("hunter2", "acme-17").contains("login of");
  }

  @Test
  void criticalEvent_isExplainedToo() {
    rig.critical("disk lost");
    rig.run(Duration.ofSeconds(5));
    String text = rig.post(0).text();
    String id = text.substring(text.indexOf("id `") + 4).substring(0, 8);

    Explanation explanation = rig.loop.explain(id);

    assertThat(explanation).isNotNull();
    assertThat(explanation.canonicalText()).contains("msg=disk lost");
    assertThat(explanation.id()).isEqualTo(id);
  }

  @Test
  void problemThatHasBecomeQuiet_isStillExplained() {
    rig.append("boom");
    rig.settle();
    String id = rig.loop.openProblems().listed.get(0).id();
    rig.run(Duration.ofHours(2));

    assertThat(rig.loop.openProblems().listed).isEmpty();
    assertThat(rig.loop.explain(id)).isNotNull();
  }

  @Test
  void unknownId_hasNoExplanation() {
    rig.append("boom");
    rig.settle();

    assertThat(rig.loop.explain("00000000")).isNull();
  }

  @Test
  void crowdedTable_saysWhichSettingIsTooSmall() {
    LoopRig crowded = new LoopRig(LoopRig.grouped().set(Setting.MAX_INCIDENTS, "10"));
    for (char c = 'a'; c <= 'z'; c++) {
      crowded.append("problem " + c + " of many");
    }
    crowded.settle();
    OpenProblem others =
        crowded.loop.openProblems().listed.stream()
            .filter(problem -> problem.place().startsWith("other problems"))
            .findFirst()
            .orElseThrow();

    assertThat(crowded.loop.explain(others.id()).advice())
        .containsExactly("split: raise maxIncidents (now 10), or merge problems first");
  }

  private Explanation explain() {
    Explanation explanation = rig.loop.explain(rig.loop.openProblems().listed.get(0).id());
    assertThat(explanation).isNotNull();
    return explanation;
  }

  private static FakeEvent status(String code) {
    return FakeEvent.error("HTTP " + code + " from pricing")
        .logger("com.acme.A")
        .mdc("gchat.fingerprint", "{{default}}-" + code);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static io.github.chatappender.core.fleet.FleetCounts.NEVER;
import static io.github.chatappender.core.fleet.FleetStanding.Owner.NONE;
import static io.github.chatappender.core.fleet.FleetStanding.Owner.OTHER;
import static io.github.chatappender.core.fleet.FleetStanding.Owner.THIS;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.fleet.FleetClaim;
import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetPresence;
import io.github.chatappender.core.fleet.FleetRequest;
import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.fleet.FleetTurn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Checks that a store keeps its promises to the senders of a fleet. Each test has a space of its
 * own. Requests that take real time may take up to {@link #SLOW_MILLIS} together, so that a busy
 * machine fails no test.
 */
@Timeout(120)
public abstract class FleetStoreContract {

  /** How much older than it should be an age may look. */
  private static final long SLOW_MILLIS = 10_000;

  private static final long ANSWER_SECONDS = 20;

  /** A budget that no test uses up; each begins with a full bucket. */
  private static final FleetRequest ANY = new FleetRequest(1, false, 6_000, 60, 0, "", 0);

  private final String space = randomHex();
  private final List<FleetStore> opened = new ArrayList<>();
  private int members;

  /** Opens a client of the store under test. This class closes it. */
  protected abstract FleetStore open(FleetMember member);

  /** Lets the store's clock run for at least some milliseconds. */
  protected abstract void pass(long millis);

  /** Makes the store lose everything. */
  protected abstract void flush();

  /** Makes a member look dead, as after 15 s without a request. */
  protected abstract void expire(FleetMember member);

  /** Makes the claim of a problem lapse, as after 15 s in which its owner has not named it. */
  protected abstract void lapse(FleetMember owner, String problem);

  @AfterEach
  void closeAll() {
    opened.forEach(FleetStore::close);
  }

  // Counts

  @Test
  void newProblem_hasNoOwnerAndNoNotice() {
    Sender a = sender();

    FleetStanding standing = a.add(counts("p").counted(3).reported(1).ages(5_000, 2_000));

    assertThat(standing.owner).isEqualTo(NONE);
    assertThat(standing.counted).isEqualTo(3);
    assertThat(standing.reported).isEqualTo(1);
    assertThat(standing.reportedOfSource).isEqualTo(1);
    assertThat(standing.hosts).isEqualTo(1);
    assertThat(hosts(standing)).containsExactly(a.host() + "=3");
    assertAge(standing.firstAge, 5_000);
    assertAge(standing.lastAge, 2_000);
    assertThat(standing.noticeAge).isEqualTo(NEVER);
    assertThat(standing.reportedSeverity).isEqualTo((int) NEVER);
  }

  @Test
  void repeatedCounts_countOnce() {
    Sender a = sender();
    a.add(counts("p").counted(5).reported(2));

    FleetStanding again = a.add(counts("p").counted(5).reported(2));

    assertThat(again.counted).isEqualTo(5);
    assertThat(again.reported).isEqualTo(2);
    assertThat(hosts(again)).containsExactly(a.host() + "=5");
  }

  @Test
  void olderCountsThatArriveLate_changeNothing() {
    Sender a = sender();
    a.add(counts("p").counted(9).reported(4));

    FleetStanding late = a.add(counts("p").counted(5).reported(2));

    assertThat(late.counted).isEqualTo(9);
    assertThat(late.reported).isEqualTo(4);
    assertThat(late.reportedOfSource).isEqualTo(4);
  }

  @Test
  void countsOfSeveralSenders_areSummed() {
    Sender a = sender();
    Sender b = sender();
    a.add(counts("p").counted(5).reported(5));
    a.add(counts("p").counted(7).reported(5));

    FleetStanding standing = b.add(counts("p").counted(4).reported(1));

    assertThat(standing.counted).isEqualTo(11);
    assertThat(standing.reported).isEqualTo(6);
    assertThat(standing.reportedOfSource).isEqualTo(1);
  }

  @Test
  void senderThatForgotTheProblem_countsBesideItsOldCounts() {
    Sender a = sender();
    a.add(counts("p").counted(5).reported(5));

    FleetStanding standing = a.add(counts("p").source("1").counted(2));

    assertThat(standing.counted).isEqualTo(7);
    assertThat(standing.reported).isEqualTo(5);
    assertThat(standing.reportedOfSource).isZero();
    assertThat(hosts(standing)).containsExactly(a.host() + "=7");
  }

  @Test
  void largeCounts_areExact() {
    Sender a = sender();
    Sender b = sender();
    a.add(counts("p").counted(4_000_000_000_001L).reported(3_999_999_999_999L));

    FleetStanding standing = b.add(counts("p").counted(5_000_000_000_000L));

    assertThat(standing.counted).isEqualTo(9_000_000_000_001L);
    assertThat(standing.reported).isEqualTo(3_999_999_999_999L);
    assertThat(hosts(standing))
        .containsExactly(b.host() + "=5000000000000", a.host() + "=4000000000001");
  }

  @Test
  void standings_haveTheOrderOfTheRequest() {
    Sender a = sender();
    List<FleetCounts> many = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      many.add(counts("p" + (i * 7 % 300)).counted(i + 1).build());
    }

    List<FleetStanding> standings = await(a.store.add(many));

    assertThat(standings).extracting(s -> s.counted).isEqualTo(longs(1, 300));
    assertThat(await(a.store.claim(ANY, many)).standings)
        .extracting(s -> s.counted)
        .isEqualTo(longs(1, 300));
    assertThat(await(a.store.add(List.of()))).isEmpty();
  }

  @Test
  void hosts_areCountedOnceAndTheBusiestComeFirst() {
    Sender a = sender("web-1");
    Sender b = sender("web-1");
    Sender c = sender("web-2");
    Sender d = sender("web-3");
    Sender e = sender("web-4");
    a.add(counts("p").counted(30));
    b.add(counts("p").counted(25));
    c.add(counts("p").counted(40));
    d.add(counts("p").counted(1));

    FleetStanding standing = e.add(counts("p").counted(50));

    assertThat(standing.hosts).isEqualTo(4);
    assertThat(hosts(standing)).containsExactly("web-1=55", "web-4=50", "web-2=40");
  }

  @Test
  void namesOfHosts_mayHaveAnyCharacters() {
    List<String> names =
        List.of("a@b:c|d,e", "nl\nnul\0tab\t", "host ☃ \uD83D\uDE00", "\"{}[]\\%s", "", "-1", " ");
    Sender last = null;
    for (int i = 0; i < names.size(); i++) {
      last = sender(names.get(i));
      last.add(counts("p").counted(100 - i));
    }

    FleetStanding standing = last.add(counts("p").counted(200));

    assertThat(standing.hosts).isEqualTo(names.size());
    assertThat(hosts(standing)).containsExactly(" =200", "a@b:c|d,e=100", "nl\nnul\0tab\t=99");
    assertThat(standing.counted).isEqualTo(200 + 100 + 99 + 98 + 97 + 96 + 95);
  }

  @Test
  void ages_areThoseOfTheFirstAndTheLastEventOfAll() {
    Sender a = sender();
    Sender b = sender();
    a.add(counts("p").ages(100_000, 60_000));

    FleetStanding seen = b.add(counts("p").ages(90_000, 70_000));
    pass(200);
    FleetStanding later = b.add(counts("p").ages(300_000, 200_000));

    assertAge(seen.firstAge, 100_000);
    assertAge(seen.lastAge, 60_000);
    assertAge(later.firstAge, 300_000);
    assertAge(later.lastAge, 60_200);
  }

  @Test
  void spaces_shareNothing() {
    Sender a = sender();
    FleetMember elsewhere = new FleetMember(randomHex(), a.member.id + "x", "h");
    FleetStore other = track(open(elsewhere));
    assertThat(a.claim(limits(1, 1, 60_000), counts("p").counted(2)).granted).isTrue();

    FleetCounts same = counts("p").counted(1).build();
    FleetTurn turn = await(other.claim(limits(1, 1, 60_000), List.of(same)));

    assertThat(turn.granted).isTrue();
    assertThat(turn.standings.get(0).counted).isEqualTo(1);
    assertThat(await(other.presence()).members).isEqualTo(1);
  }

  // Claims

  @Test
  void claimOfAFreeProblem_makesItTheSendersOwn() {
    Sender a = sender();
    Sender b = sender();
    b.add(counts("p").counted(2));

    FleetTurn turn = a.claim(ANY, counts("p").counted(3));

    assertThat(turn.granted).isTrue();
    assertThat(turn.waitMillis).isZero();
    assertThat(turn.standings).hasSize(1);
    assertThat(turn.standings.get(0).owner).isEqualTo(THIS);
    assertThat(turn.standings.get(0).counted).isEqualTo(5);
    assertThat(turn.standings.get(0).hosts).isEqualTo(2);
    assertThat(b.add(counts("p").counted(2)).owner).isEqualTo(OTHER);
    assertThat(a.add(counts("p").counted(3)).owner).isEqualTo(THIS);
  }

  @Test
  void claimOfOthersProblems_takesNoPermitAndNeedNotWait() {
    Sender a = sender();
    Sender b = sender();
    FleetRequest two = limits(1, 600, 2);
    assertThat(a.claim(two, counts("p")).granted).isTrue();
    pass(200);

    FleetTurn refused = b.claim(two, counts("p").counted(4));

    assertThat(refused.granted).isFalse();
    assertThat(refused.waitMillis).isZero();
    assertThat(refused.standings.get(0).owner).isEqualTo(OTHER);
    assertThat(refused.standings.get(0).counted).isEqualTo(5);
    assertThat(a.claim(two, counts("p")).granted).isTrue();
    assertThat(a.claim(two, counts("p")).granted).isTrue();
  }

  @Test
  void claim_takesTheFreeProblemsAndLeavesTheOthers() {
    Sender a = sender();
    Sender b = sender();
    a.claim(ANY, counts("p1"));

    FleetTurn turn =
        await(
            b.store.claim(
                ANY, List.of(counts("p0").build(), counts("p1").build(), counts("p2").build())));

    assertThat(turn.granted).isTrue();
    assertThat(turn.standings).extracting(s -> s.owner).containsExactly(THIS, OTHER, THIS);
    assertThat(a.add(counts("p1")).owner).isEqualTo(THIS);
  }

  @Test
  void claim_namesWhatItsNoticeReports() {
    Sender a = sender();
    Sender b = sender();
    b.add(counts("p").counted(5).reported(2));
    b.add(counts("q"));

    FleetClaim alone = a.claim(withId("one"), counts("p").counted(3)).standings.get(0).claim;
    List<FleetStanding> both =
        await(a.store.claim(withId("two"), List.of(counts("q").build(), counts("r").build())))
            .standings;

    assertClaim(alone, "one", 8, 3);
    assertClaim(both.get(0).claim, "", 2, 1);
    assertClaim(both.get(1).claim, "", 1, 1);
    assertThat(a.add(counts("p")).claim).isNull();
    assertThat(b.claim(withId("three"), counts("p")).standings.get(0).claim).isNull();
  }

  @Test
  void claimOfADeadSender_isTakenOverUntilItsNoticeIsSettled() {
    Sender a = sender();
    Sender b = sender();
    Sender c = sender();
    b.add(counts("p").counted(2));
    a.claim(withId("one"), counts("p").counted(5));
    c.add(counts("p").counted(4));
    b.add(counts("p").counted(6).reported(3));
    expire(a.member);

    FleetClaim taken = b.claim(withId("two"), counts("p").counted(7)).standings.get(0).claim;
    expire(b.member);
    FleetClaim takenAgain = c.claim(withId("three"), counts("p").counted(4)).standings.get(0).claim;
    c.drain(counts("p").notice(0, 60_000, 2));
    FleetStanding settled = c.add(counts("p").counted(4));
    expire(c.member);
    FleetClaim next = b.claim(withId("four"), counts("p").counted(7)).standings.get(0).claim;

    assertClaim(taken, "one", 8, 3);
    assertClaim(takenAgain, "one", 8, 0);
    assertThat(settled.reported).isEqualTo(8);
    assertThat(settled.reportedOfSource).isZero();
    assertClaim(next, "four", 16, 7);
  }

  @Test
  void claimOfSeveralProblems_isNotTakenOver() {
    Sender a = sender();
    Sender b = sender();
    await(a.store.claim(withId("one"), List.of(counts("p").build(), counts("q").build())));
    expire(a.member);

    FleetClaim claim = b.claim(withId("two"), counts("p").counted(4)).standings.get(0).claim;

    assertClaim(claim, "two", 5, 4);
  }

  @Test
  void claimThatWasGivenBackOrIsRepeatedByItsOwner_isNotTakenOver() {
    Sender a = sender();
    Sender b = sender();
    a.claim(withId("one"), counts("p"));
    FleetClaim repeated = a.claim(withId("two"), counts("p").counted(2)).standings.get(0).claim;
    await(a.store.release(List.of("p")));

    FleetClaim claim = b.claim(withId("three"), counts("p")).standings.get(0).claim;

    assertClaim(repeated, "two", 2, 2);
    assertClaim(claim, "three", 3, 1);
  }

  private static FleetRequest withId(String messageId) {
    return new FleetRequest(1, false, 6_000, 60, 0, messageId, 0);
  }

  private static void assertClaim(FleetClaim claim, String messageId, long counted, long ofSource) {
    assertThat(claim).isNotNull();
    assertThat(claim.messageId).isEqualTo(messageId);
    assertThat(claim.counted).isEqualTo(counted);
    assertThat(claim.countedOfSource).isEqualTo(ofSource);
  }

  @Test
  void unconditionalClaim_takesAPermitOnlyAndNoProblemOfOthers() {
    Sender a = sender();
    Sender b = sender();
    a.claim(ANY, counts("p"));
    FleetRequest unconditional = new FleetRequest(1, true, 6_000, 60, 0, "", 0);

    FleetTurn withNone = await(b.store.claim(unconditional, List.of()));
    FleetTurn withOthers = b.claim(unconditional, counts("p"));
    FleetTurn conditional = await(b.store.claim(ANY, List.of()));

    assertThat(withNone.granted).isTrue();
    assertThat(withNone.standings).isEmpty();
    assertThat(withOthers.granted).isTrue();
    assertThat(withOthers.standings.get(0).owner).isEqualTo(OTHER);
    assertThat(conditional.granted).isFalse();
    assertThat(conditional.waitMillis).isZero();
  }

  @Test
  void claimWithoutAPermit_addsTheCountsAndClaimsNothing() {
    Sender a = sender();
    Sender b = sender();
    FleetRequest slow = limits(1, 1, 1);
    assertThat(a.claim(slow, counts("p")).granted).isTrue();

    FleetTurn refused = b.claim(slow, counts("q").counted(7));

    assertThat(refused.granted).isFalse();
    assertThat(refused.waitMillis).isBetween(60_000 - SLOW_MILLIS, 60_000L);
    assertThat(refused.standings.get(0).owner).isEqualTo(NONE);
    assertThat(refused.standings.get(0).counted).isEqualTo(7);
    assertThat(a.add(counts("q").counted(1)).counted).isEqualTo(8);
  }

  @Test
  void manyClaimsAtOnce_giveEachProblemOneOwnerAndNoPermitTwice() {
    List<Sender> senders = IntStream.range(0, 8).mapToObj(i -> sender()).collect(toList());
    FleetRequest request = limits(1, 1, 3);
    fill(senders.get(0), request);

    Map<String, CompletableFuture<FleetTurn>> turns = new HashMap<>();
    for (int i = 0; i < 10; i++) {
      for (Sender each : senders) {
        FleetCounts counts = counts("p" + i).build();
        turns.put(each.member.id + "/p" + i, each.store.claim(request, List.of(counts)));
      }
    }

    List<String> granted = new ArrayList<>();
    turns.forEach(
        (name, turn) -> {
          if (await(turn).granted) {
            granted.add(name);
          }
        });
    assertThat(granted).hasSize(3);
    for (String each : granted) {
      Sender owner =
          senders.stream().filter(s -> each.startsWith(s.member.id + "/")).findAny().orElseThrow();
      assertThat(owner.add(counts(each.substring(each.indexOf('/') + 1))).owner).isEqualTo(THIS);
    }
  }

  // Settling

  @Test
  void drain_settlesTheCountsOfTheClaimAndNoLaterOnes() {
    Sender a = sender();
    Sender b = sender();
    b.add(counts("p").counted(4));
    a.claim(ANY, counts("p").counted(3));
    b.add(counts("p").counted(10));

    a.drain(counts("p").counted(3).notice(1_000, 60_000, 2));

    FleetStanding standing = b.add(counts("p").counted(10));
    assertThat(standing.counted).isEqualTo(13);
    assertThat(standing.reported).isEqualTo(7);
    assertThat(standing.reportedOfSource).isEqualTo(4);
    assertThat(standing.interval).isEqualTo(60_000);
    assertThat(standing.reportedSeverity).isEqualTo(2);
    assertAge(standing.noticeAge, 1_000);
    assertThat(a.add(counts("p").counted(3)).reportedOfSource).isEqualTo(3);
    assertThat(standing.owner).isEqualTo(OTHER);
  }

  @Test
  void drainRepeated_settlesOnce() {
    Sender a = sender();
    a.claim(ANY, counts("p").counted(3));
    a.drain(counts("p").counted(3).notice(0, 60_000, 2));
    a.add(counts("p").counted(9).reported(3));

    a.drain(counts("p").counted(3).notice(0, 60_000, 2));

    FleetStanding standing = a.add(counts("p").counted(9));
    assertThat(standing.counted).isEqualTo(9);
    assertThat(standing.reported).isEqualTo(3);
  }

  @Test
  void senderThatSettlesByItself_isNotSettledTwiceByTheDrain() {
    Sender a = sender();
    Sender b = sender();
    b.add(counts("p").counted(4));
    a.claim(ANY, counts("p").counted(1));
    b.add(counts("p").counted(4).reported(4));

    a.drain(counts("p").notice(0, 60_000, 2));

    FleetStanding standing = b.add(counts("p").counted(4).reported(4));
    assertThat(standing.reported).isEqualTo(5);
  }

  @Test
  void secondClaimOfTheOwner_setsTheLatestCountsAside() {
    Sender a = sender();
    Sender b = sender();
    a.claim(ANY, counts("p").counted(1));
    b.add(counts("p").counted(6));
    a.claim(ANY, counts("p").counted(2));

    a.drain(counts("p").notice(0, 120_000, 1));

    assertThat(a.add(counts("p")).reported).isEqualTo(8);
  }

  @Test
  void drainOfAProblemThatAnotherClaimed_doesNothing() {
    Sender a = sender();
    Sender b = sender();
    a.claim(ANY, counts("p").counted(3));
    expire(a.member);
    b.claim(ANY, counts("p").counted(1));

    a.drain(counts("p").notice(0, 60_000, 2));
    await(a.store.drain(List.of(counts("unknown").notice(0, 60_000, 2).build())));

    FleetStanding standing = b.add(counts("p"));
    assertThat(standing.owner).isEqualTo(THIS);
    assertThat(standing.reported).isZero();
    assertThat(standing.noticeAge).isEqualTo(NEVER);
  }

  @Test
  void drainBySenderThatLooksDead_settlesUnlessAnotherHasClaimed() {
    Sender a = sender();
    a.claim(ANY, counts("p").counted(3));
    expire(a.member);

    a.drain(counts("p").notice(0, 60_000, 2));

    FleetStanding standing = a.add(counts("p").counted(3));
    assertThat(standing.owner).isEqualTo(THIS);
    assertThat(standing.reported).isEqualTo(3);
  }

  @Test
  void release_freesTheProblemAndSettlesNothing() {
    Sender a = sender();
    Sender b = sender();
    a.claim(ANY, counts("p").counted(3));

    await(a.store.release(List.of("p", "unknown")));
    a.drain(counts("p").notice(0, 60_000, 2));

    FleetStanding standing = b.add(counts("p"));
    assertThat(standing.owner).isEqualTo(NONE);
    assertThat(standing.reported).isZero();
    assertThat(b.claim(ANY, counts("p")).granted).isTrue();
  }

  @Test
  void releaseOfAnothersProblem_doesNothing() {
    Sender a = sender();
    Sender b = sender();
    a.claim(ANY, counts("p"));

    await(b.store.release(List.of("p")));

    assertThat(a.add(counts("p")).owner).isEqualTo(THIS);
  }

  @Test
  void newerNotice_bringsItsIntervalAndTheHighestSeverityStays() {
    Sender a = sender();
    Sender b = sender();
    a.add(counts("p").notice(100_000, 60_000, 3));

    FleetStanding newer = b.add(counts("p").notice(10_000, 120_000, 2));
    FleetStanding older = a.add(counts("p").notice(100_000, 60_000, 3));

    assertAge(newer.noticeAge, 10_000);
    assertThat(newer.interval).isEqualTo(120_000);
    assertThat(newer.reportedSeverity).isEqualTo(3);
    assertAge(older.noticeAge, 10_000);
    assertThat(older.interval).isEqualTo(120_000);
  }

  @Test
  void ageThatWasPassedOn_doesNotMoveTheNotice() {
    Sender a = sender();
    a.claim(ANY, counts("p"));
    a.drain(counts("p").notice(100_000, 60_000, 2));

    // each answer and request takes its time: an age is always a little too small
    FleetStanding standing = null;
    for (int i = 0; i < 20; i++) {
      standing = a.add(counts("p").notice(100_000 - 1_000, 60_000, 2));
    }

    assertAge(standing.noticeAge, 100_000);
  }

  // Permits

  @Test
  void permits_areAsManyAsTheBurst() {
    Sender a = sender();
    FleetRequest request = limits(1, 1, 3);

    fill(a, request);

    assertThat(takeAll(a, request)).isEqualTo(3);
  }

  @Test
  void permits_refillAtTheRate() {
    Sender a = sender();
    FleetRequest request = limits(1, 60, 1);
    takeAll(a, request);

    FleetTurn refused = a.claim(request, counts("p"));
    pass(Math.max(1, refused.waitMillis));

    assertThat(refused.waitMillis).isLessThanOrEqualTo(1_000);
    assertThat(a.claim(request, counts("p")).granted).isTrue();
  }

  @Test
  void permitInReserve_isLeftToThoseThatMayTakeTheLast() {
    Sender a = sender();
    FleetRequest spare = limits(2, 1, 3);
    FleetRequest last = limits(1, 1, 3);
    fill(a, spare);

    assertThat(takeAll(a, spare)).isEqualTo(2);
    assertThat(takeAll(a, last)).isEqualTo(1);
  }

  @Test
  void overdrawnPermit_isGrantedOnce() {
    Sender a = sender();
    FleetRequest overdrawn = limits(0, 1, 1);
    assertThat(a.claim(limits(1, 1, 1), counts("p")).granted).isTrue();

    assertThat(a.claim(overdrawn, counts("p")).granted).isTrue();

    FleetTurn again = a.claim(overdrawn, counts("p"));
    assertThat(again.granted).isFalse();
    assertThat(again.waitMillis).isBetween(60_000 - SLOW_MILLIS, 60_000L);
    assertThat(a.claim(limits(1, 1, 1), counts("p")).waitMillis)
        .isBetween(120_000 - SLOW_MILLIS, 120_000L);
  }

  @Test
  void limitsOfSeveralSenders_theTightestHoldForAll() {
    Sender a = sender();
    Sender b = sender();
    Sender c = sender();
    FleetRequest generous = limits(1, 6_000, 60);
    fill(a, generous);
    c.claim(limits(1, 2, 60), counts("c")); // first: until then a permit comes every 10 ms
    b.claim(limits(1, 6_000, 1), counts("b"));

    FleetTurn first = a.claim(generous, counts("p"));
    FleetTurn second = a.claim(generous, counts("p"));

    assertThat(first.granted && second.granted).isFalse();
    assertThat(second.waitMillis).isBetween(30_000 - SLOW_MILLIS, 30_000L);
  }

  @Test
  void reserveBeyondTheTightestBurst_isCappedToIt() {
    Sender a = sender();
    Sender b = sender();
    b.claim(limits(1, 600, 1), counts("b"));
    pass(300);

    assertThat(a.claim(limits(2, 600, 5), counts("p")).granted).isTrue();
  }

  @Test
  void spacing_keepsPermitsApart() {
    Sender a = sender();
    Sender b = sender();
    FleetRequest request = new FleetRequest(1, false, 6_000, 60, SLOW_MILLIS, "", 0);
    assertThat(a.claim(request, counts("p")).granted).isTrue();

    FleetTurn tooEarly = b.claim(request, counts("q"));

    assertThat(tooEarly.granted).isFalse();
    assertThat(tooEarly.waitMillis).isBetween(1L, SLOW_MILLIS);
  }

  @Test
  void spacing_passes() {
    Sender a = sender();
    FleetRequest request = new FleetRequest(1, false, 6_000, 60, 300, "", 0);
    assertThat(a.claim(request, counts("p")).granted).isTrue();

    pass(310);

    assertThat(a.claim(request, counts("p")).granted).isTrue();
  }

  @Test
  void spacing_countsFromTheAnswerToo() {
    Sender a = sender();
    FleetRequest request = new FleetRequest(1, false, 6_000, 60, 1, "", 0);
    assertThat(a.claim(request, counts("p")).granted).isTrue();
    pass(100);
    a.drain(counts("p").notice(0, 60_000, 2));

    FleetTurn turn = a.claim(request, counts("q"));
    pass(1_000);

    assertThat(turn.granted).isFalse();
    assertThat(turn.waitMillis).isBetween(1L, 1_000L);
    assertThat(a.claim(request, counts("q")).granted).isTrue();
  }

  @Test
  void pause_stopsAllSendersAndALongerOneStays() {
    Sender a = sender();
    Sender b = sender();
    await(a.store.pause(200_000, false));
    await(a.store.pause(1, false));

    FleetTurn turn = b.claim(ANY, counts("p"));

    assertThat(turn.granted).isFalse();
    assertThat(turn.waitMillis).isBetween(200_000 - SLOW_MILLIS, 200_000L);
    assertThat(turn.standings.get(0).owner).isEqualTo(NONE);
  }

  @Test
  void pauseAfterARefusal_givesThePermitBack() {
    Sender a = sender();
    FleetRequest single = limits(1, 1, 1);
    assertThat(a.claim(single, counts("p")).granted).isTrue();

    await(a.store.pause(100, true));
    pass(110);

    assertThat(a.claim(single, counts("p")).granted).isTrue();
    assertThat(a.claim(single, counts("p")).granted).isFalse();
  }

  @Test
  void pauseWithoutARefusal_keepsThePermit() {
    Sender a = sender();
    FleetRequest single = limits(1, 1, 1);
    assertThat(a.claim(single, counts("p")).granted).isTrue();

    await(a.store.pause(100, false));
    pass(110);

    assertThat(a.claim(single, counts("p")).granted).isFalse();
  }

  @Test
  void repeatedTurn_takesOnePermit() {
    Sender a = sender();
    Sender b = sender();
    FleetRequest turn = new FleetRequest(1, false, 1, 2, 0, "", 77);

    assertThat(a.claim(turn, counts("p")).granted).isTrue();
    assertThat(a.claim(turn, counts("p").counted(2)).granted).isTrue();
    assertThat(b.claim(limits(1, 1, 2), counts("q")).granted).isTrue();
    assertThat(a.claim(turn, counts("p").counted(3)).granted).isFalse();
  }

  @Test
  void repeatedTurn_waitsForAPauseThatHasBegunSince() {
    Sender a = sender();
    Sender b = sender();
    FleetRequest turn = new FleetRequest(1, false, 1, 2, 0, "", 77);
    assertThat(a.claim(turn, counts("p")).granted).isTrue();
    await(b.store.pause(SLOW_MILLIS, false));

    FleetTurn repeated = a.claim(turn, counts("p"));

    assertThat(repeated.granted).isFalse();
    assertThat(repeated.waitMillis).isBetween(1L, SLOW_MILLIS);
  }

  @Test
  void repeatedTurnThatHasToWait_givesItsPermitBack() {
    Sender a = sender();
    Sender b = sender();
    FleetRequest turn = new FleetRequest(1, false, 1, 2, 0, "", 77);
    assertThat(a.claim(turn, counts("p")).granted).isTrue();
    await(b.store.pause(300, false));

    a.claim(turn, counts("p"));
    pass(310);

    assertThat(takeAll(a, limits(1, 1, 2))).isEqualTo(2);
  }

  // Members

  @Test
  void presence_countsAndRanksTheLiving() {
    List<Sender> senders = IntStream.range(0, 5).mapToObj(i -> sender()).collect(toList());
    senders.forEach(Sender::presence);
    expire(senders.get(4).member);
    senders.get(3).store.close();

    List<FleetPresence> seen =
        senders.subList(0, 3).stream().map(Sender::presence).collect(toList());

    assertThat(seen).extracting(p -> p.members).containsOnly(3);
    assertThat(seen).extracting(p -> p.rank).containsExactlyInAnyOrder(0, 1, 2);
    assertThat(senders.get(4).presence().members).isEqualTo(4);
  }

  @Test
  void anyRequest_keepsAMemberAlive() {
    Sender a = sender();
    Sender b = sender();
    List<Runnable> requests =
        List.of(
            () -> b.add(counts("p")),
            () -> b.claim(ANY, counts("p")),
            () -> b.drain(counts("p").notice(0, 60_000, 2)),
            () -> await(b.store.release(List.of("p"))),
            () -> await(b.store.pause(0, false)),
            () -> await(b.store.mute(Map.of())));

    for (Runnable each : requests) {
      expire(b.member);
      assertThat(a.presence().members).isEqualTo(1);
      each.run();
      assertThat(a.presence().members).isEqualTo(2);
    }
  }

  @Test
  void problemsOfADeadOwner_areFree() {
    Sender a = sender();
    Sender b = sender();
    a.claim(ANY, counts("p").counted(3));
    expire(a.member);

    FleetStanding free = b.add(counts("p").counted(1));
    FleetTurn taken = b.claim(ANY, counts("p").counted(1));

    assertThat(free.owner).isEqualTo(NONE);
    assertThat(taken.granted).isTrue();
    assertThat(taken.standings.get(0).owner).isEqualTo(THIS);
    assertThat(a.add(counts("p").counted(3)).owner).isEqualTo(OTHER);
    b.drain(counts("p").notice(0, 60_000, 2));
    assertThat(a.add(counts("p").counted(3)).reportedOfSource).isEqualTo(3);
  }

  @Test
  void ownerThatIsBackBeforeAnotherClaimed_stillOwnsItsProblems() {
    Sender a = sender();
    Sender b = sender();
    a.claim(ANY, counts("p"));
    expire(a.member);

    a.presence();

    assertThat(b.add(counts("p")).owner).isEqualTo(OTHER);
  }

  @Test
  void problemThatItsLivingOwnerHasForgotten_isFree() {
    Sender a = sender();
    Sender b = sender();
    a.claim(ANY, counts("p"));
    a.claim(ANY, counts("q"));
    lapse(a.member, "p");

    a.add(counts("q"));

    assertThat(b.add(counts("p")).owner).isEqualTo(NONE);
    assertThat(b.add(counts("q")).owner).isEqualTo(OTHER);
    assertThat(b.claim(ANY, counts("p")).standings.get(0).owner).isEqualTo(THIS);
  }

  @Test
  void problemThatItsOwnerNames_staysItsOwn() {
    Sender a = sender();
    Sender b = sender();
    List<Runnable> requests =
        List.of(
            () -> a.add(counts("p")),
            () -> a.claim(ANY, counts("p")),
            () -> a.drain(counts("p").notice(0, 60_000, 2)));
    a.claim(ANY, counts("p"));

    for (Runnable each : requests) {
      lapse(a.member, "p");
      assertThat(b.add(counts("p")).owner).isEqualTo(NONE);
      each.run();
      assertThat(b.add(counts("p")).owner).isEqualTo(OTHER);
    }
  }

  @Test
  void close_freesTheProblemsAtOnce() {
    Sender a = sender();
    Sender b = sender();
    a.claim(ANY, counts("p").counted(3));

    a.store.close();

    eventually(() -> b.add(counts("p")).owner == NONE);
    FleetStanding standing = b.add(counts("p"));
    assertThat(standing.counted).isEqualTo(4);
    assertThat(b.presence().members).isEqualTo(1);
  }

  // Mutes

  @Test
  void mute_isSeenByAllUntilItEnds() {
    Sender a = sender();
    Sender b = sender();
    await(a.store.mute(Map.of("5f311b9d", 100_000L, "0a0a0a0a", 250L)));

    Map<String, Long> seen = b.presence().mutes;
    pass(300);
    Map<String, Long> later = b.presence().mutes;

    assertThat(seen).containsKey("5f311b9d");
    assertThat(seen.get("5f311b9d")).isBetween(100_000 - SLOW_MILLIS, 100_000L);
    assertThat(later).containsOnlyKeys("5f311b9d");
  }

  @Test
  void muteOfZero_endsIt() {
    Sender a = sender();
    Sender b = sender();
    await(a.store.mute(Map.of("5f311b9d", 100_000L, "0a0a0a0a", 100_000L)));

    await(b.store.mute(Map.of("5f311b9d", 0L, "unknown", 0L)));

    assertThat(a.presence().mutes).containsOnlyKeys("0a0a0a0a");
  }

  @Test
  void muteRepeated_changesItsEnd() {
    Sender a = sender();
    await(a.store.mute(Map.of("5f311b9d", 300_000L)));

    await(a.store.mute(Map.of("5f311b9d", 100_000L)));

    assertThat(a.presence().mutes.get("5f311b9d")).isLessThanOrEqualTo(100_000L);
  }

  @Test
  void manyMutes_areReturnedUpTo200() {
    Sender a = sender();
    Map<String, Long> many = new HashMap<>();
    for (int i = 0; i < 250; i++) {
      many.put(String.format("%08x", i), 100_000L);
    }

    await(a.store.mute(many));

    assertThat(a.presence().mutes).hasSize(200);
  }

  // A store that has lost everything

  @Test
  void flushedStore_isCompleteOnceAllHaveRepeatedTheirCounts() {
    Sender a = sender();
    Sender b = sender();
    b.add(counts("p").counted(4));
    a.claim(ANY, counts("p").counted(3).ages(90_000, 10_000));
    a.drain(counts("p").notice(0, 60_000, 2));

    flush();
    FleetStanding early =
        a.add(counts("p").counted(5).reported(3).ages(90_000, 2_000).notice(7_000, 60_000, 2));
    FleetStanding complete = b.add(counts("p").counted(4).reported(4).ages(80_000, 70_000));

    assertThat(early.owner).isEqualTo(NONE);
    assertThat(early.counted).isEqualTo(5);
    assertThat(complete.counted).isEqualTo(9);
    assertThat(complete.reported).isEqualTo(7);
    assertThat(complete.hosts).isEqualTo(2);
    assertAge(complete.firstAge, 90_000);
    assertAge(complete.lastAge, 2_000);
    assertAge(complete.noticeAge, 7_000);
    assertThat(complete.interval).isEqualTo(60_000);
    assertThat(complete.reportedSeverity).isEqualTo(2);
  }

  @Test
  void epoch_changesOnlyWhenTheStoreHasLostItsData() {
    Sender a = sender();
    Sender b = sender();
    long before = a.presence().epoch;
    a.claim(ANY, counts("p").counted(3));
    pass(10);

    assertThat(b.presence().epoch).isEqualTo(before);

    flush();
    long after = b.claim(ANY, counts("p").counted(3)).epoch;

    assertThat(after).isNotEqualTo(before);
    assertThat(a.presence().epoch).isEqualTo(after);
  }

  @Test
  void drainAfterAFlush_doesNothing() {
    Sender a = sender();
    Sender b = sender();
    a.claim(ANY, counts("p").counted(3));

    flush();
    a.drain(counts("p").notice(0, 60_000, 2));

    FleetStanding standing = b.add(counts("p").counted(1));
    assertThat(standing.counted).isEqualTo(1);
    assertThat(standing.reported).isZero();
  }

  @Test
  void flushedStore_hasAFullBucketAndNoMore() {
    Sender a = sender();
    FleetRequest request = limits(1, 1, 5);
    fill(a, request);
    takeAll(a, request);

    flush();

    assertThat(takeAll(a, request)).isEqualTo(5);
  }

  // Helpers

  /** Fills the bucket: a refused post gives its permit back. */
  private void fill(Sender sender, FleetRequest request) {
    await(sender.store.claim(withoutProblem(request), List.of()));
    for (int i = 0; i < request.burst; i++) {
      await(sender.store.pause(0, true));
    }
  }

  /** Takes permits of a bucket that hardly refills until there are none; returns their number. */
  private static int takeAll(Sender sender, FleetRequest request) {
    int taken = 0;
    while (sender.claim(request, counts("p")).granted) {
      taken++;
    }
    return taken;
  }

  private void eventually(BooleanSupplier condition) {
    for (int i = 0; i < 200 && !condition.getAsBoolean(); i++) {
      pass(50);
    }
    assertThat(condition.getAsBoolean()).isTrue();
  }

  private static FleetRequest withoutProblem(FleetRequest request) {
    return new FleetRequest(
        1, true, request.messagesPerMinute, request.burst, request.spacingMillis, "", 0);
  }

  private static FleetRequest limits(int permits, int messagesPerMinute, int burst) {
    return new FleetRequest(permits, false, messagesPerMinute, burst, 0, "", 0);
  }

  private Sender sender() {
    return sender("host-" + members);
  }

  private Sender sender(String host) {
    FleetMember member = new FleetMember(space, "m" + members++ + randomHex(), host);
    Sender sender = new Sender(member, track(open(member)));
    if (members == 1) {
      fill(sender, ANY);
    }
    return sender;
  }

  private FleetStore track(FleetStore store) {
    opened.add(store);
    return store;
  }

  private static String randomHex() {
    return String.format("%016x", ThreadLocalRandom.current().nextLong());
  }

  /** Returns counts; a source distinguishes counts of one sender, so all have the same. */
  private static Counts counts(String problem) {
    return new Counts(problem);
  }

  private static void assertAge(long actual, long expected) {
    assertThat(actual).isBetween(expected, expected + SLOW_MILLIS);
  }

  private static List<String> hosts(FleetStanding standing) {
    return standing.busiest.stream().map(h -> h.host + "=" + h.counted).collect(toList());
  }

  private static List<Long> longs(long from, long to) {
    List<Long> numbers = new ArrayList<>();
    for (long i = from; i <= to; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static <T> T await(CompletableFuture<T> future) {
    try {
      return future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("the store does not answer", e);
    }
  }

  /** One member and its client. */
  private static final class Sender {

    final FleetMember member;
    final FleetStore store;

    Sender(FleetMember member, FleetStore store) {
      this.member = member;
      this.store = store;
    }

    String host() {
      return member.host;
    }

    FleetStanding add(Counts counts) {
      return await(store.add(List.of(counts.build()))).get(0);
    }

    FleetTurn claim(FleetRequest request, Counts counts) {
      return await(store.claim(request, List.of(counts.build())));
    }

    void drain(Counts counts) {
      await(store.drain(List.of(counts.build())));
    }

    FleetPresence presence() {
      return await(store.presence());
    }
  }

  /** Builds counts; one event just now by default. */
  private static final class Counts {

    private final String problem;
    private String source = "0";
    private long counted = 1;
    private long reported;
    private long firstAge;
    private long lastAge;
    private long noticeAge = NEVER;
    private long interval;
    private int severity = (int) NEVER;

    Counts(String problem) {
      this.problem = problem;
    }

    Counts source(String other) {
      source = other;
      return this;
    }

    Counts counted(long events) {
      counted = events;
      return this;
    }

    Counts reported(long events) {
      reported = events;
      return this;
    }

    Counts ages(long first, long last) {
      firstAge = first;
      lastAge = last;
      return this;
    }

    Counts notice(long age, long untilNext, int itsSeverity) {
      noticeAge = age;
      interval = untilNext;
      severity = itsSeverity;
      return this;
    }

    FleetCounts build() {
      return new FleetCounts(
          problem, source, counted, reported, firstAge, lastAge, noticeAge, interval, severity);
    }
  }
}

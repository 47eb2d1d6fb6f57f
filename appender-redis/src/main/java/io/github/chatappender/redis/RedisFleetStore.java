/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import io.github.chatappender.core.fleet.FleetClaim;
import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetPresence;
import io.github.chatappender.core.fleet.FleetRequest;
import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.fleet.FleetStanding.HostCount;
import io.github.chatappender.core.fleet.FleetStanding.Owner;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.fleet.FleetTurn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** Translates requests to calls of the script, and its answers. Thread-safe. */
final class RedisFleetStore implements FleetStore {

  /** Names the layout of our keys: a script with another layout uses another prefix. */
  static final String PREFIX = "gca1:";

  private static final int STANDING_FIELDS = 13;

  /** By the numbers of the script. */
  private static final List<Owner> OWNERS = List.of(Owner.NONE, Owner.THIS, Owner.OTHER);

  private final Client client;
  private final FleetMember member;
  private final String space;
  private final AtomicBoolean closed = new AtomicBoolean();

  RedisFleetStore(Client client, FleetMember member) {
    this.client = client;
    this.member = member;
    // A hash tag: in a cluster all keys of a space are on one node.
    this.space = PREFIX + "{" + member.space + "}:";
  }

  @Override
  public CompletableFuture<FleetPresence> presence() {
    return run(List.of(), arguments("presence")).thenApply(RedisFleetStore::toPresence);
  }

  @Override
  public CompletableFuture<List<FleetStanding>> add(List<FleetCounts> counts) {
    List<String> arguments = arguments("add");
    return run(add(counts, arguments), arguments)
        .thenApply(answer -> toStandings(answer.subList(0, answer.size())));
  }

  @Override
  public CompletableFuture<FleetTurn> claim(FleetRequest request, List<FleetCounts> counts) {
    List<String> arguments = arguments("claim");
    arguments.add(String.valueOf(request.permits));
    arguments.add(request.unconditional ? "1" : "0");
    arguments.add(String.valueOf(request.messagesPerMinute));
    arguments.add(String.valueOf(request.burst));
    arguments.add(String.valueOf(request.spacingMillis));
    arguments.add(request.messageId);
    arguments.add(String.valueOf(request.turn));
    return run(add(counts, arguments), arguments)
        .thenApply(
            answer ->
                new FleetTurn(
                    number(answer, 0) == 1,
                    number(answer, 1),
                    number(answer, 2),
                    toStandings(answer.subList(3, answer.size()))));
  }

  @Override
  public CompletableFuture<Void> drain(List<FleetCounts> counts) {
    List<String> arguments = arguments("drain");
    List<String> problems = new ArrayList<>(counts.size());
    for (FleetCounts each : counts) {
      problems.add(each.problem);
      arguments.add(String.valueOf(each.noticeAge));
      arguments.add(String.valueOf(each.interval));
      arguments.add(String.valueOf(each.reportedSeverity));
    }
    return done(run(problems, arguments));
  }

  @Override
  public CompletableFuture<Void> release(List<String> problems) {
    return done(run(problems, arguments("release")));
  }

  @Override
  public CompletableFuture<Void> pause(long millis, boolean givesBack) {
    List<String> arguments = arguments("pause");
    arguments.add(String.valueOf(millis));
    arguments.add(givesBack ? "1" : "0");
    return done(run(List.of(), arguments));
  }

  @Override
  public CompletableFuture<Void> mute(Map<String, Long> millis) {
    List<String> arguments = arguments("mute");
    millis.forEach(
        (id, left) -> {
          arguments.add(id);
          arguments.add(String.valueOf(left));
        });
    return done(run(List.of(), arguments));
  }

  @Override
  @SuppressWarnings("FutureReturnValueIgnored") // a failure to leave ends in the same release
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    CompletableFuture<?> left =
        client.isConnected()
            ? send(List.of(), arguments("leave"))
            : CompletableFuture.completedFuture(null);
    left.whenComplete((done, thrown) -> SharedClients.release(client));
  }

  private List<String> arguments(String request) {
    List<String> arguments = new ArrayList<>();
    arguments.add(request);
    arguments.add(member.id);
    arguments.add(member.host);
    return arguments;
  }

  /** Adds counts to the arguments; returns their problems. */
  private static List<String> add(List<FleetCounts> counts, List<String> arguments) {
    List<String> problems = new ArrayList<>(counts.size());
    for (FleetCounts each : counts) {
      problems.add(each.problem);
      arguments.add(each.source);
      arguments.add(String.valueOf(each.counted));
      arguments.add(String.valueOf(each.reported));
      arguments.add(String.valueOf(each.firstAge));
      arguments.add(String.valueOf(each.lastAge));
      arguments.add(String.valueOf(each.noticeAge));
      arguments.add(String.valueOf(each.interval));
      arguments.add(String.valueOf(each.reportedSeverity));
    }
    return problems;
  }

  private CompletableFuture<List<?>> run(List<String> problems, List<String> arguments) {
    return closed.get()
        ? CompletableFuture.failedFuture(new IllegalStateException("closed"))
        : send(problems, arguments);
  }

  private CompletableFuture<List<?>> send(List<String> problems, List<String> arguments) {
    List<String> keys = new ArrayList<>();
    for (String key : List.of("live", "ids", "rate", "mutes")) {
      keys.add(space + key);
    }
    for (String problem : problems) {
      keys.add(space + "p:" + problem);
      keys.add(space + "h:" + problem);
    }
    return client
        .run(keys.toArray(new String[0]), arguments.toArray(new String[0]))
        .thenApply(answer -> (List<?>) answer);
  }

  private static CompletableFuture<Void> done(CompletableFuture<List<?>> answer) {
    return answer.thenAccept(list -> {});
  }

  private static FleetPresence toPresence(List<?> answer) {
    Map<String, Long> mutes = new HashMap<>();
    for (int i = 3; i + 1 < answer.size(); i += 2) {
      mutes.put(text(answer, i), number(answer, i + 1));
    }
    return new FleetPresence(
        (int) number(answer, 0), (int) number(answer, 1), mutes, number(answer, 2));
  }

  private static List<FleetStanding> toStandings(List<?> answer) {
    List<FleetStanding> standings = new ArrayList<>(answer.size());
    for (Object each : answer) {
      standings.add(toStanding((List<?>) each));
    }
    return standings;
  }

  private static FleetStanding toStanding(List<?> fields) {
    List<HostCount> busiest = new ArrayList<>();
    for (int i = STANDING_FIELDS; i + 1 < fields.size(); i += 2) {
      busiest.add(new HostCount(text(fields, i), number(fields, i + 1)));
    }
    return new FleetStanding(
        OWNERS.get((int) number(fields, 0)),
        number(fields, 1),
        number(fields, 2),
        number(fields, 3),
        (int) number(fields, 4),
        busiest,
        number(fields, 5),
        number(fields, 6),
        number(fields, 7),
        number(fields, 8),
        (int) number(fields, 9),
        number(fields, 10) < 0
            ? null
            : new FleetClaim(text(fields, 12), number(fields, 10), number(fields, 11)));
  }

  private static long number(List<?> answer, int index) {
    return (Long) answer.get(index);
  }

  private static String text(List<?> answer, int index) {
    return (String) answer.get(index);
  }

  /** Returns the server. */
  @Override
  public String toString() {
    return "Redis at " + client.address;
  }
}

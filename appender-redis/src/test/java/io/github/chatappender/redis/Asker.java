/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import io.github.chatappender.core.fleet.FleetCounts;
import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetRequest;
import io.github.chatappender.core.fleet.FleetStanding;
import io.github.chatappender.core.fleet.FleetStore;
import io.github.chatappender.core.fleet.FleetTurn;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that asks for permits as fast as it is answered, once a line has arrived on its input. Each
 * permit is a line: when it was asked for, when it was granted (both in milliseconds since 1970),
 * and the problems that are its own. It asks a number of times; 0: once and for all problems, and
 * stays alive; -1: until another line arrives. It ends with its parent. Without problems it asks
 * for permits only.
 */
final class Asker {

  private Asker() {}

  public static void main(String[] arguments) throws Exception {
    String address = arguments[0];
    FleetMember member = new FleetMember(arguments[1], arguments[2], "host-" + arguments[2]);
    int times = Integer.parseInt(arguments[3]);
    int problems = Integer.parseInt(arguments[4]);
    FleetRequest request =
        new FleetRequest(
            1,
            problems == 0,
            Integer.parseInt(arguments[5]),
            Integer.parseInt(arguments[6]),
            Long.parseLong(arguments[7]),
            "",
            0);
    FleetStore store = new RedisFleetProvider().open(address, member);
    store.presence().get(30, TimeUnit.SECONDS);
    System.out.println("ready");
    if (System.in.read() < 0) {
      return;
    }
    ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
    int round = 0;
    do {
      List<FleetCounts> counts = new ArrayList<>();
      for (int i = 0; i < problems; i++) {
        // All ask for all, each in another order, some at a time.
        if (times == 0 || (i + round) % 4 == 0) {
          counts.add(new FleetCounts("p" + i, "0", 1, 0, 0, 0, FleetCounts.NEVER, 0, -1));
        }
      }
      round++;
      long asked = System.currentTimeMillis();
      FleetTurn turn;
      try {
        turn = store.claim(request, counts).get(30, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        continue; // no answer in time, on a busy machine
      }
      long answered = System.currentTimeMillis();
      if (turn.granted) {
        StringBuilder own = new StringBuilder();
        for (int i = 0; i < counts.size(); i++) {
          if (turn.standings.get(i).owner == FleetStanding.Owner.THIS) {
            own.append(' ').append(counts.get(i).problem);
          }
        }
        System.out.println("granted " + asked + " " + answered + own);
      }
    } while (times < 0 ? System.in.available() == 0 && parent.isAlive() : round < times);
    System.out.println("done");
    if (times != 0) {
      System.in.read(); // closing would free the problems for those that still ask
    }
    while (times == 0 && parent.isAlive()) {
      store.presence().get(30, TimeUnit.SECONDS);
      TimeUnit.SECONDS.sleep(1);
    }
    store.close();
  }
}

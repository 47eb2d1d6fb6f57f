/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.model.OwnCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import kotlinx.coroutines.FakeEventLoop;
import org.junit.jupiter.api.Test;

class ThreadWorkTest {

  private final ThreadWork work =
      new ThreadWork(new OwnCode(List.of("io.github.chatappender"), Optional::empty));

  private final Callable<Boolean> question = work::isOneTask;

  @Test
  void mainThread_doesOneTask() {
    assertThat(work.isOneTask()).isTrue();
  }

  @Test
  void threadStartedByOwnCode_doesOneTask() throws Exception {
    List<Boolean> answers = new ArrayList<>();
    Thread thread = new Thread(() -> answers.add(work.isOneTask()), "import");
    thread.start();
    thread.join();
    Thread subclass =
        new Thread("import-2") {
          @Override
          public void run() {
            answers.add(work.isOneTask());
          }
        };
    subclass.start();
    subclass.join();

    assertThat(answers).containsExactly(true, true);
  }

  /** Its outermost frame belongs to some library. */
  @Test
  void threadStartedByALibrary_isNotOneTask() throws Exception {
    FutureTask<Boolean> task = new FutureTask<>(question);
    Thread thread = new Thread(task, "worker");
    thread.start();

    assertThat(task.get(10, TimeUnit.SECONDS)).isFalse();
  }

  @Test
  void poolThread_isNotOneTask() throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(1, task -> new Thread(task, "worker"));
    ScheduledExecutorService scheduler = Executors.newScheduledThreadPool(1);
    ForkJoinPool forkJoin = new ForkJoinPool(1);
    try {
      assertThat(pool.submit(question).get(10, TimeUnit.SECONDS)).isFalse();
      assertThat(scheduler.schedule(question, 1, TimeUnit.MILLISECONDS).get(10, TimeUnit.SECONDS))
          .isFalse();
      assertThat(forkJoin.submit(question).get(10, TimeUnit.SECONDS)).isFalse();
      assertThat(CompletableFuture.supplyAsync(work::isOneTask, pool).get(10, TimeUnit.SECONDS))
          .isFalse();
    } finally {
      pool.shutdownNow();
      scheduler.shutdownNow();
      forkJoin.shutdownNow();
    }
  }

  @Test
  void taskOfAFullPool_isNotOneTaskOnItsCallersThread() throws Exception {
    ThreadPoolExecutor pool =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            new ThreadPoolExecutor.CallerRunsPolicy());
    FutureTask<Boolean> here = new FutureTask<>(question);
    FutureTask<Boolean> blocked = new FutureTask<>(() -> here.get(10, TimeUnit.SECONDS));
    try {
      pool.execute(blocked);
      pool.execute(() -> {});
      pool.execute(here);

      assertThat(here.isDone()).isTrue();
      assertThat(here.get()).isFalse();
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void timerThread_isNotOneTask() throws Exception {
    FutureTask<Boolean> task = new FutureTask<>(question);
    Timer timer = new Timer(true);
    try {
      timer.schedule(
          new TimerTask() {
            @Override
            public void run() {
              task.run();
            }
          },
          1);

      assertThat(task.get(10, TimeUnit.SECONDS)).isFalse();
    } finally {
      timer.cancel();
    }
  }

  @Test
  void coroutines_areNotOneTaskEvenOnTheMainThread() {
    List<Boolean> answers = new ArrayList<>();

    FakeEventLoop.run(List.of(() -> answers.add(work.isOneTask())));

    assertThat(answers).containsExactly(false);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.grouping;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import kotlin.coroutines.CoroutineContext;
import kotlin.coroutines.EmptyCoroutineContext;
import kotlin.coroutines.intrinsics.IntrinsicsKt;
import kotlin.coroutines.jvm.internal.SuspendLambda;
import kotlin.jvm.functions.Function2;
import kotlinx.coroutines.BuildersKt;
import kotlinx.coroutines.CoroutineScope;
import kotlinx.coroutines.CoroutineStart;
import kotlinx.coroutines.Dispatchers;
import kotlinx.coroutines.ExecutorsKt;
import kotlinx.coroutines.YieldKt;
import kotlinx.coroutines.slf4j.MDCContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs requests as Kotlin's coroutines, in pieces, on threads that serve several in turns. */
class CoroutinesTest {

  private static final int REQUESTS = 20;
  private static final int STEPS = 3;
  private static final Pattern STEP = Pattern.compile("INFO \\w+: step \\d of (\\w+)");
  private static final Pattern FAILED = Pattern.compile("request (\\w+) failed");
  private static final ExecutorService OWN_THREAD =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "requests"));

  /** What runs the pieces. */
  enum Dispatcher {
    /** A pool with a thread for each processor. */
    DEFAULT,
    /** The thread that waits for the requests, here that of {@code main}. */
    BLOCKED_THREAD,
    ONE_THREAD;

    CoroutineContext context() {
      return switch (this) {
        case DEFAULT -> Dispatchers.getDefault();
        case BLOCKED_THREAD -> EmptyCoroutineContext.INSTANCE;
        case ONE_THREAD -> ExecutorsKt.from(OWN_THREAD);
      };
    }
  }

  @AfterAll
  static void stop() {
    OWN_THREAD.shutdownNow();
  }

  @ParameterizedTest
  @EnumSource
  void tracedCoroutines_showTheirOwnLines(Dispatcher dispatcher) throws Exception {
    List<ChatMessage> messages = played(dispatcher, true);

    assertThat(messages).hasSize(REQUESTS);
    assertThat(messages)
        .allSatisfy(
            message -> {
              MatchResult failed =
                  FAILED.matcher(message.text()).results().findFirst().orElseThrow();
              assertThat(STEP.matcher(message.text()).results())
                  .as(message.text())
                  .hasSize(STEPS)
                  .allMatch(step -> step.group(1).equals(failed.group(1)));
            });
  }

  @ParameterizedTest
  @EnumSource
  void coroutinesWithoutATrace_showNoLines(Dispatcher dispatcher) throws Exception {
    List<ChatMessage> messages = played(dispatcher, false);

    assertThat(messages).hasSize(REQUESTS);
    assertThat(messages).allMatch(message -> !STEP.matcher(message.text()).find());
  }

  private static List<ChatMessage> played(Dispatcher dispatcher, boolean traced) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        LogbackHost host = new LogbackHost(settings(space.webhookUrl()))) {
      BuildersKt.runBlocking(
          EmptyCoroutineContext.INSTANCE,
          (scope, done) -> {
            for (int i = 0; i < REQUESTS; i++) {
              CoroutineContext trace =
                  traced ? new MDCContext(Map.of("traceId", "t" + i)) : new MDCContext(Map.of());
              BuildersKt.launch(
                  scope,
                  dispatcher.context().plus(trace),
                  CoroutineStart.DEFAULT,
                  new Request(host, "r" + i, null));
            }
            return Unit.INSTANCE;
          });
      space.awaitMessages(REQUESTS, Duration.ofSeconds(60));
      return space.messages();
    }
  }

  /** Posts each failure by itself, with the lines before it. */
  private static Map<String, String> settings(String webhookUrl) {
    return Map.of(
        "webhookUrl", webhookUrl,
        "application", "shop",
        "groupBy", "none",
        "threadBy", "logger",
        "before", "5",
        "firstWait", "0 s",
        "burst", "60",
        "messagesPerMinute", "6000");
  }

  /** Written as Kotlin's compiler translates a suspending function: resumed once per step. */
  @SuppressWarnings("serial") // never serialized
  private static final class Request extends SuspendLambda
      implements Function2<CoroutineScope, Continuation<? super Unit>, Object> {

    private final LogbackHost host;
    private final String id;
    private int step;

    @SuppressWarnings("unchecked") // as generated code does
    Request(LogbackHost host, String id, @Nullable Continuation<?> completion) {
      super(2, (Continuation<Object>) completion);
      this.host = host;
      this.id = id;
    }

    @Override
    public Continuation<Unit> create(@Nullable Object scope, Continuation<?> completion) {
      return cast(new Request(host, id, completion));
    }

    @Override
    public Object invoke(CoroutineScope scope, Continuation<? super Unit> completion) {
      return new Request(host, id, completion).invokeSuspend(Unit.INSTANCE);
    }

    @Override
    protected Object invokeSuspend(Object result) {
      while (step < STEPS) {
        step++;
        host.info("com.example." + id, "step " + step + " of " + id);
        if (YieldKt.yield(cast(this)) == IntrinsicsKt.getCOROUTINE_SUSPENDED()) {
          return IntrinsicsKt.getCOROUTINE_SUSPENDED();
        }
      }
      host.error("com.example." + id, "request " + id + " failed", null);
      return Unit.INSTANCE;
    }

    @SuppressWarnings("unchecked") // a continuation of a function without a result takes anything
    private static Continuation<Unit> cast(Object continuation) {
      return (Continuation<Unit>) continuation;
    }
  }
}

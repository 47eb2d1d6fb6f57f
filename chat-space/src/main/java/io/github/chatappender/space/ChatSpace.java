/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Serves one Google Chat space on loopback and keeps the messages posted to its incoming webhook.
 *
 * <p>It refuses the same requests as the real service, in the same words and forms, so that a
 * client that works here is likely to work there. Every request, even a refused or spoiled one, is
 * recorded as an {@link Arrival}, and every accepted message as a {@link ChatMessage}; both are
 * visible before the answer is sent. Everything stays in memory until {@link #clear} or until the
 * space is garbage-collected.
 *
 * <p>A page at {@link #pageUrl} shows the space in a browser.
 *
 * <p>Thread-safe. Its threads are daemons; {@link #close} ends them.
 */
public final class ChatSpace implements AutoCloseable {
  static final int MAX_TEXT_CHARS = 4_096;

  private static final int THREADS = 4;
  private static final Duration STALL = Duration.ofSeconds(10);
  private static final int BACKLOG = 256;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  static {
    // The JDK's server sends headers and body in two writes; without this, every answer on a
    // kept-alive connection waits about 40 ms for the client's delayed acknowledgement.
    if (System.getProperty("sun.net.httpserver.nodelay") == null) {
      System.setProperty("sun.net.httpserver.nodelay", "true");
    }
  }

  private final String space;
  private final String key;
  private final List<String> tokens;
  private final Board board;
  private final Mischief mischief = new Mischief();
  private final Quotas quotas;
  private final HttpServer server;
  private final ScheduledThreadPoolExecutor workers;
  private final AtomicBoolean closed = new AtomicBoolean();

  private ChatSpace(Builder builder) throws IOException {
    space = builder.space;
    key = builder.key;
    tokens = List.copyOf(builder.tokens);
    board = new Board(builder.clock, builder.keep, builder.keepBytes);
    quotas = new Quotas(builder.requestsPerSecond, builder.burst);
    ErrorBody errors = new ErrorBody(builder.bareErrors);
    MessageService service =
        new MessageService(
            builder.anySpace ? Access.any() : Access.only(space, key, tokens),
            quotas,
            new MessageRules(builder.maxTextChars, builder.strict),
            board,
            errors);
    int number = NUMBERS.incrementAndGet();
    workers =
        new ScheduledThreadPoolExecutor(THREADS, task -> daemon(task, "chat-space-" + number));
    workers.setRemoveOnCancelPolicy(true);
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), builder.port), BACKLOG);
    server.setExecutor(workers);
    PageJson json = new PageJson(mischief, quotas, builder.keep, webhookUrl());
    EventStreams streams =
        new EventStreams(board, json, workers, builder.stall, "chat-space-" + number + "-page");
    server.createContext(
        "/",
        new SpaceHandler(
            service,
            new PageHandler(board, mischief, quotas, json, streams),
            mischief,
            board,
            errors,
            workers,
            builder.nanoClock,
            builder.clock));
    startAsDaemon();
  }

  /**
   * Starts a space with the defaults: a free port, space {@code AAA}, key {@code k}, token {@code
   * t}, no rate limit.
   */
  public static ChatSpace start() {
    return builder().start();
  }

  /** Returns a builder with the defaults of {@link #start()}. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the webhook's address, including key and token. */
  public String webhookUrl() {
    return webhookUrl(tokens.get(0));
  }

  /**
   * Returns the address of the webhook with the given token.
   *
   * @throws IllegalArgumentException if this space has no such webhook
   */
  public String webhookUrl(String token) {
    if (!tokens.contains(token)) {
      throw new IllegalArgumentException("token must be one of this space's webhooks");
    }
    return String.format(
        "http://127.0.0.1:%d/v1/spaces/%s/messages?key=%s&token=%s", port(), space, key, token);
  }

  /** Returns the address of the page that shows the space. */
  public String pageUrl() {
    return "http://127.0.0.1:" + port() + "/";
  }

  /** Returns the port the space listens on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Returns all messages so far, oldest first. */
  public List<ChatMessage> messages() {
    return board.messages();
  }

  /**
   * Returns the messages by {@linkplain ChatMessage#threadName() thread name}, the threads in the
   * order they were opened.
   */
  public Map<String, List<ChatMessage>> threads() {
    return board.threads();
  }

  /**
   * Waits for a message, past ones included, and returns the first that matches.
   *
   * @param predicate runs after each message and request, under the space's lock: it must not block
   * @throws AssertionError if the timeout elapses or the space is closed first; its message shows
   *     the whole space
   */
  public ChatMessage await(Predicate<? super ChatMessage> predicate, Duration timeout)
      throws InterruptedException {
    AtomicReference<@Nullable ChatMessage> found = new AtomicReference<>();
    board.await(
        () -> {
          found.set(board.first(predicate));
          return found.get() != null;
        },
        timeout);
    ChatMessage message = found.get();
    if (message == null) {
      throw new AssertionError("no such message within " + timeout.toMillis() + " ms in " + show());
    }
    return message;
  }

  /** Forgets all messages and requests, not what {@link #answerWith(Misbehavior)} has ordered. */
  public void clear() {
    board.clear();
  }

  /** Returns every request so far, including refused ones, in the order they were decided. */
  public List<Arrival> arrivals() {
    return board.arrivals();
  }

  /**
   * Spoils every request from now on, after those of {@link #answerWith(int, Misbehavior)}, until
   * {@link #answerNormally}.
   */
  public void answerWith(Misbehavior misbehavior) {
    mischief.always(misbehavior);
    board.changed();
  }

  /**
   * Spoils the next requests. Several calls queue up, for a script such as "two 429, then a reset,
   * then as usual".
   *
   * @param times number of requests, at least 1
   * @throws IllegalArgumentException if times is less than 1
   */
  public void answerWith(int times, Misbehavior misbehavior) {
    mischief.next(times, misbehavior);
    board.changed();
  }

  /** Clears all misbehavior, including queued ones. */
  public void answerNormally() {
    mischief.forget();
    board.changed();
  }

  /**
   * Waits until at least the given number of messages has been posted.
   *
   * @return false if the timeout elapses or the space is closed first
   */
  public boolean awaitMessages(int count, Duration timeout) throws InterruptedException {
    return board.awaitMessages(count, timeout);
  }

  /**
   * Waits until at least the given number of requests has been decided. A request counts as soon as
   * it is decided, before any delay and before its answer is sent.
   *
   * @return false if the timeout elapses or the space is closed first
   */
  public boolean awaitArrivals(int count, Duration timeout) throws InterruptedException {
    return board.awaitArrivals(count, timeout);
  }

  /**
   * Returns the space as its readers see it: thread by thread, each message with its time and text.
   */
  public String show() {
    return SpaceText.of(space, board);
  }

  /**
   * Stops listening, drops open connections and delayed answers, and ends the threads. Quick and
   * idempotent; the messages stay readable.
   */
  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    board.close();
    server.stop(0);
    workers.shutdownNow();
    try {
      // No request waits; this is for callers that count threads afterwards.
      workers.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  Board board() {
    return board;
  }

  /**
   * Starts the server on a daemon thread, because its dispatcher inherits that from its creator.
   */
  private void startAsDaemon() {
    Thread starter = daemon(server::start, "chat-space-start");
    starter.start();
    boolean interrupted = false;
    while (starter.isAlive()) {
      try {
        starter.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Builds a space from its rules. Not thread-safe. */
  public static final class Builder {
    private int port;
    private String space = "AAA";
    private String key = "k";
    private final List<String> tokens = new ArrayList<>(List.of("t"));
    private double requestsPerSecond;
    private int burst = 1;
    private int maxTextChars = MAX_TEXT_CHARS;
    private boolean bareErrors;
    private boolean anySpace;
    private boolean strict;
    private int keep = Integer.MAX_VALUE;
    private long keepBytes = Long.MAX_VALUE;
    private Duration stall = STALL;
    private LongSupplier nanoClock = System::nanoTime;
    private Clock clock = Clock.systemUTC();

    private Builder() {}

    /**
     * Sets the port on 127.0.0.1; 0, the default, chooses a free one.
     *
     * @throws IllegalArgumentException if the port is not 0 to 65,535
     */
    public Builder port(int port) {
      check(port >= 0 && port <= 65_535, "port must be 0 to 65535: " + port);
      this.port = port;
      return this;
    }

    /**
     * Sets the id of the space, the part after {@code spaces/}; default {@code AAA}.
     *
     * @throws IllegalArgumentException if an address cannot contain it as it is
     */
    public Builder space(String space) {
      this.space = addressPart("space", space);
      return this;
    }

    /** Sets the key in raw form, as in the address; default {@code k}. */
    public Builder key(String key) {
      this.key = addressPart("key", key);
      return this;
    }

    /** Sets the webhook's token in raw form, as in the address; default {@code t}. */
    public Builder token(String token) {
      tokens.set(0, addressPart("token", token));
      return this;
    }

    /**
     * Adds a webhook to the space. All webhooks of a space share its rate; each has its own thread
     * keys and request ids.
     */
    public Builder addToken(String token) {
      tokens.add(addressPart("token", token));
      return this;
    }

    /**
     * Limits the rate of the whole space; Google's is 1. Requests above it are answered with 429.
     */
    public Builder requestsPerSecond(double requestsPerSecond) {
      check(
          requestsPerSecond > 0 && requestsPerSecond <= Quotas.MAX_PER_SECOND,
          "requestsPerSecond must be > 0 and at most 1000000: " + requestsPerSecond);
      this.requestsPerSecond = requestsPerSecond;
      return this;
    }

    /** Sets how many requests are allowed at once after a pause; default 1. */
    public Builder burst(int burst) {
      check(burst >= 1, "burst must be at least 1: " + burst);
      this.burst = burst;
      return this;
    }

    /** Removes the rate limit; the default. */
    public Builder unlimitedRate() {
      requestsPerSecond = 0;
      return this;
    }

    /** Sets the maximum length of {@code text} in UTF-16 chars; default 4,096. */
    public Builder maxTextChars(int maxTextChars) {
      check(maxTextChars >= 1, "maxTextChars must be at least 1: " + maxTextChars);
      this.maxTextChars = maxTextChars;
      return this;
    }

    /** Limits {@code text} only by the size of the whole message, 32,000 bytes. */
    public Builder anyTextLength() {
      maxTextChars = Integer.MAX_VALUE;
      return this;
    }

    /**
     * Answers errors without the {@code error} object around them, as some of Google's pages show.
     */
    public Builder bareErrors() {
      bareErrors = true;
      return this;
    }

    /**
     * Accepts messages to every space with every key and token, so that one program can serve
     * several rooms.
     */
    public Builder anySpace() {
      anySpace = true;
      return this;
    }

    /** Refuses messages that the service accepts but would not show as sent. */
    public Builder strict() {
      strict = true;
      return this;
    }

    /** Keeps the latest requests only: at most so many, with at most so many bytes of bodies. */
    Builder keep(int requests, long bytes) {
      keep = requests;
      keepBytes = bytes;
      return this;
    }

    /** Sets how long a page may not read its events before it is disconnected. */
    Builder stall(Duration stall) {
      this.stall = stall;
      return this;
    }

    /** Sets the time source of the rate and of {@link Arrival#nanos()}. */
    Builder nanoClock(LongSupplier nanoClock) {
      this.nanoClock = nanoClock;
      return this;
    }

    /** Sets the clock of messages and arrivals. */
    Builder clock(Clock clock) {
      this.clock = clock;
      return this;
    }

    /**
     * Starts the space.
     *
     * @throws UncheckedIOException if the port is taken
     */
    public ChatSpace start() {
      try {
        return new ChatSpace(this);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot listen on port " + port + ": " + e.getMessage(), e);
      }
    }

    private static String addressPart(String name, String value) {
      check(
          value.matches("[A-Za-z0-9._~%:=+-]+"),
          name + " may contain only letters, digits and ._~%:=+-");
      return value;
    }

    private static void check(boolean valid, String message) {
      if (!valid) {
        throw new IllegalArgumentException(message);
      }
    }
  }
}

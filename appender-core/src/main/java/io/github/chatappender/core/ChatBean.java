/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.DeliveryStats;
import io.github.chatappender.core.api.Explanation;
import io.github.chatappender.core.api.FleetStats;
import io.github.chatappender.core.api.GoogleChatMXBean;
import io.github.chatappender.core.api.OpenProblem;
import io.github.chatappender.core.api.Operations;
import io.github.chatappender.core.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import javax.management.AttributeChangeNotification;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanNotificationInfo;
import javax.management.MBeanServer;
import javax.management.NotificationBroadcasterSupport;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The MBean of one appender. Thread-safe. Listeners are called on a thread of its own, which ends
 * after ten seconds without a change, so that a slow one keeps no other waiting.
 */
final class ChatBean extends NotificationBroadcasterSupport implements GoogleChatMXBean {

  private static final String DOMAIN = "io.github.chatappender";
  private static final String PLAIN_NAME = "[\\w.@$/-]+";
  private static final int MOST_EQUAL_NAMES = 100;
  private static final int LONGEST_FLUSH_SECONDS = 60;
  private static final int THREAD_SECONDS = 10;

  private final Operations operations;
  private final MBeanServer server;
  private final ThreadPoolExecutor notifying;
  private final AtomicLong sequence = new AtomicLong();
  private final ObjectName name;

  private ChatBean(
      Operations operations,
      MBeanServer server,
      ThreadPoolExecutor notifying,
      String context,
      String appender)
      throws JMException {
    super(
        notifying,
        new MBeanNotificationInfo(
            new String[] {AttributeChangeNotification.ATTRIBUTE_CHANGE},
            AttributeChangeNotification.class.getName(),
            "a change of the state of delivery"));
    this.operations = operations;
    this.server = server;
    this.notifying = notifying;
    this.name = registered(context, appender);
  }

  /**
   * Registers an MBean.
   *
   * @param operations the appender
   * @param context the name of the host's context
   * @param appender the appender's name
   * @param threads creates its thread
   * @return the MBean, until {@link #unregister}
   * @throws JMException if the server refuses it
   */
  static ChatBean register(
      Operations operations,
      MBeanServer server,
      String context,
      String appender,
      ThreadFactory threads)
      throws JMException {
    ThreadPoolExecutor notifying =
        new ThreadPoolExecutor(
            1, 1, THREAD_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    notifying.allowCoreThreadTimeOut(true);
    return new ChatBean(operations, server, notifying, context, appender);
  }

  /** Registers under the first name that is free: appenders may have equal names for a while. */
  private ObjectName registered(String context, String appender) throws JMException {
    String plain =
        DOMAIN + ":type=GoogleChat,context=" + value(context) + ",name=" + value(appender);
    for (int number = 2; ; number++) {
      ObjectName free = new ObjectName(number == 2 ? plain : plain + ",number=" + (number - 1));
      try {
        return server.registerMBean(this, free).getObjectName();
      } catch (InstanceAlreadyExistsException e) {
        if (number > MOST_EQUAL_NAMES) {
          throw e;
        }
      }
    }
  }

  private static String value(String text) {
    return text.matches(PLAIN_NAME) ? text : ObjectName.quote(text);
  }

  /** Removes the MBean; without effect if it is gone. */
  void unregister() {
    notifying.shutdown();
    try {
      server.unregisterMBean(name);
    } catch (JMException e) {
      // it is gone
    }
  }

  /** Notifies clients of a change of the state. */
  void changed(DeliveryStats.State before, DeliveryStats.State after, String why, Instant at) {
    sendNotification(
        new AttributeChangeNotification(
            name,
            sequence.incrementAndGet(),
            at.toEpochMilli(),
            before + " -> " + after + (why.isEmpty() ? "" : ": " + why),
            "State",
            String.class.getName(),
            before.name(),
            after.name()));
  }

  private DeliveryStats stats() {
    return operations.getDeliveryStats();
  }

  @Override
  public String getState() {
    return stats().state().name();
  }

  @Override
  public @Nullable String getStateSince() {
    return text(stats().stateSince());
  }

  @Override
  public String getWhy() {
    return stats().why();
  }

  @Override
  public long getAccepted() {
    return stats().accepted();
  }

  @Override
  public long getReported() {
    return stats().reported();
  }

  @Override
  public long getPending() {
    return stats().pending();
  }

  @Override
  public Map<String, Long> getDropped() {
    Map<String, Long> dropped = new TreeMap<>();
    stats().dropped().forEach((reason, count) -> dropped.put(reason.name(), count));
    return dropped;
  }

  @Override
  public long getAttempts() {
    return stats().attempts();
  }

  @Override
  public long getRetries() {
    return stats().retries();
  }

  @Override
  public long getMessages() {
    return stats().messages();
  }

  @Override
  public @Nullable String getLastSuccess() {
    return text(stats().lastSuccess());
  }

  @Override
  public @Nullable String getLastFailure() {
    return text(stats().lastFailure());
  }

  @Override
  public int getBudgetLeft() {
    return stats().budgetLeft();
  }

  @Override
  public long getNextPostInMillis() {
    return stats().nextPostIn().toMillis();
  }

  @Override
  public @Nullable String getSpoolDirectory() {
    return stats().spoolDirectory();
  }

  @Override
  public int getSpooled() {
    return stats().spooled();
  }

  @Override
  public List<Problem> getOpenProblems() {
    return stats().openProblems().stream().map(ShownProblem::new).collect(Collectors.toList());
  }

  @Override
  public int getOpenProblemCount() {
    return stats().openProblemCount();
  }

  @Override
  public Map<String, String> getMutes() {
    Map<String, String> mutes = new TreeMap<>();
    stats().mutes().forEach((id, end) -> mutes.put(id, String.valueOf(text(end))));
    return mutes;
  }

  @Override
  public @Nullable String getFleet() {
    FleetStats fleet = stats().fleet();
    return fleet == null ? null : fleet.toString();
  }

  @Override
  public String flush(int seconds) {
    if (seconds < 0 || seconds > LONGEST_FLUSH_SECONDS) {
      return "not flushed: the time must be from 0 to " + LONGEST_FLUSH_SECONDS + " seconds";
    }
    return operations.flush(Duration.ofSeconds(seconds))
        ? "everything was posted or dropped"
        : "some events are still pending: " + stats().pending();
  }

  @Override
  public String explain(String id) {
    try {
      Explanation explanation = operations.explain(id);
      return explanation == null ? "this process knows no problem " + id : explanation.toString();
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public String mute(String id, String duration) {
    Duration time = Durations.parse(duration.trim());
    if (time == null) {
      return "not muted: the duration must be such as 30 min, 2 h or 3 d";
    }
    try {
      return "muted until " + text(operations.mute(id, time));
    } catch (IllegalArgumentException | IllegalStateException e) {
      return "not muted: " + e.getMessage();
    }
  }

  @Override
  public String unmute(String id) {
    try {
      return operations.unmute(id)
          ? "no longer muted"
          : "not muted in this process; a line in muteFile stays until it is removed";
    } catch (IllegalArgumentException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  /** An open problem as clients see it. */
  private static final class ShownProblem implements Problem {

    private final OpenProblem problem;

    ShownProblem(OpenProblem problem) {
      this.problem = problem;
    }

    @Override
    public String getId() {
      return problem.id();
    }

    @Override
    public String getPlace() {
      return problem.place();
    }

    @Override
    public String getSeverity() {
      return problem.severity().name();
    }

    @Override
    public long getCount() {
      return problem.count();
    }

    @Override
    public long getPending() {
      return problem.pending();
    }

    @Override
    public String getSince() {
      return String.valueOf(text(problem.since()));
    }

    @Override
    public String getLast() {
      return String.valueOf(text(problem.last()));
    }

    @Override
    public @Nullable String getThreadKey() {
      return problem.threadKey();
    }

    @Override
    public @Nullable String getMutedUntil() {
      return text(problem.mutedUntil());
    }
  }
}

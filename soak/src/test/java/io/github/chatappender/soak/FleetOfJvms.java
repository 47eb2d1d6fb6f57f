/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.soak;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.ShownNotice;
import io.github.chatappender.redis.RedisServer;
import io.github.chatappender.space.ChatMessage;
import io.github.chatappender.space.ChatSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A room with Google's quota, a Redis server, and the JVMs of an application that post there. Used
 * by one thread.
 */
final class FleetOfJvms implements AutoCloseable {

  private static final Pattern NAME =
      Pattern.compile("PaymentClient|StockRepository|InvoiceWriter|Step\\d+");

  final ChatSpace space = ChatSpace.builder().requestsPerSecond(1).strict().start();
  final FaultyLink link = new FaultyLink(space.port());
  final RedisServer redis;
  final List<Instance> instances = new ArrayList<>();

  private String webhook = space.webhookUrl();
  private @Nullable ClassArchive archive;

  FleetOfJvms(RedisServer redis) {
    this.redis = redis;
  }

  /** Lets the instances that are started from now on post over the link. */
  void useLink() {
    webhook = space.webhookUrl().replace(":" + space.port(), ":" + link.port());
  }

  /**
   * Archives the classes of one JVM that posts, so that those started from now on need less of a
   * machine with few cores.
   */
  void useArchive() throws InterruptedException {
    ClassArchive classes = new ClassArchive(Path.of("target", "fleet-classes"));
    try (FleetOfJvms one = new FleetOfJvms(redis)) {
      one.archive = classes;
      one.start(1);
      one.all("log 0 3 3 1000");
      one.awaitLogged(12);
      one.endAll();
      one.instances.get(0).process.waitFor();
    }
    archive = classes;
  }

  /** Starts instances, one after the other, that are in no fleet if the address is empty. */
  void start(int number, String address) {
    for (int i = 0; i < number; i++) {
      launch(address).await("ready");
    }
  }

  void start(int number) {
    start(number, redis.address());
  }

  /** Starts instances without waiting for them. */
  void launch(int number) {
    for (int i = 0; i < number; i++) {
      launch(redis.address());
    }
  }

  private Instance launch(String address) {
    Instance instance = new Instance("orders-" + instances.size(), address);
    instances.add(instance);
    return instance;
  }

  /** Starts instances, and has them meet a problem, so that each is in touch with the others. */
  void startJoined(int number) {
    start(number);
    all("log 3 3 1 1000");
    Awaitility.await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> members() == number && !space.messages().isEmpty());
    // Those that first went on alone look every 5 s whether the fleet answers.
    await(Duration.ofSeconds(10));
  }

  /** Waits until no message has come for some time. */
  void awaitSilence(Duration time) {
    int messages;
    do {
      messages = space.messages().size();
      await(time);
    } while (space.messages().size() > messages);
  }

  private static void await(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private long members() {
    return redis.run(r -> r.keys("gca1:*:live").stream().mapToLong(key -> r.zcard(key)).sum());
  }

  void all(String command) {
    instances.stream().filter(i -> i.process.isAlive()).forEach(i -> i.tell(command));
  }

  /** Waits until each instance has logged so often. */
  void awaitLogged(int events) {
    instances.forEach(instance -> instance.await("logged " + events));
  }

  /** Ends the instances, one after the other, and returns how many events they have logged. */
  long endAll() {
    List<Instance> running = new ArrayList<>(instances);
    running.removeIf(instance -> !instance.process.isAlive());
    for (Instance instance : running) {
      instance.tell("end");
      instance.await("ended ");
    }
    return running.stream().mapToLong(Instance::assertAccounts).sum();
  }

  /** Returns the appenders' complaints. */
  List<String> complaints() {
    List<String> all = new ArrayList<>();
    for (Instance instance : instances) {
      instance.lines.stream()
          .filter(line -> line.matches(".*(WARN|ERROR|google-chat|the fleet).*"))
          .forEach(line -> all.add(instance.host + ": " + line));
    }
    return all;
  }

  /** Returns how many events the texts in the room report. */
  long eventsInRoom() {
    return new SpaceRecord(space.messages(), List.of(0)).events();
  }

  /** Returns how many requests the room has refused. */
  long refused() {
    return space.arrivals().stream().filter(arrival -> arrival.status() != 200).count();
  }

  /** Returns the messages that introduce each problem, by the place where it occurs. */
  Map<String, List<Instant>> firstNotices() {
    Map<String, List<Instant>> firsts = new TreeMap<>();
    Set<String> named = new HashSet<>();
    for (ChatMessage message : space.messages()) {
      boolean news = true;
      for (ShownNotice notice : ShownNotice.in(message.text())) {
        if (notice.kind == ShownNotice.Kind.DIGEST) {
          news = notice.line.contains("new problem");
        }
        Matcher name = NAME.matcher(notice.text);
        boolean first =
            notice.kind == ShownNotice.Kind.FIRST
                || (notice.kind == ShownNotice.Kind.LISTED && news);
        boolean found = name.find();
        boolean unnamed = found && named.add(name.group());
        if (unnamed || (found && first)) {
          firsts.computeIfAbsent(name.group(), key -> new ArrayList<>()).add(message.time());
        }
      }
    }
    return firsts;
  }

  List<ShownNotice> notices() {
    List<ShownNotice> all = new ArrayList<>();
    space.messages().forEach(message -> all.addAll(ShownNotice.in(message.text())));
    return all;
  }

  /** Returns how many commands Redis has processed, those within scripts included. */
  Map<String, Long> commands() {
    Map<String, Long> calls = new TreeMap<>();
    String statistics = redis.run(r -> r.info("commandstats"));
    Matcher matcher =
        Pattern.compile("cmdstat_(\\S+?):calls=(\\d+),usec=(\\d+)").matcher(statistics);
    while (matcher.find()) {
      calls.put(matcher.group(1), Long.parseLong(matcher.group(2)));
      calls.put(matcher.group(1) + " us", Long.parseLong(matcher.group(3)));
    }
    return calls;
  }

  @Override
  public void close() {
    instances.forEach(instance -> instance.process.destroyForcibly());
    link.close();
    space.close();
  }

  /** A process that runs {@link FleetApplication}. */
  final class Instance {

    final String host;
    final Process process;
    private final List<String> lines = new CopyOnWriteArrayList<>();

    Instance(String host, String fleet) {
      this.host = host;
      ClassArchive classes = archive;
      String classPath = System.getProperty("java.class.path");
      List<String> command =
          new ArrayList<>(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-XX:TieredStopAtLevel=1",
                  "-XX:+UseSerialGC",
                  "-Dfile.encoding=UTF-8",
                  "-Dlogback.configurationFile=fleet-application.xml"));
      if (classes != null) {
        command.add(classes.option());
      }
      command.addAll(
          List.of(
              "-cp",
              classes == null ? classPath : classes.classPath,
              FleetApplication.class.getName()));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("WEBHOOK", webhook);
      builder.environment().put("FLEET", fleet);
      builder.environment().put("INSTANCE", host);
      try {
        process = builder.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      Thread reader = new Thread(() -> output.lines().forEach(lines::add), host);
      reader.setDaemon(true);
      reader.start();
    }

    void tell(String command) {
      try {
        process.getOutputStream().write((command + "\n").getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    void await(String begin) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(15))
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !process.isAlive() || has(begin));
      assertThat(has(begin)).as("a line that begins with %s in %s", begin, lines).isTrue();
    }

    private boolean has(String begin) {
      return lines.stream().anyMatch(line -> line.startsWith(begin));
    }

    /** Kills it, and returns how many events it had logged at least. */
    long kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
      return logged();
    }

    long logged() {
      return lines.stream()
          .filter(line -> line.startsWith("logged "))
          .mapToLong(line -> Long.parseLong(line.substring(7)))
          .max()
          .orElse(0);
    }

    /** Returns the number of events logged, after checking that all were reported. */
    private long assertAccounts() {
      String line = lines.stream().filter(each -> each.startsWith("ended ")).findFirst().get();
      String[] words = line.split(" ", 5);
      assertThat(words[2]).as("accepted in %s", line).isEqualTo(words[1]);
      assertThat(words[3]).as("reported in %s", line).isEqualTo(words[1]);
      return Long.parseLong(words[1]);
    }
  }
}

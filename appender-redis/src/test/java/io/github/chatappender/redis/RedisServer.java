/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.output.StatusOutput;
import io.lettuce.core.protocol.CommandArgs;
import io.lettuce.core.protocol.CommandType;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.embedded.core.ExecutableProvider;

/**
 * A Redis server on a free loopback port, without persistence: {@code redis-server} where it is on
 * the path, else the one in the jar of embedded-redis. As an extension in a static field it runs
 * for a test class. Ends its own process only.
 */
public final class RedisServer implements BeforeAllCallback, AfterAllCallback, AutoCloseable {

  private static final boolean INSTALLED = find("redis-server") != null;

  final int port = freePort();
  private final boolean sentinel;
  private final List<String> options;
  private @Nullable Path folder;
  private @Nullable Process process;

  public RedisServer(String... options) {
    this(false, options);
  }

  private RedisServer(boolean sentinel, String... options) {
    this.sentinel = sentinel;
    this.options = List.of(options);
  }

  /** Watches a master named {@code chat}, which two Sentinels have to call dead. */
  static RedisServer sentinel(RedisServer master) {
    return new RedisServer(
        true,
        "sentinel monitor chat 127.0.0.1 " + master.port + " 2",
        "sentinel down-after-milliseconds chat 1000",
        "sentinel failover-timeout chat 5000");
  }

  /** Returns whether the server on the path is used, which is newer and knows TLS. */
  static boolean isInstalled() {
    return INSTALLED;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    start();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  public RedisServer start() {
    try {
      if (folder == null) {
        folder = Files.createTempDirectory("redis");
      }
      List<String> command = new ArrayList<>();
      command.add(executable().toString());
      if (sentinel) {
        Path file = folder.resolve("sentinel.conf");
        List<String> lines = new ArrayList<>(List.of("port " + port, "bind 127.0.0.1"));
        lines.addAll(options);
        Files.write(file, lines);
        command.addAll(List.of(file.toString(), "--sentinel"));
      } else {
        command.addAll(List.of("--port", tls() ? "0" : "" + port, "--bind", "127.0.0.1"));
        command.addAll(List.of("--save", "", "--appendonly", "no"));
        if (INSTALLED) {
          command.addAll(List.of("--enable-debug-command", "local"));
        }
        if (tls()) {
          command.addAll(List.of("--tls-port", "" + port));
        }
        command.addAll(options);
      }
      process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile())
              .start();
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      Awaitility.await()
          .pollInterval(Duration.ofMillis(20))
          .atMost(Duration.ofSeconds(20))
          .until(this::listens);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  private boolean tls() {
    return options.contains("--tls-cert-file");
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Ends the process; its data is gone. */
  public void stop() {
    try {
      process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops the process without ending it, as {@code kill -STOP} does, until {@link #thaw}. */
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    stop();
    try (Stream<Path> files = Files.walk(folder)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String output() {
    try {
      return Files.readString(folder.resolve("output"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the value of the setting {@code fleet}. */
  public String address() {
    return "redis://127.0.0.1:" + port;
  }

  /** Runs commands over a connection of its own. */
  public <T> T run(Function<RedisCommands<String, String>, T> work) {
    return run(RedisURI.create("127.0.0.1", port), work);
  }

  /** Creates the documented user {@code chat}. */
  void setUser(String password, String... moreRights) throws IOException {
    CommandArgs<String, String> arguments = new CommandArgs<>(StringCodec.UTF8);
    arguments.add("SETUSER").add("chat");
    Documented.userRights(password).forEach(arguments::add);
    List.of(moreRights).forEach(arguments::add);
    run(r -> r.dispatch(CommandType.ACL, new StatusOutput<>(StringCodec.UTF8), arguments));
  }

  private static <T> T run(RedisURI uri, Function<RedisCommands<String, String>, T> work) {
    RedisClient client = RedisClient.create(uri);
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      return work.apply(connection.sync());
    } finally {
      client.shutdown(0, 2, TimeUnit.SECONDS);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // A node of a cluster also listens 10,000 ports higher.
      int port = socket.getLocalPort();
      return port < 55_000 ? port : port - 12_000;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path executable() throws IOException {
    Path installed = find("redis-server");
    if (installed != null) {
      return installed;
    }
    File own = Files.createTempDirectory("redis-server").toFile();
    own.deleteOnExit();
    File unpacked = ExecutableProvider.newJarResourceProvider(own).get();
    unpacked.deleteOnExit();
    return unpacked.toPath();
  }

  private static @Nullable Path find(String name) {
    if (Boolean.getBoolean("redis.embedded")) {
      return null;
    }
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst()
        .orElse(null);
  }
}

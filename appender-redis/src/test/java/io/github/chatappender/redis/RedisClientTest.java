/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.redis;

import static io.github.chatappender.redis.Requests.awaitAnswer;
import static io.github.chatappender.redis.Requests.awaitFailure;
import static io.github.chatappender.redis.Requests.failure;
import static io.github.chatappender.redis.Requests.get;
import static io.github.chatappender.redis.Requests.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.chatappender.core.fleet.FleetMember;
import io.github.chatappender.core.fleet.FleetProvider;
import io.github.chatappender.core.fleet.FleetStore;
import io.lettuce.core.LettuceVersion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Checks the connection: threads, logging, sharing, TLS. */
@Timeout(120)
class RedisClientTest {

  @RegisterExtension static final RedisServer REDIS = new RedisServer();

  private static List<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(OwnThreads.PREFIX))
        .collect(Collectors.toList());
  }

  private static void awaitNoThreads() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> SharedClients.size() == 0 && ownThreads().isEmpty());
  }

  @Test
  void lettuce_isTheVersionUnderTest() {
    assertThat(LettuceVersion.getVersion() + ".RELEASE")
        .startsWith(System.getProperty("expected.version", LettuceVersion.getVersion()));
  }

  @Test
  void provider_isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(FleetProvider.class))
        .hasAtLeastOneElementOfType(RedisFleetProvider.class);
  }

  @Test
  void stores_shareOneConnectionAndTheLastEndsItsThreads() throws Exception {
    awaitNoThreads();
    FleetStore a = open(REDIS.address(), "5ace", "a");
    FleetStore b = open(REDIS.address(), "0ther", "b");
    assertThat(ownThreads()).as("before the first request").isEmpty();

    get(() -> a.presence());
    get(() -> b.presence());

    assertThat(REDIS.<String>run(r -> r.clientList()).lines()).hasSize(2); // with the one that asks
    assertThat(ownThreads()).hasSizeBetween(1, 6);
    a.close();
    assertThat(get(() -> b.presence()).members).isEqualTo(1);
    b.close();
    b.close();
    awaitNoThreads();
    assertThat(SharedClients.size()).isZero();
    assertThat(REDIS.<Long>run(r -> r.zcard("gca1:{0ther}:live"))).isZero();
    assertThatThrownBy(() -> get(() -> b.presence())).hasMessageContaining("closed");
  }

  @Test
  void storeThatIsClosedAtOnce_opensNoConnection() {
    awaitNoThreads();

    open(REDIS.address(), "5ace", "a").close();

    assertThat(SharedClients.size()).isZero();
    assertThat(ownThreads()).isEmpty();
  }

  @Test
  void logRecords_comeFromOwnThreadsAndHoldNoPassword() throws Exception {
    ConcurrentLinkedQueue<String> threads = new ConcurrentLinkedQueue<>();
    ConcurrentLinkedQueue<String> texts = new ConcurrentLinkedQueue<>();
    Thread test = Thread.currentThread();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            String name = Thread.currentThread().getName();
            if (Thread.currentThread() != test && !name.startsWith("awaitility")) { // the callers
              threads.add(name + " " + record.getLoggerName());
            }
            StringBuilder text = new StringBuilder(record.getMessage());
            for (Throwable t = record.getThrown(); t != null; t = t.getCause()) {
              text.append(t);
            }
            texts.add(text.toString());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger root = Logger.getLogger("");
    Level before = root.getLevel();
    root.addHandler(handler);
    // At TRACE, Lettuce's CommandEncoder logs every byte that it sends.
    root.setLevel(Level.FINE);
    try (RedisServer server = new RedisServer("--requirepass", "s3cret").start()) {
      try (FleetStore wrong = open("redis://:wr0ng@127.0.0.1:" + server.port, "5ace", "a");
          FleetStore right = open("redis://:s3cret@127.0.0.1:" + server.port, "5ace", "b")) {
        failure(wrong.presence());
        get(() -> right.presence());
        server.stop();
        awaitFailure(right, "not connected");
      }
      awaitNoThreads();
    } finally {
      root.removeHandler(handler);
      root.setLevel(before);
    }

    assertThat(texts).anyMatch(text -> text.contains("connect"));
    assertThat(texts).noneMatch(text -> text.contains("s3cret") || text.contains("wr0ng"));
    assertThat(threads).isNotEmpty().allMatch(name -> name.startsWith(OwnThreads.PREFIX));
  }

  @Test
  void tls_isUsedAndTheServerIsChecked(@TempDir Path folder) throws Exception {
    assumeTrue(RedisServer.isInstalled(), "the embedded server has no TLS");
    Path store = folder.resolve("store.p12");
    certify(folder, store);
    String trust = System.getProperty("javax.net.ssl.trustStore");
    try (RedisServer server =
        new RedisServer(
                "--tls-cert-file", folder.resolve("cert.pem").toString(),
                "--tls-key-file", folder.resolve("key.pem").toString(),
                "--tls-auth-clients", "no")
            .start()) {
      String address = "rediss://localhost:" + server.port;
      try (FleetStore distrustful = open(address, "5ace", "a")) {
        // on a busy machine the first encrypted connection takes longer than an answer may
        awaitFailure(distrustful, "certification path");
      }
      System.setProperty("javax.net.ssl.trustStore", store.toString());
      System.setProperty("javax.net.ssl.trustStorePassword", "changeit");
      try (FleetStore trusting = open(address, "5ace", "b");
          FleetStore otherName = open("rediss://127.0.0.1:" + server.port, "5ace", "c")) {
        awaitAnswer(trusting);
        awaitFailure(otherName, "127.0.0.1 found");
      }
    } finally {
      restore("javax.net.ssl.trustStore", trust);
      System.clearProperty("javax.net.ssl.trustStorePassword");
    }
  }

  private static void restore(String name, String value) {
    if (value == null) {
      System.clearProperty(name);
    } else {
      System.setProperty(name, value);
    }
  }

  private static void certify(Path folder, Path store) throws Exception {
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "redis",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit")
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    write(folder.resolve("cert.pem"), "CERTIFICATE", keys.getCertificate("redis").getEncoded());
    write(
        folder.resolve("key.pem"),
        "PRIVATE KEY",
        keys.getKey("redis", "changeit".toCharArray()).getEncoded());
  }

  private static void write(Path file, String type, byte[] content) throws Exception {
    String text = Base64.getMimeEncoder().encodeToString(content);
    Files.writeString(
        file, "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n");
  }

  @Test
  void store_showsTheServerOnly() {
    FleetMember member = new FleetMember("5ace", "a", "h");
    try (FleetStore store = new RedisFleetProvider().open("redis://u:s3cret@h:1", member)) {
      assertThat(store).hasToString("Redis at h:1");
    }
  }
}

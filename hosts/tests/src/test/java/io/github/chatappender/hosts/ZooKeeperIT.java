/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.space.ChatSpace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Follows the recipe for ZooKeeper on both of its logging hosts, and stages failures. */
@Timeout(300)
class ZooKeeperIT {

  private static final String HEADING = "### ZooKeeper 3.9";

  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({"3.9.5, 1.3.15", "3.9.2, 1.2.13"})
  void portInUse_isPosted(String version, String logback) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        ServerSocket taken = Recipe.takenPort();
        Server server = start(version, space, "clientPort=" + taken.getLocalPort())) {
      assertThat(server.awaitEnd()).as(server.output()).isNotZero();

      Recipe.assertPosted(row(version, logback, "port in use"), server, space);
    }
  }

  @ParameterizedTest
  @CsvSource({"3.9.5, 1.3.15", "3.9.2, 1.2.13"})
  void badSetting_isPosted(String version, String logback) throws Exception {
    try (ChatSpace space = ChatSpace.start();
        Server server = start(version, space, "clientPort=21x1")) {
      assertThat(server.awaitEnd()).as(server.output()).isNotZero();

      Recipe.assertPosted(row(version, logback, "`clientPort=21x1`"), server, space);
    }
  }

  /** A server first misses its directory when it begins the next file there. */
  @ParameterizedTest
  @CsvSource({"3.9.5, 1.3.15", "3.9.2, 1.2.13"})
  void deletedDirectory_isPosted(String version, String logback) throws Exception {
    int port = Recipe.freePort();
    try (ChatSpace space = ChatSpace.start();
        Server server = start(version, space, "snapCount=2\nclientPort=" + port)) {
      server.awaitOutput("audit is disabled"); // its last line before it serves
      Recipe.takeAway(home.resolve("data"));
      for (int i = 1; i <= 4; i++) {
        connect(port);
      }

      Recipe.assertPosted(row(version, logback, "`dataDir` deleted"), server, space);
    }
  }

  private static String row(String version, String logback, String failure) {
    return "ZooKeeper " + version + ", Logback " + logback + " | " + failure;
  }

  private Server start(String version, ChatSpace space, String settings) throws IOException {
    Recipe.copyAll("zookeeper-" + version, home.resolve("lib"));
    Recipe.copyJars(HEADING, home.resolve("lib"));
    Path conf = Files.createDirectories(home.resolve("conf"));
    Files.writeString(conf.resolve("logback.xml"), Recipe.configuration(HEADING));
    Files.writeString(
        conf.resolve("zoo.cfg"),
        String.join(
            "\n",
            "tickTime=2000",
            "dataDir=" + home.resolve("data"),
            "clientPortAddress=127.0.0.1",
            "admin.enableServer=false",
            settings));
    return Server.java(
        home,
        space,
        "-cp",
        "conf:lib/*",
        "org.apache.zookeeper.server.quorum.QuorumPeerMain",
        "conf/zoo.cfg");
  }

  /** Opens a session, which the server writes to its log. */
  private static void connect(int port) {
    ByteBuffer request = ByteBuffer.allocate(49);
    request.putInt(45).putInt(0).putLong(0).putInt(4_000).putLong(0).putInt(16);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(request.array());
      socket.getInputStream().read(); // until it has an answer
    } catch (IOException e) {
      // the server has ended
    }
  }
}

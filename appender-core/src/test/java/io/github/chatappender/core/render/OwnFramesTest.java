/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.api.Severity;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests the place and the marked frames of stacks recorded in servers and applications. */
class OwnFramesTest {

  private static final List<String> FILE_IS_GONE =
      List.of(
          "sun.nio.fs.UnixException.translateToIOException",
          "sun.nio.fs.UnixException.rethrowAsIOException",
          "sun.nio.fs.UnixFileSystemProvider.newByteChannel",
          "java.nio.file.Files.newByteChannel",
          "java.nio.channels.FileChannel.open");

  @Test
  void kafkaBrokerWithoutItsLogDirectory_hasItsPlaceInTheBroker() {
    List<String> stack =
        with(
            FILE_IS_GONE,
            "org.apache.kafka.server.common.CheckpointFile.write",
            "org.apache.kafka.storage.internals.checkpoint.CheckpointFileWithFailureHandler.write",
            "org.apache.kafka.storage.internals.checkpoint.OffsetCheckpointFile.write",
            "kafka.server.ReplicaManager.$anonfun$checkpointHighWatermarks$7",
            "kafka.server.ReplicaManager.$anonfun$checkpointHighWatermarks$7$adapted",
            "scala.Option.foreach",
            "kafka.server.ReplicaManager.checkpointHighWatermarks",
            "org.apache.kafka.server.util.KafkaScheduler.lambda$schedule$1",
            "java.util.concurrent.ThreadPoolExecutor.runWorker");

    assertThat(place("kafka.Kafka", "kafka.server.ReplicaManager", stack))
        .isEqualTo("ReplicaManager.checkpointHighWatermarks");
    assertThat(place("kafka.Kafka", "org.apache.kafka.storage.internals.log.LogManager", stack))
        .isEqualTo("ReplicaManager.checkpointHighWatermarks");
    assertThat(marked("kafka.Kafka", "kafka.server.ReplicaManager", stack))
        .containsExactly(
            "kafka.server.ReplicaManager.checkpointHighWatermarks",
            "kafka.server.ReplicaManager.checkpointHighWatermarks",
            "kafka.server.ReplicaManager.checkpointHighWatermarks");
  }

  @Test
  void kafkaBrokerWithOnlyLibraryFrames_hasItsPlaceThere() {
    List<String> stack =
        with(
            FILE_IS_GONE,
            "org.apache.kafka.storage.internals.log.LogSegment.flush",
            "org.apache.kafka.storage.internals.log.UnifiedLog.flush",
            "java.lang.Thread.run");

    assertThat(place("kafka.Kafka", "org.apache.kafka.storage.internals.log.UnifiedLog", stack))
        .isEqualTo("LogSegment.flush");
  }

  @Test
  void zooKeeperWhosePortIsInUse_hasItsPlaceInTheServer() {
    String main = "org.apache.zookeeper.server.quorum.QuorumPeerMain";
    List<String> stack =
        List.of(
            "sun.nio.ch.Net.bind0",
            "sun.nio.ch.Net.bind",
            "sun.nio.ch.ServerSocketChannelImpl.netBind",
            "sun.nio.ch.ServerSocketAdaptor.bind",
            "org.apache.zookeeper.server.NIOServerCnxnFactory.configure",
            "org.apache.zookeeper.server.ZooKeeperServerMain.runFromConfig",
            "org.apache.zookeeper.server.quorum.QuorumPeerMain.main");

    assertThat(place(main, main, stack)).isEqualTo("NIOServerCnxnFactory.configure");
    assertThat(marked(main, main, stack))
        .containsExactly(
            "org.apache.zookeeper.server.NIOServerCnxnFactory.configure",
            "org.apache.zookeeper.server.ZooKeeperServerMain.runFromConfig",
            "org.apache.zookeeper.server.quorum.QuorumPeerMain.main");
  }

  @Test
  void artemisWithoutItsDataDirectory_hasItsPlaceInTheBroker() {
    String main = "org.apache.activemq.artemis.boot.Artemis";
    List<String> stack =
        with(
            FILE_IS_GONE,
            "io.netty.util.internal.PlatformDependent.allocateDirectNoCleaner",
            "org.apache.activemq.artemis.core.io.nio.NIOSequentialFile.open",
            "org.apache.activemq.artemis.core.journal.impl.JournalFilesRepository.openFile",
            "org.apache.activemq.artemis.utils.actors.ProcessorBase.executePendingTasks",
            "java.util.concurrent.ThreadPoolExecutor.runWorker");

    assertThat(place(main, "org.apache.activemq.artemis.core.server", stack))
        .isEqualTo("NIOSequentialFile.open");
    assertThat(marked(main, "org.apache.activemq.artemis.core.server", stack)).hasSize(3);
  }

  @Test
  void inAServersWebApplication_theServersFramesAreNotOwn() {
    String main = "org.apache.catalina.startup.Bootstrap";
    List<String> stack =
        List.of(
            "com.acme.web.OrderServlet.doGet",
            "org.apache.catalina.core.ApplicationFilterChain.doFilter",
            "org.apache.catalina.core.StandardWrapperValve.invoke",
            "java.lang.Thread.run");

    assertThat(marked(main, "org.apache.catalina.core.StandardWrapperValve", stack))
        .containsExactly("com.acme.web.OrderServlet.doGet");
  }

  @ParameterizedTest
  @CsvSource({
    "feign.FeignException.serverErrorStatus, feign.ReflectiveFeign$FeignInvocationHandler.invoke",
    "software.amazon.awssdk.core.internal.http.X.handle,"
        + " software.amazon.awssdk.services.s3.DefaultS3Client.putObject",
    "org.glassfish.jersey.client.JerseyInvocation.convertToException,"
        + " org.glassfish.jersey.client.JerseyInvocation$Builder.get",
    "io.github.resilience4j.circuitbreaker.CallNotPermittedException.create,"
        + " io.github.resilience4j.circuitbreaker.CircuitBreaker.executeSupplier",
    "com.google.gson.internal.bind.TypeAdapters$12.read, com.google.gson.Gson.fromJson",
    "org.jooq.impl.Tools.translate, org.jooq.impl.AbstractQuery.execute",
    "com.mongodb.internal.connection.ProtocolHelper.getCommandFailureException,"
        + " com.mongodb.client.internal.MongoCollectionImpl.find",
    "_COROUTINE._BOUNDARY._, kotlinx.coroutines.BuildersKt.runBlocking",
    "io.github.chatappender.log4j2.Log4jEventReader.thrown,"
        + " io.github.chatappender.core.ChatSender.append",
  })
  void aLibrarysClientInAnApplication_hasItsPlaceAtTheCaller(String top, String below) {
    List<String> stack =
        List.of(top, "java.lang.reflect.Method.invoke", below, "com.acme.PaymentService.pay");

    for (String main : List.of("com.acme.ShopApplication", "Main")) {
      assertThat(place(main, "com.acme.PaymentService", stack)).isEqualTo("PaymentService.pay");
      assertThat(marked(main, "com.acme.PaymentService", stack))
          .containsExactly("com.acme.PaymentService.pay");
    }
  }

  private static @Nullable String place(String main, String logger, List<String> stack) {
    StackTraceElement place =
        Headline.place(entry(logger, stack).chain, ownCode(main).framesOf(logger));
    return place == null ? null : CodeNames.place(place);
  }

  private static List<String> marked(String main, String logger, List<String> stack) {
    return new StackText(ownCode(main))
        .fitting(entry(logger, stack), 50, lines -> true).stream()
            .filter(line -> line.startsWith("» at "))
            .map(line -> line.substring("» at ".length(), line.indexOf('(')))
            .collect(Collectors.toList());
  }

  private static OwnCode ownCode(String main) {
    return new OwnCode(List.of(), () -> Optional.of(main));
  }

  private static LogEntry entry(String logger, List<String> stack) {
    List<StackTraceElement> frames = new ArrayList<>();
    for (String frame : stack) {
      int dot = frame.lastIndexOf('.');
      frames.add(new StackTraceElement(frame.substring(0, dot), frame.substring(dot + 1), "F", 1));
    }
    return LogEntry.builder(Severity.ERROR, logger, "boom")
        .throwable(new ThrowableInfo("a.E", "no", frames, 0))
        .build();
  }

  private static List<String> with(List<String> top, String... below) {
    List<String> stack = new ArrayList<>(top);
    stack.addAll(List.of(below));
    return stack;
  }
}

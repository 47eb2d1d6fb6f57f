/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.chatappender.space.ChatSpace;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Loads host and appender as a web application does, and discards them after they have stopped. */
@Tag("slow")
@Timeout(120)
public abstract class RedeployContract {

  /**
   * Returns the application: given a webhook's address it starts a host, logs an error, flushes,
   * stops, and returns how many events were reported.
   */
  protected abstract Class<? extends Function<String, Long>> application();

  @Test
  void stoppedApplication_isCollectedWithItsClassLoader() throws Exception {
    List<String> before = Threads.names();
    try (ChatSpace space = ChatSpace.start()) {
      for (int deployment = 1; deployment <= 2; deployment++) {
        WeakReference<ClassLoader> loader = deploy(space.webhookUrl());

        assertThat(space.messages()).hasSize(deployment);
        await()
            .pollInSameThread()
            .atMost(Duration.ofSeconds(30))
            .untilAsserted(
                () -> {
                  System.gc();
                  assertThat(loader.get()).isNull();
                });
      }
    }
    await()
        .pollInSameThread()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(Threads.names()).isSubsetOf(before));
  }

  private WeakReference<ClassLoader> deploy(String webhookUrl) throws Exception {
    URLClassLoader loader = new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader());
    CompletableFuture<Long> told = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> told.complete(run(loader, application().getName(), webhookUrl)), "deployment");
    thread.setContextClassLoader(loader);
    thread.start();
    thread.join();

    assertThat(told).isCompletedWithValue(1L);
    loader.close();
    return new WeakReference<>(loader);
  }

  @SuppressWarnings("unchecked") // its type says so
  private static long run(ClassLoader loader, String name, String webhookUrl) {
    try {
      Object application = loader.loadClass(name).getDeclaredConstructor().newInstance();
      assertThat(application.getClass().getClassLoader()).isSameAs(loader);
      return ((Function<String, Long>) application).apply(webhookUrl);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(new URL[0]);
  }
}

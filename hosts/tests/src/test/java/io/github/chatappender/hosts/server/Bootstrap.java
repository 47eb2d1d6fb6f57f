/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.hosts.server;

import java.io.File;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;

/**
 * Deploys web applications in Tomcat and undeploys them, three times, and prints Tomcat's warnings.
 * Has the name of Tomcat's own main class, which names no application.
 */
public final class Bootstrap {

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Bootstrap() {}

  /**
   * Runs Tomcat.
   *
   * @param arguments a directory for the server, and the applications' directories; a byte of
   *     standard input ends each of the three deployments
   */
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    Logger.getLogger("").addHandler(new Printer());
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[0]);
    tomcat.getHost();
    // its own work for an application would look like a thread that the application has left
    tomcat.getEngine().setBackgroundProcessorDelay(-1);
    tomcat.start();
    try {
      for (int i = 1; i <= 3; i++) {
        deployAndUndeploy(tomcat, List.of(arguments).subList(1, arguments.length));
      }
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static void deployAndUndeploy(Tomcat tomcat, List<String> directories) throws Exception {
    List<Context> contexts = new ArrayList<>();
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (String directory : directories) {
      Context context = deploy(tomcat, new File(directory));
      contexts.add(context);
      loaders.add(new WeakReference<>(context.getLoader().getClassLoader()));
    }
    await("threads", () -> ours() >= directories.size());
    System.out.println("deployed");
    System.in.read(); // until the test has seen the messages
    contexts.forEach(context -> tomcat.getHost().removeChild(context));
    System.out.println("undeployed, " + ours() + " threads left");
    contexts.clear();
    await("class loaders", () -> loaders.stream().allMatch(Bootstrap::isCollected));
    System.out.println("class loaders collected");
  }

  private static Context deploy(Tomcat tomcat, File directory) {
    StandardContext context = new StandardContext();
    context.setName("/" + directory.getName());
    context.setPath("/" + directory.getName());
    context.setDocBase(directory.getPath());
    ContextConfig config = new ContextConfig();
    config.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
    context.addLifecycleListener(config);
    context.setParentClassLoader(Bootstrap.class.getClassLoader());
    context.setContainerSciFilter("logback"); // as documented
    tomcat.getHost().addChild(context); // starts it
    return context;
  }

  private static boolean isCollected(WeakReference<ClassLoader> loader) {
    System.gc();
    return loader.get() == null;
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > LIMIT.toNanos()) {
        System.out.println("waited in vain for " + what);
        return;
      }
      Thread.sleep(20); // this JVM has the server and no Awaitility; what it waits for is real
    }
  }

  private static long ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("google-chat-appender") || name.startsWith("HttpClient-"))
        .count();
  }

  private static final class Printer extends Handler {

    @Override
    public void publish(LogRecord logged) {
      if (logged.getLevel().intValue() >= Level.WARNING.intValue()) {
        System.out.println(logged.getLevel() + " " + logged.getMessage());
      }
    }

    @Override
    public void flush() {
      System.out.flush();
    }

    @Override
    public void close() {
      // holds nothing
    }
  }
}

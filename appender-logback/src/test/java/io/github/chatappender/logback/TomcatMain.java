/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.File;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.StandardRoot;

/** Deploys an application in Tomcat and undeploys it, and prints the warnings of Tomcat. */
final class TomcatMain {

  /** The libraries of an application that logs with Logback and our appender. */
  private static final String CARRIED = ".*(logback|slf4j-api|jackson-core|jspecify|appender).*";

  private static final String DELIVERY = "google-chat-appender-delivery";

  private TomcatMain() {}

  /**
   * Deploys and undeploys.
   *
   * @param arguments the webhook's address and a directory for the server
   */
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.addHandler(new Printer());
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[1]);
    tomcat.getHost();
    // its own work for an application would look like a thread that the application has left
    tomcat.getEngine().setBackgroundProcessorDelay(-1);
    tomcat.start();
    try {
      deployAndUndeploy(tomcat, Path.of(arguments[1], "orders"), arguments[0]);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static void deployAndUndeploy(Tomcat tomcat, Path directory, String webhook)
      throws Exception {
    Context context = deploy(tomcat, directory, webhook);
    WeakReference<ClassLoader> loader = new WeakReference<>(context.getLoader().getClassLoader());
    await().until(() -> ours().length >= 2);
    System.out.println(
        "deployed, context class loader of our thread: "
            + (isTheApplications(context) ? "the application's" : "another"));
    tomcat.getHost().removeChild(context);
    System.out.println("undeployed, " + ours().length + " threads left");
    await().until(() -> isCollected(loader));
    System.out.println("class loader collected");
  }

  private static boolean isCollected(WeakReference<ClassLoader> loader) {
    System.gc();
    return loader.get() == null;
  }

  private static Context deploy(Tomcat tomcat, Path directory, String webhook) throws Exception {
    Path library = Files.createDirectories(directory.resolve("WEB-INF").resolve("lib"));
    StandardContext context = new StandardContext();
    context.setName("/" + directory.getFileName());
    context.setPath("/" + directory.getFileName());
    context.setDocBase(directory.toString());
    context.addLifecycleListener(new Tomcat.FixContextListener());
    StandardRoot resources = new StandardRoot(context);
    context.setResources(resources);
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      Path path = Path.of(entry);
      if (Files.isDirectory(path)) {
        resources.addPreResources(
            new DirResourceSet(resources, "/WEB-INF/classes", path.toString(), "/"));
      } else if (path.getFileName().toString().matches(CARRIED)) {
        Files.copy(path, library.resolve(path.getFileName()));
      }
    }
    context.setParentClassLoader(TomcatMain.class.getClassLoader());
    context.addParameter("webhook", webhook);
    context.addApplicationListener(Application.class.getName());
    tomcat.getHost().addChild(context); // starts it
    return context;
  }

  /** The HTTP client's threads do not count: on JDK 25 they have a class loader of the JDK. */
  private static boolean isTheApplications(Context context) {
    return Arrays.stream(ours())
        .filter(thread -> thread.getName().startsWith(DELIVERY))
        .allMatch(thread -> thread.getContextClassLoader() == context.getLoader().getClassLoader());
  }

  private static Thread[] ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getName().startsWith(DELIVERY) || thread.getName().startsWith("HttpClient-"))
        .toArray(Thread[]::new);
  }

  /** Logs when it is deployed, and as its last words. */
  public static final class Application implements ServletContextListener {

    private Host host;

    /** Creates one by reflection. */
    public Application() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
      ServletContext context = event.getServletContext();
      host =
          Host.withAppender(
              Host.webhook(context.getInitParameter("webhook"))
                  + "<messagesPerMinute>6000</messagesPerMinute><firstWait>0</firstWait>"
                  + "<shutdownTimeout>30 s</shutdownTimeout>");
      host.logger("com.acme.Shop").error("deployed", new IllegalStateException("of it"));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
      Objects.requireNonNull(host).logger("com.acme.Shop").error("last words");
      host.close();
    }
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

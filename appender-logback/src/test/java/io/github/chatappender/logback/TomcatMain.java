/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.logback;

import static org.awaitility.Awaitility.await;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
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

  private TomcatMain() {}

  /**
   * Deploys and undeploys twice.
   *
   * @param arguments the webhook's address, a directory for the server, and {@code shutdownTimeout}
   */
  public static void main(String[] arguments) throws Exception {
    LogManager.getLogManager().reset();
    Logger root = Logger.getLogger("");
    root.addHandler(new Printer());
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[1]);
    tomcat.getHost();
    tomcat.start();
    try {
      deployTwice(tomcat, arguments);
    } finally {
      tomcat.stop();
      tomcat.destroy();
    }
  }

  private static void deployTwice(Tomcat tomcat, String... arguments) throws Exception {
    for (int i = 1; i <= 2; i++) {
      Context context = deploy(tomcat, Path.of(arguments[1], "app" + i), arguments);
      await().until(() -> ours().length >= 2);
      System.out.println(
          "deployed, context class loader of our threads: "
              + (areTheApplications(context) ? "the application's" : "another"));
      tomcat.getHost().removeChild(context);
      System.out.println("undeployed, " + ours().length + " threads left");
    }
  }

  private static Context deploy(Tomcat tomcat, Path directory, String... arguments)
      throws Exception {
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
    context.addParameter("webhook", arguments[0]);
    context.addParameter("timeout", arguments[2]);
    context.addApplicationListener(Application.class.getName());
    tomcat.getHost().addChild(context); // starts it
    return context;
  }

  private static boolean areTheApplications(Context context) {
    for (Thread thread : ours()) {
      if (thread.getContextClassLoader() != context.getLoader().getClassLoader()) {
        return false;
      }
    }
    return true;
  }

  private static Thread[] ours() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(
            thread ->
                thread.getName().startsWith("google-chat-appender-delivery")
                    || thread.getName().startsWith("HttpClient-"))
        .toArray(Thread[]::new);
  }

  /** Logs when it is deployed, and as its last words. */
  public static final class Application implements ServletContextListener {

    private Host host;

    /** Creates one by reflection. */
    public Application() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
      String address = event.getServletContext().getInitParameter("webhook");
      String timeout = event.getServletContext().getInitParameter("timeout");
      host =
          Host.withAppender(
              Host.webhook(address)
                  + "<messagesPerMinute>6000</messagesPerMinute><firstWait>0</firstWait>"
                  + ("<shutdownTimeout>" + timeout + "</shutdownTimeout>"));
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

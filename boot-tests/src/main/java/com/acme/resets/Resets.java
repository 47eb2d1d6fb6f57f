/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.resets;

import com.acme.orders.Log4jContexts;
import java.util.Arrays;
import java.util.Objects;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Logs an error after each way in which an application's logging may be set up again; its argument
 * names the way.
 */
@SpringBootApplication
public class Resets {

  /** Creates the configuration. */
  public Resets() {}

  /**
   * Runs the application.
   *
   * @param args the way, then Spring's own arguments
   * @throws ReflectiveOperationException if the host has no such reset
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    switch (args[0]) {
      case "twice":
        SpringApplication.run(Resets.class, rest).close();
        end(SpringApplication.run(Resets.class, rest));
        break;
      case "twice-open":
        SpringApplication.run(Resets.class, rest);
        end(SpringApplication.run(Resets.class, rest));
        break;
      case "parent-and-child":
        end(
            new SpringApplicationBuilder(Resets.class)
                .web(WebApplicationType.NONE)
                .child(Child.class)
                .web(WebApplicationType.NONE)
                .run(rest));
        break;
      case "refreshed-child":
        ConfigurableApplicationContext parent = SpringApplication.run(Resets.class, rest);
        try (AnnotationConfigApplicationContext child = new AnnotationConfigApplicationContext()) {
          child.setParent(parent);
          child.register(Child.class);
          child.refresh();
        }
        end(parent);
        break;
      case "cloud-refresh":
        ConfigurableApplicationContext cloud = SpringApplication.run(Resets.class, rest);
        System.out.println("PARENT " + Objects.requireNonNull(cloud.getParent()).getId());
        Object refresher =
            cloud.getBean(
                Class.forName("org.springframework.cloud.context.refresh.ContextRefresher"));
        refresher.getClass().getMethod("refresh").invoke(refresher);
        end(cloud);
        break;
      case "reset":
        ConfigurableApplicationContext context = SpringApplication.run(Resets.class, rest);
        Object factory = LoggerFactory.getILoggerFactory();
        factory.getClass().getMethod("reset").invoke(factory);
        end(context);
        break;
      case "reconfigure":
        context = SpringApplication.run(Resets.class, rest);
        Log4jContexts.reconfigure();
        end(context);
        break;
      case "level":
        context = SpringApplication.run(Resets.class, rest);
        LoggingSystem.get(Resets.class.getClassLoader()).setLogLevel("com.acme", LogLevel.DEBUG);
        end(context);
        break;
      default:
        throw new IllegalArgumentException(args[0]);
    }
  }

  private static void end(ConfigurableApplicationContext context) {
    LoggerFactory.getLogger("com.acme.stock.Shelf").error("shelf is empty");
    context.close();
    System.out.println("ENDED");
  }

  /** The child of a context. */
  @SpringBootApplication
  static class Child {}
}

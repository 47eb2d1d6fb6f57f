/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.spring;

import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds the parts that need an application context: metrics, Actuator's endpoint, and the request's
 * method and route in the MDC. The appenders themselves are attached before there is a context.
 */
@AutoConfiguration
public class ChatAutoConfiguration {

  /** Creates the configuration. */
  public ChatAutoConfiguration() {}

  /** Meters, if the application has Micrometer. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "io.micrometer.core.instrument.binder.MeterBinder")
  static class Metrics {

    @Bean
    @ConditionalOnMissingBean(ChatMetrics.class)
    MeterBinder googleChatMetrics() {
      return new ChatMetrics(Starter.host(), System::nanoTime);
    }
  }

  /** Endpoint and sanitizer, if the application has Actuator. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.SanitizingFunction")
  static class Actuator {

    @Bean
    SanitizingFunction googleChatSanitizer() {
      return new ChatSanitizer();
    }
  }

  /** The endpoint, if it is exposed. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(
      name =
          "org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint")
  @ConditionalOnAvailableEndpoint(endpoint = ChatEndpoint.class)
  static class Exposed {

    @Bean
    ChatEndpoint googleChatEndpoint() {
      return new ChatEndpoint(Starter.host());
    }
  }

  /** The request in the MDC, in a web application with servlets. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass(name = "org.springframework.web.servlet.config.annotation.WebMvcConfigurer")
  @ConditionalOnProperty(prefix = "google-chat", name = "request-mdc", matchIfMissing = true)
  static class Servlet {

    @Bean
    ServletMdc googleChatServletMdc() {
      return new ServletMdc();
    }
  }

  /** The end of a request on Spring Boot 2. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass(name = "javax.servlet.ServletRequestListener")
  @ConditionalOnProperty(prefix = "google-chat", name = "request-mdc", matchIfMissing = true)
  static class JavaxServlet {

    @Bean
    RequestEnd.Javax googleChatRequestEnd() {
      return new RequestEnd.Javax();
    }
  }

  /** The end of a request on Spring Boot 3 and later. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
  @ConditionalOnClass(name = "jakarta.servlet.ServletRequestListener")
  @ConditionalOnProperty(prefix = "google-chat", name = "request-mdc", matchIfMissing = true)
  static class JakartaServlet {

    @Bean
    RequestEnd.Jakarta googleChatRequestEnd() {
      return new RequestEnd.Jakarta();
    }
  }

  /** The request in the MDC, in a web application with WebFlux. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
  @ConditionalOnProperty(prefix = "google-chat", name = "request-mdc", matchIfMissing = true)
  static class Reactive {

    @Bean
    ReactiveMdc googleChatReactiveMdc() {
      return new ReactiveMdc();
    }
  }
}

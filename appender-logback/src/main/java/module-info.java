/** Logback appender that posts error notices to a Google Chat space. */
module io.github.chatappender.logback {
  requires transitive ch.qos.logback.classic;
  requires transitive ch.qos.logback.core;
  requires transitive io.github.chatappender.core;
  requires static com.fasterxml.jackson.annotation;
  requires static io.dropwizard.logging;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports io.github.chatappender.logback;
}

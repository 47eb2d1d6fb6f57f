/**
 * Turns log entries into a few useful messages in a Google Chat space: the framework-neutral core
 * of the Google Chat Appender.
 */
module io.github.chatappender.core {
  requires com.fasterxml.jackson.core;
  requires java.management;
  requires java.net.http;
  requires static java.sql;
  requires static transitive org.jspecify;

  exports io.github.chatappender.core;
  exports io.github.chatappender.core.api;
  exports io.github.chatappender.core.fleet;

  uses io.github.chatappender.core.fleet.FleetProvider;
}

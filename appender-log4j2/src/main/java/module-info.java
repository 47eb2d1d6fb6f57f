/** Log4j2 appender that posts error notices to a Google Chat space. */
module io.github.chatappender.log4j {
  requires transitive io.github.chatappender.core;
  requires transitive org.apache.logging.log4j;
  requires transitive org.apache.logging.log4j.core;
  requires static transitive org.jspecify;

  exports io.github.chatappender.log4j2;

  // Log4j sets the builder's private fields.
  opens io.github.chatappender.log4j2 to
      org.apache.logging.log4j.core;
}

import io.github.chatappender.core.fleet.FleetProvider;
import io.github.chatappender.redis.RedisFleetProvider;

/** Coordinates the Google Chat Appenders of many JVMs over Redis. */
module io.github.chatappender.redis {
  requires transitive io.github.chatappender.core;
  requires static transitive org.jspecify;
  requires io.netty.common;
  requires io.netty.handler;
  requires io.netty.resolver;
  requires lettuce.core;

  exports io.github.chatappender.redis;

  provides FleetProvider with
      RedisFleetProvider;
}

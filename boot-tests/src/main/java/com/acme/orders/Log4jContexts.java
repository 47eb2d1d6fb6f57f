/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.orders;

/** Reconfigures Log4j2, without needing it to compile. */
public final class Log4jContexts {

  private Log4jContexts() {}

  /**
   * Does what Log4j2 does when its file has changed.
   *
   * @throws ReflectiveOperationException if Log4j2 is another one than expected
   */
  public static void reconfigure() throws ReflectiveOperationException {
    Object context =
        Class.forName("org.apache.logging.log4j.LogManager")
            .getMethod("getContext", boolean.class)
            .invoke(null, false);
    Object configuration = context.getClass().getMethod("getConfiguration").invoke(context);
    Object again =
        Class.forName("org.apache.logging.log4j.core.config.Reconfigurable")
            .getMethod("reconfigure")
            .invoke(configuration);
    context
        .getClass()
        .getMethod(
            "setConfiguration", Class.forName("org.apache.logging.log4j.core.config.Configuration"))
        .invoke(context, again);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import io.github.chatappender.core.api.Setting;
import io.github.chatappender.core.testing.FakeDiagnostics;
import java.security.Permission;
import java.time.Duration;

/** Logs under a security manager that refuses a permission, and prints the outcome. */
final class GuardedMain {

  private GuardedMain() {}

  /**
   * Logs, flushes and closes.
   *
   * @param arguments the webhook's address, and the refused permission: {@code hooks}, {@code
   *     group} (the top one) or {@code threads}
   */
  public static void main(String[] arguments) {
    FakeDiagnostics diagnostics = new FakeDiagnostics();
    String refused = arguments[1];
    System.setSecurityManager(new Guard(refused));
    ChatSender sender =
        Senders.start(Senders.fast(arguments[0]).set(Setting.SHUTDOWN_HOOK, "true"), diagnostics);
    Senders.append(sender, "boom");
    boolean flushed =
        sender.flush(refused.equals("threads") ? Duration.ofMillis(10) : Duration.ofSeconds(30));
    long failures = sender.getDeliveryStats().threadFailures();
    sender.close();
    diagnostics.lines().stream()
        .filter(line -> !line.startsWith("info: "))
        .forEach(System.out::println);
    System.out.println(
        (flushed ? "flushed, " : "not flushed, ")
            + failures
            + " failures, "
            + sender.getDeliveryStats().pending()
            + " pending");
  }

  private static final class Guard extends SecurityManager {

    private final String refused;

    Guard(String refused) {
      this.refused = refused;
    }

    @Override
    public void checkAccess(ThreadGroup group) {
      boolean top = group.getName().equals("system");
      if (refused.equals("threads") || (refused.equals("group") && top)) {
        throw new SecurityException("refused for the test");
      }
    }

    @Override
    public void checkPermission(Permission permission, Object context) {
      checkPermission(permission);
    }

    @Override
    public void checkPermission(Permission permission) {
      if (refused.equals("hooks") && permission.getName().equals("shutdownHooks")) {
        throw new SecurityException("refused for the test");
      }
    }
  }
}

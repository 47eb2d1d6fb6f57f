/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Runs test classes on the JUnit of the class path, and prints its version and the outcome. */
final class JUnitRun {
  private JUnitRun() {}

  public static void main(String[] classes) {
    ClassSelector[] selectors =
        Arrays.stream(classes).map(name -> selectClass(name)).toArray(ClassSelector[]::new);
    SummaryGeneratingListener listener = new SummaryGeneratingListener();
    LauncherFactory.create()
        .execute(LauncherDiscoveryRequestBuilder.request().selectors(selectors).build(), listener);
    TestExecutionSummary summary = listener.getSummary();
    summary.getFailures().forEach(failure -> failure.getException().printStackTrace(System.out));
    System.out.printf(
        "JUnit %s: %d passed, %d failed%n",
        Test.class.getPackage().getImplementationVersion(),
        summary.getTestsSucceededCount(),
        summary.getTestsFailedCount());
  }
}

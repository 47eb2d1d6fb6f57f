/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.small;

import org.slf4j.LoggerFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.TestContextManager;

/** Logs an error inside a test of the application, without a test framework around it. */
@SpringBootTest(classes = OneError.class)
public class InsideTest {

  /** Creates the test. */
  public InsideTest() {}

  /**
   * Runs the test.
   *
   * @param args ignored
   * @throws Exception if the application does not start
   */
  public static void main(String[] args) throws Exception {
    new TestContextManager(InsideTest.class).prepareTestInstance(new InsideTest());
    LoggerFactory.getLogger("com.acme.stock.Shelf").error("shelf is empty");
    System.out.println("ENDED");
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Uses the kit as an application's tests do. */
class ChatSpaceExtensionTest {
  static String property() {
    return System.getProperty(ChatSpaceExtension.PROPERTY);
  }

  @Nested
  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  @ExtendWith(ChatSpaceExtension.class)
  class AsParameter {
    @Test
    @Order(1)
    void spaceIsPassedToTheTest_andItsAddressIsTheProperty(ChatSpace space) throws Exception {
      Client.of(space).post(Client.text("hello"));

      assertThat(space.messages()).hasSize(1);
      assertThat(property()).isEqualTo(space.webhookUrl());
    }

    @Test
    @Order(2)
    void nextTest_findsAnEmptySpaceWithTheSameAddress(ChatSpace space) {
      assertThat(space.messages()).isEmpty();
      assertThat(property()).isEqualTo(space.webhookUrl());
    }

    @Nested
    class Inner {
      @Test
      void nestedClass_usesTheSameSpace(ChatSpace space) {
        assertThat(property()).isEqualTo(space.webhookUrl());
      }
    }
  }

  @Nested
  class AsField {
    @RegisterExtension
    final ChatSpaceExtension room = new ChatSpaceExtension(ChatSpace.builder().space("MY-ROOM"));

    @Test
    void fieldOfAnInstance_runsASpaceForTheTest() {
      assertThat(room.space().webhookUrl()).contains("/spaces/MY-ROOM/").isEqualTo(property());
    }
  }

  /** Drives an extension by hand, to see the report of a failing test. */
  @Nested
  class ByHand {
    private final ChatSpaceExtension extension = new ChatSpaceExtension();

    @Test
    void afterTheClass_thePropertyIsTakenBack() {
      String before = System.getProperty(ChatSpaceExtension.PROPERTY);
      System.setProperty(ChatSpaceExtension.PROPERTY, "https://chat.example/before");
      try {
        extension.beforeAll(null);
        assertThat(property()).isEqualTo(extension.space().webhookUrl());
        extension.afterAll(null);

        assertThat(property()).isEqualTo("https://chat.example/before");
        assertThatIllegalStateException().isThrownBy(extension::space);
      } finally {
        System.clearProperty(ChatSpaceExtension.PROPERTY);
        if (before != null) {
          System.setProperty(ChatSpaceExtension.PROPERTY, before);
        }
      }
    }

    @Test
    void failure_showsTheRoom() throws Exception {
      extension.beforeEach(null);
      Client.of(extension.space()).post(Client.text("what was posted instead"));

      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(
              () -> extension.handleTestExecutionException(null, new AssertionError("expected")))
          .withMessage("expected")
          .satisfies(
              failure ->
                  assertThat(failure.getSuppressed()[0]).hasMessageContaining("posted instead"));
      extension.afterEach(null);
    }
  }
}

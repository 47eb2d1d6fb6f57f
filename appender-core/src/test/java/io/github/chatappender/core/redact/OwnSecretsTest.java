/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.redact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OwnSecretsTest {

  private static final OwnSecrets OWN = new OwnSecrets(List.of("k3y-value", "t0ken-value%3D"));

  @ParameterizedTest
  @CsvSource(
      delimiterString = " -> ",
      value = {
        "nothing here -> nothing here",
        "bad key k3y-value in request -> bad key *** in request",
        "token t0ken-value%3D refused -> token *** refused",
        "token t0ken-value= refused -> token *** refused",
        "k3y-valuek3y-value -> ******",
        "GET /x?key=k3y-value&token=t0ken-value%3D -> GET /x?key=***&token=***",
        "at https://chat.googleapis.com/v1/spaces/AAAA/messages?key=k3y-value&token=t0ken-value%3D&requestId=1 -> at https://chat.googleapis.com/v1/spaces/AAAA/messages?key=***&token=***&requestId=1",
      })
  void secretsAreTakenOutOfWhatOthersSay(String said, String scrubbed) {
    assertThat(OWN.scrub(said)).isEqualTo(scrubbed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MARKER%2FTOKEN%3D99",
        "MARKER%2fTOKEN%3d99",
        "MARKER%252FTOKEN%253D99",
        "MARKER%25252fTOKEN%25253d99",
        "MARKER&#47;TOKEN&#x3D;99",
        "MARKER\\u002FTOKEN\\u003d99",
        "MARKER/TOK\u200bEN=99",
        "MARKER/TOK\nEN=99",
        "MARKER/<b>TOKEN</b>=99",
        "M%41RKER/TOKEN=99"
      })
  void secretInAnotherEncoding_isHidden(String echoed) {
    OwnSecrets own = new OwnSecrets(List.of("no", "MARKER%2FTOKEN%3D99"));

    assertThat(own.scrub("bad token " + echoed + " of space A"))
        .isEqualTo("bad token *** of space A");
  }

  @Test
  void shortSecretsAreHiddenOnlyBehindTheirNames() {
    OwnSecrets own = new OwnSecrets(List.of("no", "abc"));

    assertThat(own.scrub("no token=abc and key=no, abc"))
        .isEqualTo("no token=*** and key=***, abc");
  }

  @Test
  void aSecretThatCannotBeDecodedIsHiddenAsItIs() {
    OwnSecrets own = new OwnSecrets(List.of("k", "%25zz%25zz%25"));

    assertThat(own.scrub("a %25zz%25zz%25 b %zz%zz% c")).isEqualTo("a *** b %zz%zz% c");
  }
}

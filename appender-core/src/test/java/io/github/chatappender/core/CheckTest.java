/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.chatappender.core.testing.FakeProcessFacts;
import io.github.chatappender.space.ChatSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckTest {

  private static final String VARIABLE = "GOOGLE_CHAT_WEBHOOK_URL";
  private static final String ELSEWHERE =
      "https://chat.googleapis.com/v1/spaces/ELSEWHERE/messages?key=k&token=must-not-appear";

  private final ChatSpace space = ChatSpace.start();
  private final FakeProcessFacts facts = new FakeProcessFacts();
  private final List<String> out = new ArrayList<>();
  private final List<String> err = new ArrayList<>();
  private @Nullable String typed;
  private int prompts;

  @AfterEach
  void closeSpace() {
    space.close();
  }

  @Test
  void workingWebhook_hasAMessageAndTwoRepliesInOneThread() throws Exception {
    assertThat(check(space.webhookUrl())).isZero();

    assertThat(out)
        .containsExactly(
            "posted to 127.0.0.1:"
                + space.port()
                + "/spaces/AAA: the address, its key and its token are right",
            "reply with REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD: in the same thread",
            "reply with REPLY_MESSAGE_OR_FAIL: in the same thread");
    assertThat(err).isEmpty();
    assertThat(space.threads()).hasSize(1);
    assertThat(space.messages())
        .extracting(message -> message.text())
        .containsExactly(
            "Google Chat Appender: the check command posted this message and the replies to it.",
            "A reply with `REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD`.",
            "A reply with `REPLY_MESSAGE_OR_FAIL`.");
  }

  @Test
  void probe_printsATableAfterTheCheck() throws Exception {
    assertThat(check("--probe", space.webhookUrl())).isZero();

    assertThat(out.subList(3, 5)).containsExactly("| question | answer |", "| --- | --- |");
    assertThat(out).hasSize(12);
    assertThat(out.get(5)).endsWith("| yes: it returns the first message |");
  }

  @Test
  void probeOfAWebhookThatDoesNotWork_isLeftOut() throws Exception {
    assertThat(check("--probe", space.webhookUrl().replace("token=t", "token=u"))).isEqualTo(1);

    assertThat(out).hasSize(3).noneMatch(line -> line.startsWith("|"));
    assertThat(space.arrivals()).hasSize(1);
  }

  @Test
  void argument_replacesPropertyAndVariable() throws Exception {
    facts.property(VARIABLE, ELSEWHERE).variable(VARIABLE, ELSEWHERE);

    assertThat(check(space.webhookUrl())).isZero();
  }

  @Test
  void property_replacesTheVariable() throws Exception {
    facts.property(VARIABLE, space.webhookUrl()).variable(VARIABLE, ELSEWHERE);

    assertThat(check()).isZero();
    assertThat(prompts).isZero();
  }

  @Test
  void variable_isRead() throws Exception {
    facts.variable(VARIABLE, space.webhookUrl());

    assertThat(check()).isZero();
    assertThat(prompts).isZero();
  }

  @Test
  void argument_mayNameAnotherVariable() throws Exception {
    facts.variable("PAYMENTS_CHAT_URL", space.webhookUrl()).variable(VARIABLE, ELSEWHERE);

    assertThat(check("env:PAYMENTS_CHAT_URL")).isZero();
  }

  @Test
  void file_isRead() throws Exception {
    facts.file("/run/secrets/chat", space.webhookUrl() + "\n").variable(VARIABLE, ELSEWHERE);

    assertThat(check("--webhookUrlFile", "/run/secrets/chat")).isZero();
  }

  @Test
  void withoutAnyAddress_itIsAskedFor() throws Exception {
    typed = space.webhookUrl();

    assertThat(check()).isZero();
    assertThat(prompts).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void emptyAnswer_isNoAddress(String answer) throws Exception {
    typed = answer;

    assertThat(check()).isEqualTo(1);

    assertThat(out)
        .containsExactly(
            "neither webhookUrl nor webhookUrlFile nor the variable GOOGLE_CHAT_WEBHOOK_URL is"
                + " set");
  }

  @Test
  void variableWithoutAValue_isNamedAndNothingIsAskedFor() throws Exception {
    typed = space.webhookUrl();

    assertThat(check("env:PAYMENTS_CHAT_URL")).isEqualTo(1);

    assertThat(out)
        .containsExactly(
            "webhookUrl is not set: neither the system property nor the environment variable"
                + " PAYMENTS_CHAT_URL has a value");
    assertThat(prompts).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://chat.googleapis.com/v1/spaces/AAA/messages?key=must-not-appear | webhookUrl must"
            + " have the parameters key and token; missing: token; it is cut off at the first & (a"
            + " shell needs quotes around it)",
        "https://chat.google.com/room/AAA?token=must-not-appear | webhookUrl must be the address of"
            + " a webhook, https://chat.googleapis.com/v1/spaces/…, not of the space's page",
        "https://chat.example/v1/spaces/AAA/messages?key=k&token=must-not-appear | webhookUrl must"
            + " have a host from allowedHosts, which are chat.googleapis.com",
      })
  void addressThatBreaksARule_isALineThatNamesTheRule(String address, String line)
      throws Exception {
    assertThat(check(address)).isEqualTo(1);

    assertThat(out).containsExactly(line);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "OFF"})
  void switchThatTurnsAppendersOff_isTheCause(String off) throws Exception {
    facts.variable("GOOGLE_CHAT_APPENDER_ENABLED", off);

    assertThat(check()).isEqualTo(1);

    assertThat(out)
        .containsExactly(
            "GOOGLE_CHAT_APPENDER_ENABLED is "
                + off.toLowerCase(Locale.ROOT)
                + ", which switches off every appender; unset it for this check");
    assertThat(prompts).isZero();
  }

  @Test
  void help_isPrintedAndNothingIsPosted() throws Exception {
    assertThat(check("--help", space.webhookUrl())).isZero();

    assertThat(out).singleElement().asString().contains("--probe", "--proxy", "env:NAME");
    assertThat(space.arrivals()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--prob | unknown option --prob; --help lists the options",
        "-h | unknown option -h; --help lists the options",
        "--address=must-not-appear | unknown option --address; --help lists the options",
        "--proxy | --proxy needs a value; --help lists the options",
        "must-not-appear must-not-appear | more than one address; --help shows the command line",
        "--proxy user:must-not-appear@ | proxy must be [user:password@]host:port",
        "--webhookUrlFile /no/such | webhookUrlFile must name a readable file"
            + " (NoSuchFileException): /no/such",
        "env:? | webhookUrl must name a variable after env:",
      })
  void commandLineThatCannotBeUsed_isOneLineAndExitCode2(String words, String line)
      throws Exception {
    assertThat(check(words.split(" ", -1))).isEqualTo(2);

    assertThat(err).containsExactly(line);
    assertThat(out).isEmpty();
  }

  private int check(String... words) throws InterruptedException {
    int code = new Check(facts, this::ask, out::add, err::add).run(words);
    assertThat(out).noneMatch(line -> line.contains("must-not-appear"));
    return code;
  }

  private @Nullable String ask() {
    prompts++;
    return typed;
  }
}

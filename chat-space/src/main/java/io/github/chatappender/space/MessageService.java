/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.space;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Decides a request in the service's order: address, access, quota, then the message itself. */
final class MessageService {
  private static final Pattern PATH = Pattern.compile("/v1/spaces/([^/]+)/messages");
  private static final Pattern CONTENT_TYPE =
      Pattern.compile("application/json(;charset=\"?utf-?8\"?)?");
  private static final Set<String> PARAMETERS =
      Set.of("key", "token", "messageReplyOption", "requestId");

  private final Access access;
  private final Quotas quotas;
  private final MessageRules rules;
  private final Board board;
  private final ErrorBody errors;

  MessageService(Access access, Quotas quotas, MessageRules rules, Board board, ErrorBody errors) {
    this.access = access;
    this.quotas = quotas;
    this.rules = rules;
    this.board = board;
    this.errors = errors;
  }

  Answer answer(SpaceRequest request) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return Answer.html(404, "The requested address was not found");
    }
    if (!request.method().equals("POST")) {
      return Answer.html(405, "The request method does not fit the address");
    }
    try {
      return post(path.group(1), request);
    } catch (Refusal refusal) {
      return errors.of(refusal);
    }
  }

  private Answer post(String space, SpaceRequest request) throws Refusal {
    Webhook webhook = access.check(space, request.query());
    quotas.take(space, request.nanos());
    checkParameters(request.query());
    checkContentType(request.contentType());
    Draft draft = rules.read(request.body());
    ReplyOption option = replyOption(request.query(), draft);
    List<String> objections = new ArrayList<>(draft.objections());
    if (option == ReplyOption.MESSAGE_REPLY_OPTION_UNSPECIFIED && !draft.threadKey().isEmpty()) {
      objections.add("The thread key is ignored: there is no messageReplyOption.");
      rules.refuseIfStrict(objections);
    }
    ChatMessage message = board.post(webhook, draft, option, decoded(request.query(), "requestId"));
    if (message.isOf(draft)) {
      return success(message).about(message, objections);
    }
    objections.add("Nothing is posted: " + message.name() + " has the same requestId.");
    return success(message).about(null, objections);
  }

  private static void checkParameters(RawQuery query) throws Refusal {
    Set<String> seen = new HashSet<>();
    for (String name : query.names()) {
      if (!PARAMETERS.contains(name)) {
        throw Refusal.invalid("Unknown name \"" + name + "\": cannot bind the query parameter.");
      }
      if (!seen.add(name)) {
        throw Refusal.invalid("The query parameter \"" + name + "\" is repeated.");
      }
    }
  }

  private static void checkContentType(String contentType) throws Refusal {
    String plain = contentType.toLowerCase(Locale.ROOT).replace(" ", "");
    if (!CONTENT_TYPE.matcher(plain).matches()) {
      throw Refusal.invalid("The content type must be application/json in UTF-8: " + contentType);
    }
  }

  private static ReplyOption replyOption(RawQuery query, Draft draft) throws Refusal {
    String name = decoded(query, "messageReplyOption");
    if (name == null) {
      return ReplyOption.MESSAGE_REPLY_OPTION_UNSPECIFIED;
    }
    ReplyOption option = ReplyOption.parse(name);
    if (draft.threadKey().isEmpty()) {
      throw Refusal.invalid("A message_reply_option needs a thread key.");
    }
    return option;
  }

  private static @Nullable String decoded(RawQuery query, String name) throws Refusal {
    String raw = query.raw(name);
    String value = query.value(name);
    if (value == null && raw != null && !raw.isEmpty()) {
      throw Refusal.invalid("The query parameter \"" + name + "\" is not well encoded.");
    }
    return value;
  }

  private static Answer success(ChatMessage message) {
    Map<String, Object> thread = new LinkedHashMap<>();
    thread.put("name", message.threadName());
    if (message.threadKey() != null) {
      thread.put("threadKey", message.threadKey());
    }
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("name", message.name());
    body.put("createTime", message.time().toString());
    body.put("text", message.text());
    body.put("thread", thread);
    return Answer.json(200, body);
  }
}

/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.fingerprint;

import io.github.chatappender.core.fingerprint.Fingerprint.Kind;
import io.github.chatappender.core.model.ClassGroups;
import io.github.chatappender.core.model.LogEntry;
import io.github.chatappender.core.model.OwnCode;
import io.github.chatappender.core.model.ThrowableInfo;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Computes the fingerprint of an entry by the rules of version 1: a pure function of the entry.
 * Thread-safe if its redaction is.
 *
 * <p>An exception without frames gets its own fingerprint here; {@link FingerprintResolver} finds
 * the one that it had while the JVM still gave its frames.
 */
public final class Fingerprinter {

  static final String STACK_OVERFLOW = "java.lang.StackOverflowError";

  private static final String DEFAULT = "{{default}}";

  /** Name of the line with the root's message. */
  private static final String ROOT = "exmsg";

  private final OwnCode ownCode;
  private final String fingerprintKey;
  private final UnaryOperator<String> redaction;
  private final StackFrames frames;

  /**
   * Creates a fingerprinter.
   *
   * @param ownCode recognizes the application's frames
   * @param fingerprintKey the MDC key whose value replaces the computed fingerprint
   * @param redaction removes secrets from a text before it is used
   */
  public Fingerprinter(OwnCode ownCode, String fingerprintKey, UnaryOperator<String> redaction) {
    this.ownCode = ownCode;
    this.fingerprintKey = fingerprintKey;
    this.redaction = redaction;
    this.frames = new StackFrames(ownCode);
  }

  /** Computes the fingerprint of an entry, by itself and without memory. */
  public Fingerprint of(LogEntry entry) {
    Evidence evidence = evidence(entry);
    return explicit(evidence, computed(evidence));
  }

  Evidence evidence(LogEntry entry) {
    return new Evidence(entry, redaction);
  }

  /** Applies R0: the application's own value, around or instead of the computed fingerprint. */
  Fingerprint explicit(Evidence evidence, Fingerprint computed) {
    String value = evidence.mdc(fingerprintKey);
    return value == null
        ? computed
        : new CanonicalText(Kind.CUSTOM)
            .line("custom", value.replace(DEFAULT, computed.hex))
            .fingerprint();
  }

  /** Applies R1 to R8. */
  Fingerprint computed(Evidence evidence) {
    List<ThrowableInfo> chain = evidence.chain;
    if (chain.isEmpty()) {
      return message(evidence);
    }
    ThrowableInfo root = chain.get(chain.size() - 1);
    if (ClassGroups.isOutage(root.type)) {
      CanonicalText outage = thrown(Kind.CLASS, evidence);
      return outage.lineIfSet("target", evidence.outageTarget()).fingerprint();
    }
    if (ClassGroups.isOutOfMemory(root.type)) {
      return thrown(Kind.CLASS, evidence).lineIfSet(ROOT, evidence.rootMessage()).fingerprint();
    }
    if (root.frames.isEmpty()) {
      return stackless(evidence);
    }
    if (root.type.equals(STACK_OVERFLOW)) {
      List<String> cycle = frames.cycle(root.frames);
      return thrown(Kind.CYCLE, evidence).lines("frame", cycle).fingerprint();
    }
    return stack(evidence, root);
  }

  /** Returns a key that an exception has with and without its frames. */
  static String adoptionKey(Evidence evidence) {
    return withMessage(thrown(Kind.STACKLESS, evidence), evidence).toString();
  }

  private static Fingerprint message(Evidence evidence) {
    return withMessage(new CanonicalText(Kind.MESSAGE), evidence).fingerprint();
  }

  private static Fingerprint stackless(Evidence evidence) {
    CanonicalText text = withMessage(thrown(Kind.STACKLESS, evidence), evidence);
    return text.lineIfSet(ROOT, evidence.rootMessage()).fingerprint();
  }

  private Fingerprint stack(Evidence evidence, ThrowableInfo root) {
    List<ThrowableInfo> chain = evidence.chain;
    String applicationRoot = ownCode.root(evidence.entry.logger);
    for (int i = chain.size() - 1; i >= 0; i--) {
      List<String> own = frames.own(chain.get(i).frames, applicationRoot);
      if (!own.isEmpty()) {
        return thrown(Kind.STACK, evidence).lines("frame", own).fingerprint();
      }
    }
    List<String> kept = frames.kept(root.frames);
    CanonicalText text = thrown(Kind.LIBSTACK, evidence).lines("frame", kept);
    return withMessage(text, evidence).fingerprint();
  }

  private static CanonicalText thrown(Kind kind, Evidence evidence) {
    return new CanonicalText(kind).lines("type", evidence.types);
  }

  private static CanonicalText withMessage(CanonicalText text, Evidence evidence) {
    return text.line("logger", evidence.logger()).line("msg", evidence.message());
  }
}

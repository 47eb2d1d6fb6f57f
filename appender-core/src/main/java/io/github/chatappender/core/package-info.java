/**
 * Turns log events into a few useful messages in a Google Chat space.
 *
 * <p>{@link io.github.chatappender.core.ChatSender} is what an adapter holds. The packages are the
 * stages that an event passes, in this order; an architecture test keeps what each may use.
 *
 * <table>
 *   <caption>The packages</caption>
 *   <tr><td>{@code api}</td><td>what adapters speak; with this package the only exports</td></tr>
 *   <tr><td>{@code text}</td><td>characters, cutting, cleaning, JSON: one of each</td></tr>
 *   <tr><td>{@code model}</td><td>entries, samples: the words that every stage speaks</td></tr>
 *   <tr><td>{@code config}</td><td>settings as values, read once, checked once</td></tr>
 *   <tr><td>{@code capture}</td><td>on the logging thread: guards, statements, queue</td></tr>
 *   <tr><td>{@code redact}</td><td>removes secrets from texts</td></tr>
 *   <tr><td>{@code fingerprint}</td><td>finds which events are the same problem</td></tr>
 *   <tr><td>{@code incident}</td><td>incidents, and which notice is due when</td></tr>
 *   <tr><td>{@code budget}</td><td>how often a space may be posted to</td></tr>
 *   <tr><td>{@code render}, {@code render.card}</td><td>notices to JSON, as text or card</td></tr>
 *   <tr><td>{@code webhook}</td><td>the way to the service and back</td></tr>
 *   <tr><td>{@code spool}</td><td>critical events on disk</td></tr>
 *   <tr><td>{@code delivery}</td><td>puts the stages together: a loop, a thread that waits</td></tr>
 * </table>
 */
@NullMarked
package io.github.chatappender.core;

import org.jspecify.annotations.NullMarked;

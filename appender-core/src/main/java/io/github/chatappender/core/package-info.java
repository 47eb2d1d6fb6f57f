/**
 * Turns log events into a few useful messages in a Google Chat space.
 *
 * <p>{@link io.github.chatappender.core.ChatSender} is an adapter's entry point, {@link
 * io.github.chatappender.core.Check} a command for people. The packages are the stages of an event,
 * in this order; an architecture test enforces their dependencies.
 *
 * <table>
 *   <caption>The packages</caption>
 *   <tr><td>{@code api}</td><td>the adapters' API; exported, like this package</td></tr>
 *   <tr><td>{@code text}</td><td>characters, cutting, cleaning, JSON</td></tr>
 *   <tr><td>{@code model}</td><td>entries, samples: the types that all stages share</td></tr>
 *   <tr><td>{@code config}</td><td>reads and checks the settings, once</td></tr>
 *   <tr><td>{@code capture}</td><td>runs on the logging thread: guards, statements, queue</td></tr>
 *   <tr><td>{@code redact}</td><td>removes secrets from texts</td></tr>
 *   <tr><td>{@code fingerprint}</td><td>decides which events are the same problem</td></tr>
 *   <tr><td>{@code incident}</td><td>tracks incidents, decides when notices are due</td></tr>
 *   <tr><td>{@code budget}</td><td>limits the posts to a space</td></tr>
 *   <tr><td>{@code render}, {@code render.card}</td><td>renders notices as text or card</td></tr>
 *   <tr><td>{@code webhook}</td><td>posts to the service and reads its answers</td></tr>
 *   <tr><td>{@code spool}</td><td>keeps critical events on disk</td></tr>
 *   <tr><td>{@code jmx}</td><td>shows an appender to JMX clients</td></tr>
 *   <tr><td>{@code delivery}</td><td>connects the stages: the loop and its thread</td></tr>
 * </table>
 */
@NullMarked
package io.github.chatappender.core;

import org.jspecify.annotations.NullMarked;

/**
 * Turns log events into a few useful messages in a Google Chat space.
 *
 * <p>{@link io.github.chatappender.core.ChatSender} is the adapters' entry point; {@link
 * io.github.chatappender.core.Check} checks a webhook from the command line. The packages are the
 * stages of an event, in this order; an architecture test enforces their dependencies.
 *
 * <table>
 *   <caption>The packages</caption>
 *   <tr><td>{@code api}</td><td>has the API of adapters and applications; exported</td></tr>
 *   <tr><td>{@code fleet}</td><td>has the SPI of a store shared by JVMs; exported</td></tr>
 *   <tr><td>{@code text}</td><td>classifies, cuts and cleans texts, writes JSON</td></tr>
 *   <tr><td>{@code model}</td><td>has the types that all stages share: entries, samples</td></tr>
 *   <tr><td>{@code config}</td><td>reads and checks the settings, once</td></tr>
 *   <tr><td>{@code capture}</td><td>counts and copies events on the logging thread</td></tr>
 *   <tr><td>{@code redact}</td><td>removes secrets from texts</td></tr>
 *   <tr><td>{@code fingerprint}</td><td>decides which events are the same problem</td></tr>
 *   <tr><td>{@code incident}</td><td>tracks problems, decides when notices are due</td></tr>
 *   <tr><td>{@code budget}</td><td>limits the posts to a space</td></tr>
 *   <tr><td>{@code render}, {@code render.card}</td><td>renders notices as text or card</td></tr>
 *   <tr><td>{@code webhook}</td><td>posts to the service and reads its answers</td></tr>
 *   <tr><td>{@code spool}</td><td>keeps critical events on disk</td></tr>
 *   <tr><td>{@code delivery}</td><td>connects the stages in one loop on one thread</td></tr>
 * </table>
 */
@NullMarked
package io.github.chatappender.core;

import org.jspecify.annotations.NullMarked;

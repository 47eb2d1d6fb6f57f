/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Runs both adapters under a load and faults that a seed decides, and compares the messages in the
 * spaces with the logged events. {@code ChaosSoakTest} runs it; a {@code Site} is a host under load
 * that posts to two {@code Place}s, each behind a {@code FaultyLink}; {@code Chaos} breaks them;
 * {@code SpaceRecord} reads the messages that arrived.
 *
 * <p>{@code FleetScenariosIT} runs fleets: JVMs that share a Redis server and a space.
 */
package io.github.chatappender.soak;

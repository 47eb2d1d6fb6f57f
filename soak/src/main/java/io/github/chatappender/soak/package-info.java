/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Runs both adapters for a while under a load and faults that a seed decides, and holds what the
 * spaces have heard against what was logged. {@code ChaosSoakTest} is the course; a {@code Site} is
 * a host under load, with two {@code Place}s it posts to, each behind a {@code FaultyLink}; {@code
 * Chaos} breaks them; {@code SpaceRecord} reads what came through.
 */
package io.github.chatappender.soak;

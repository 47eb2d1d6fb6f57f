/*
 * Copyright the Google Chat Appender authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.github.chatappender.core.spool;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * Writes and reads the first line of a file, before its JSON: the kind, the version and a checksum
 * (CRC-32C, RFC 3720 appendix B.4) of everything after it. Stateless.
 */
final class SpoolFormat {

  private static final int VERSION = 1;
  private static final Pattern HEADER =
      Pattern.compile("google-chat-appender (entry|message) (\\d{1,4}) crc32c ([0-9a-f]{8})");

  private SpoolFormat() {}

  /** Reports the fault in a file. */
  static final class DamagedException extends Exception {

    private static final long serialVersionUID = 1L;

    DamagedException(String message) {
      super(message);
    }
  }

  static byte[] framed(String kind, String json) {
    String content = json + "\n";
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    String header =
        String.format(
            Locale.ROOT,
            "google-chat-appender %s %d crc32c %08x",
            kind.substring(1),
            VERSION,
            checksum(bytes, 0));
    return (header + "\n" + content).getBytes(StandardCharsets.UTF_8);
  }

  static String json(String kind, byte[] file) throws DamagedException {
    int end = 0;
    while (end < file.length && file[end] != '\n') {
      end++;
    }
    Matcher header = HEADER.matcher(new String(file, 0, end, StandardCharsets.UTF_8));
    if (end == file.length || !header.matches() || !kind.equals("." + header.group(1))) {
      throw new DamagedException("has no valid header");
    }
    if (Integer.parseInt(header.group(2)) != VERSION) {
      throw new DamagedException(
          "has version " + header.group(2) + ", which this release cannot read");
    }
    if (Long.parseLong(header.group(3), 16) != checksum(file, end + 1)) {
      throw new DamagedException("is damaged: its checksum is wrong");
    }
    return new String(file, end + 1, file.length - end - 1, StandardCharsets.UTF_8);
  }

  private static long checksum(byte[] bytes, int from) {
    CRC32C checksum = new CRC32C();
    checksum.update(bytes, from, bytes.length - from);
    return checksum.getValue();
  }
}

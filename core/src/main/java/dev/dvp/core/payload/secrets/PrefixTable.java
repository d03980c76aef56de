package dev.dvp.core.payload.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds where one of several prefixes stands, in one look at every second byte. Of each prefix
 * three bytes are chosen that are rare in texts; of these three, two together start at an even
 * index wherever they stand, and a table tells which two may belong to which prefix. No look waits
 * for the one before, which makes it faster than methods that skip more.
 */
final class PrefixTable {
  private static final int ANCHOR = 3;

  /**
   * A prefix.
   *
   * @param kind what it is the beginning of
   * @param offset where in it the two bytes stand by which it is looked for
   */
  record Candidate(SecretKind kind, int offset) {}

  /** By two bytes: which group of candidates; 0 when there are none. */
  private final byte[] table = new byte[1 << 16];

  private final List<List<Candidate>> groups = new ArrayList<>();

  PrefixTable(List<SecretKind> kinds) {
    Map<Integer, List<Candidate>> byPair = new HashMap<>();
    for (SecretKind kind : kinds) {
      byte[] bytes = kind.prefix().getBytes(StandardCharsets.US_ASCII);
      int rarest = rarest(bytes);
      for (int offset = rarest; offset < rarest + ANCHOR - 1; offset++) {
        byPair
            .computeIfAbsent(pair(bytes[offset], bytes[offset + 1]), p -> new ArrayList<>())
            .add(new Candidate(kind, offset));
      }
    }
    if (byPair.size() > Byte.MAX_VALUE) {
      throw new IllegalArgumentException("more pairs than a byte can number");
    }
    groups.add(List.of());
    byPair.forEach(
        (pair, group) -> {
          table[pair] = (byte) groups.size();
          groups.add(List.copyOf(group));
        });
  }

  private static int pair(byte first, byte second) {
    return (first & 0xFF) << 8 | (second & 0xFF);
  }

  private static int rarest(byte[] prefix) {
    int best = 0;
    int lowest = Integer.MAX_VALUE;
    for (int i = 0; i + ANCHOR <= prefix.length; i++) {
      int first = frequency(prefix[i]);
      int second = frequency(prefix[i + 1]);
      int together = first * second + second * frequency(prefix[i + 2]);
      if (together < lowest) {
        lowest = together;
        best = i;
      }
    }
    return best;
  }

  /** Roughly how frequent a character is in texts. */
  private static int frequency(byte c) {
    if (c == ' ' || (c >= 'a' && c <= 'z')) {
      return 6;
    }
    return "_-.=/".indexOf(c) >= 0 ? 3 : 1;
  }

  /**
   * Goes on to where candidates may be.
   *
   * @param bytes the text
   * @param from the first index to look at, always of the same parity
   * @param to where to end: that byte is still looked at
   * @return an index that {@link #candidates} knows, or one not below {@code to}
   */
  int next(byte[] bytes, int from, int to) {
    int at = from;
    while (at < to && table[(bytes[at] & 0xFF) << 8 | (bytes[at + 1] & 0xFF)] == 0) {
      at += 2;
    }
    return at;
  }

  /** The candidates of an index that {@link #next} gave. */
  List<Candidate> candidates(byte[] bytes, int at) {
    return groups.get(table[pair(bytes[at], bytes[at + 1])]);
  }
}

package com.oracle.graal.python.pegparser;

import java.util.Arrays;

/**
 * What the parser's rules gave at each token, so that none is tried twice at one. Of the parser's
 * own name and in its place: that one is a hash map of hash maps with boxed numbers, and was a
 * third of the time of reading Python.
 *
 * <p>One table with open addressing, a token and a rule together being the key; entries are never
 * taken out one by one.
 *
 * @param <T> what rules give; {@code null} where one does not apply
 */
class RuleResultCache<T> {
  /** A file of some fifty lines fits; the table doubles when it is three quarters full. */
  private static final int SMALLEST = 1 << 14;

  /** Fibonacci hashing: neighbours are spread over the whole table. */
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private final AbstractParser parser;
  private long[] keys = new long[SMALLEST];
  private Object[] results = new Object[SMALLEST];
  private int[] ends = new int[SMALLEST];
  private int size;

  /** Where the last question ended, which as a rule is where the next begins. */
  private int last;

  RuleResultCache(AbstractParser parser) {
    this.parser = parser;
  }

  /** Tells whether a rule was tried at a token. */
  public boolean hasResult(int token, int rule) {
    long key = key(token, rule);
    last = find(key);
    return keys[last] == key;
  }

  /** Returns what it gave, and moves the parser to where it ended. */
  @SuppressWarnings("unchecked")
  public T getResult(int token, int rule) {
    long key = key(token, rule);
    int at = keys[last] == key ? last : find(key);
    parser.reset(ends[at]);
    return (T) results[at];
  }

  /** Keeps what a rule gave; it ended where the parser is. */
  public T putResult(int token, int rule, T result) {
    long key = key(token, rule);
    int at = find(key);
    if (keys[at] != key) {
      if (++size > keys.length / 4 * 3) {
        grow();
        at = find(key);
      }
      keys[at] = key;
    }
    results[at] = result;
    ends[at] = parser.mark();
    return result;
  }

  /** Forgets all. */
  public void clear() {
    Arrays.fill(keys, 0);
    Arrays.fill(results, null);
    size = 0;
  }

  /** Never 0, which marks a free place. */
  private static long key(int token, int rule) {
    return (((long) token << Integer.SIZE) | rule) + 1;
  }

  /** Where a key is, or would be. */
  private int find(long key) {
    int mask = keys.length - 1;
    int at = (int) ((key * SPREAD) >>> Integer.SIZE) & mask;
    while (keys[at] != key && keys[at] != 0) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    long[] oldKeys = keys;
    Object[] oldResults = results;
    int[] oldEnds = ends;
    keys = new long[2 * oldKeys.length];
    results = new Object[keys.length];
    ends = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        results[at] = oldResults[i];
        ends[at] = oldEnds[i];
      }
    }
  }
}

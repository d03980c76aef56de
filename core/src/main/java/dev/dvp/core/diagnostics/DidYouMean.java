package dev.dvp.core.diagnostics;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a misspelt one was meant to be. */
public final class DidYouMean {
  private DidYouMean() {}

  /**
   * The nearest candidate by Damerau-Levenshtein distance, case, dashes and underscores aside, when
   * it is near enough to be a likely slip: at most a third of the word's length away.
   *
   * @param word what was written
   * @param candidates what would have been right
   * @return the likely one, if any
   */
  public static Optional<String> nearest(String word, Collection<String> candidates) {
    return nearest(word, candidates, Math.max(1, plain(word).length() / 3));
  }

  /**
   * The same with a limit of one's own, for words that may well be something else.
   *
   * @param word what was written
   * @param candidates what would have been right
   * @param allowed how many letters may be wrong, missing, too many or swapped
   * @return the likely one, if any
   */
  public static Optional<String> nearest(String word, Collection<String> candidates, int allowed) {
    String plain = plain(word);
    return candidates.stream()
        .filter(c -> distance(plain, plain(c)) <= allowed)
        .min(
            Comparator.<String>comparingInt(c -> distance(plain, plain(c)))
                .thenComparingInt(c -> distance(word, c))
                .thenComparing(Comparator.naturalOrder()));
  }

  /**
   * The one candidate that is near, for those who change the word rather than ask: when two are
   * within reach, nobody can tell which was meant.
   *
   * @param word what was written
   * @param candidates what would have been right
   * @return the candidate, if no other is near
   */
  public static Optional<String> only(String word, Collection<String> candidates) {
    return only(word, candidates, Math.max(1, plain(word).length() / 3));
  }

  /**
   * The same with a limit of one's own.
   *
   * @param word what was written
   * @param candidates what would have been right
   * @param allowed how many letters may be wrong, missing, too many or swapped
   * @return the candidate, if no other is near
   */
  public static Optional<String> only(String word, Collection<String> candidates, int allowed) {
    String plain = plain(word);
    String found = null;
    for (String candidate : candidates) {
      if (distance(plain, plain(candidate)) <= allowed) {
        if (found != null) {
          return Optional.empty();
        }
        found = candidate;
      }
    }
    return Optional.ofNullable(found);
  }

  /**
   * The same as a sentence for a diagnostic's help.
   *
   * @param word what was written
   * @param candidates what would have been right
   * @return {@code Did you mean `x`?}, or an empty text
   */
  public static String hint(String word, Collection<String> candidates) {
    return nearest(word, candidates).map(c -> "Did you mean `" + c + "`?").orElse("");
  }

  private static String plain(String word) {
    String shortened = word.length() > 100 ? word.substring(0, 100) : word;
    return shortened.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }

  private static int distance(String a, String b) {
    int[] beforeLast = new int[b.length() + 1];
    int[] last = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(Math.min(last[j] + 1, current[j - 1] + 1), last[j - 1] + same);
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          current[j] = Math.min(current[j], beforeLast[j - 2] + 1);
        }
      }
      int[] spare = beforeLast;
      beforeLast = last;
      last = current;
      current = spare;
    }
    return last[b.length()];
  }
}

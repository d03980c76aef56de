package dev.dvp.core.runtime.resolving;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Which runtime packages somebody wants in an artifact. */
public enum RuntimeChoice {
  /** Those of the SDK, or none at all. */
  OFFICIAL,
  /** dvp's own. */
  BUNDLED,
  /** Those of the SDK where they can be had without much ado, else dvp's own. */
  AUTO;

  /** The words that users write. */
  public static final List<String> WORDS =
      Arrays.stream(values()).map(RuntimeChoice::word).toList();

  /**
   * The word that users write.
   *
   * @return for example {@code auto}
   */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Finds a choice.
   *
   * @param word one of {@link #WORDS}
   * @return the choice
   */
  public static RuntimeChoice of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}

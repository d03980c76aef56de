package dev.dvp.core.ignoring;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules that are not to be reported, and which of them there was a finding of. */
final class Ignore {
  private final Location place;
  private final List<String> words;
  private final Set<String> used = new HashSet<>();

  /**
   * Makes one.
   *
   * @param place where it is written
   * @param words ids of rules, or beginnings of ids
   */
  Ignore(Location place, List<String> words) {
    this.place = place;
    this.words = List.copyOf(words);
  }

  Location place() {
    return place;
  }

  List<String> words() {
    return words;
  }

  /** Whether it names the finding's rule. From then on the word counts as used. */
  boolean names(Diagnostic finding) {
    boolean named = false;
    for (String word : words) {
      if (!word.isEmpty() && finding.rule().id().startsWith(word)) {
        used.add(word);
        named = true;
      }
    }
    return named;
  }

  boolean isUsed(String word) {
    return used.contains(word);
  }
}

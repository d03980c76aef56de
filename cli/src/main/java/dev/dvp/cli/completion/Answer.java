package dev.dvp.cli.completion;

import dev.dvp.cli.report.Printable;
import java.util.List;

/**
 * What a script is told: a line with what to complete besides the words, and the part of the word
 * at the cursor that stands before them ({@code --args=}); then a line for each word, with its
 * description behind a tab.
 *
 * @param also files, folders, or words alone
 * @param before what of the word at the cursor is no part of a path
 * @param words the words, whole
 */
record Answer(Also also, String before, List<Candidate> words) {
  static final Answer NOTHING = new Answer(Also.WORDS, "", List.of());

  /** What the shell itself adds. */
  enum Also {
    WORDS,
    FILES,
    FOLDERS;

    String word() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  Answer {
    words = List.copyOf(words);
  }

  /** The same for a value that stands behind its option in one word. */
  Answer behind(String option) {
    return new Answer(
        also,
        option,
        words.stream()
            .map(word -> new Candidate(option + word.value(), word.description()))
            .toList());
  }

  /** The words that begin as the word at the cursor does; case does not matter. */
  Answer startingWith(String begun) {
    return new Answer(
        also,
        before,
        words.stream()
            .filter(word -> word.value().regionMatches(true, 0, begun, 0, begun.length()))
            .toList());
  }

  String text() {
    StringBuilder text = new StringBuilder(also.word()).append('\t').append(before).append('\n');
    for (Candidate word : words) {
      // What a terminal would obey cannot be typed either.
      if (Printable.text(word.value()).equals(word.value())) {
        text.append(word.value()).append('\t').append(Printable.text(word.description()));
        text.append('\n');
      }
    }
    return text.toString();
  }
}

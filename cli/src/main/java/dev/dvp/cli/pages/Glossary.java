package dev.dvp.cli.pages;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The words that the page {@code glossary.md} explains: its paragraphs begin with what they
 * explain, in bold, several words for one thing with commas between them.
 */
public final class Glossary {
  private static final String BOLD = "**";

  private Glossary() {}

  private record Entry(List<String> words, String text) {
    static Optional<Entry> of(String paragraph) {
      int end = paragraph.indexOf("." + BOLD);
      if (!paragraph.startsWith(BOLD) || end < 0) {
        return Optional.empty();
      }
      String words = paragraph.substring(BOLD.length(), end).toLowerCase(Locale.ROOT);
      return Optional.of(
          new Entry(
              Arrays.stream(words.replace("`", "").split(",", -1)).map(String::strip).toList(),
              paragraph));
    }
  }

  private static Stream<Entry> entries() {
    return Topics.find("glossary").stream()
        .flatMap(page -> Arrays.stream(page.text().split("\n\n", -1)))
        .flatMap(paragraph -> Entry.of(paragraph).stream());
  }

  /**
   * Explains a word.
   *
   * @param word one or several words, in any case
   * @return the paragraph, if the glossary has the word
   */
  public static Optional<String> find(String word) {
    String asked = word.toLowerCase(Locale.ROOT).strip();
    return entries().filter(entry -> entry.words().contains(asked)).map(Entry::text).findFirst();
  }

  /**
   * All that it explains.
   *
   * @return the words, in small letters, in the page's order
   */
  public static List<String> words() {
    return entries().flatMap(entry -> entry.words().stream()).toList();
  }
}

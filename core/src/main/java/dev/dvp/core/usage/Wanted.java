package dev.dvp.core.usage;

import java.util.Optional;

/**
 * What an operation is to return, taken from the words of the catalogue.
 *
 * @param words the words
 * @param isList whether it is a list
 * @param item the kind of the value, or of the list's items
 * @param isOptional whether the words leave it open what nothing means
 */
record Wanted(String words, boolean isList, String item, boolean isOptional) {
  static Optional<Wanted> of(String returns) {
    String words = returns.replaceAll(" \\(.*\\)$", "");
    if (words.startsWith("list[") && words.endsWith("]")) {
      String item = words.substring("list[".length(), words.length() - 1);
      return Optional.of(new Wanted("a list of `" + item + "`", true, Kinds.of(item), false));
    }
    if (words.equals("None")) {
      return Optional.of(new Wanted("nothing", false, Kinds.NONE, false));
    }
    if (words.endsWith("number")) {
      return Optional.of(new Wanted("a " + words, false, Kinds.NUMBER, false));
    }
    boolean isName = words.chars().allMatch(Character::isLetter);
    boolean isOptional = returns.contains("absent");
    return isName
        ? Optional.of(new Wanted("`" + words + "`", false, Kinds.of(words), isOptional))
        : Optional.empty();
  }

  boolean accepts(String kind) {
    return (!isList && kind.equals(item)) || (isOptional && kind.equals(Kinds.NONE));
  }
}

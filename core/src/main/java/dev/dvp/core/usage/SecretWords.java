package dev.dvp.core.usage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Tells by a name whether it holds a secret. */
final class SecretWords {
  private static final Set<String> SECRETS = Set.of("password", "passwd", "passphrase", "secret");

  /** Two last words that only together say it. */
  private static final Set<String> PAIRS =
      Set.of("api key", "private key", "secret key", "access token", "auth token");

  /** First words by which the rest is something said of a secret, and not one. */
  private static final Set<String> ABOUT =
      Set.of(
          "is",
          "has",
          "use",
          "uses",
          "no",
          "need",
          "needs",
          "with",
          "without",
          "check",
          "validate",
          "masked",
          "redacted",
          "hidden",
          "encrypted",
          "hashed",
          "hide",
          "mask",
          "allow",
          "enable",
          "require",
          "requires",
          "prompt",
          "change",
          "set",
          "reset",
          "update",
          "empty",
          "should",
          "can",
          "any");

  private static final Set<String> GETTERS =
      Set.of("get", "fetch", "read", "decrypt", "retrieve", "load", "generate", "lookup");

  private SecretWords() {}

  /** Whether a variable, an attribute or a key of that name holds a secret. */
  static boolean isSecret(String name) {
    if (name.length() > 60) {
      return false;
    }
    List<String> words = words(name);
    return !words.isEmpty() && !ABOUT.contains(words.get(0)) && endsSecret(words);
  }

  /** Whether a function of that name returns a secret. */
  static boolean isGetter(String name) {
    List<String> words = name.length() > 60 ? List.of() : words(name);
    return words.size() > 1 && GETTERS.contains(words.get(0)) && endsSecret(words);
  }

  private static boolean endsSecret(List<String> words) {
    String last = words.get(words.size() - 1);
    return SECRETS.contains(last)
        || (words.size() > 1 && PAIRS.contains(words.get(words.size() - 2) + " " + last));
  }

  /** The words of `db_password`, `dbPassword` or `db-password`. */
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean isNew =
          Character.isUpperCase(c) && i > 0 && Character.isLowerCase(name.charAt(i - 1));
      if (isNew || !Character.isLetter(c)) {
        end(word, words);
      }
      if (Character.isLetter(c)) {
        word.append(c);
      }
    }
    end(word, words);
    return words;
  }

  private static void end(StringBuilder word, List<String> words) {
    if (word.length() > 0) {
      words.add(word.toString().toLowerCase(Locale.ROOT));
      word.setLength(0);
    }
  }
}

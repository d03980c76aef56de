package dev.dvp.core.runtime.index;

import dev.dvp.core.http.Credentials;
import dev.dvp.core.settings.Secret;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The users and passwords of a netrc file, by host. The words are those of ftp(1) that curl, pip
 * and git know: {@code machine}, {@code default}, {@code login}, {@code password}, {@code account}
 * and {@code macdef}.
 */
final class Netrc {
  /** A file without entries. */
  static final Netrc EMPTY = new Netrc(Map.of(), Optional.empty(), 0);

  private static final int MOST_ENTRIES = 10_000;

  private final Map<String, Credentials> machines;
  private final Optional<Credentials> others;
  private final int brokenLine;

  private Netrc(Map<String, Credentials> machines, Optional<Credentials> others, int brokenLine) {
    this.machines = Map.copyOf(machines);
    this.others = others;
    this.brokenLine = brokenLine;
  }

  /** A word of the file and its line. */
  private record Word(String text, int line) {}

  /** Reads a file's text; at a word that none knows it ends. */
  static Netrc parse(String text) {
    List<Word> words = words(text);
    Map<String, Credentials> machines = new HashMap<>();
    Optional<Credentials> others = Optional.empty();
    int at = 0;
    while (at < words.size() && machines.size() < MOST_ENTRIES) {
      Word word = words.get(at);
      boolean isDefault = word.text().equals("default");
      boolean isMachine = word.text().equals("machine") && at + 1 < words.size();
      if (!isDefault && !isMachine) {
        return new Netrc(machines, others, word.line());
      }
      String host = isMachine ? words.get(at + 1).text() : "";
      at += isMachine ? 2 : 1;
      String user = "";
      String password = "";
      while (at + 1 < words.size() && isField(words.get(at).text())) {
        String value = words.get(at + 1).text();
        switch (words.get(at).text()) {
          case "login", "user" -> user = value;
          case "password" -> password = value;
          default -> {} // An account is of no use with HTTP.
        }
        at += 2;
      }
      Credentials found = new Credentials(Secret.of(user), Secret.of(password));
      if (isDefault) {
        others = Optional.of(found);
      } else {
        machines.putIfAbsent(host.toLowerCase(java.util.Locale.ROOT), found);
      }
    }
    return new Netrc(machines, others, 0);
  }

  private static boolean isField(String word) {
    return List.of("login", "user", "password", "account").contains(word);
  }

  /** Words, quotes taken off; comments and macros, which end at an empty line, left out. */
  private static List<Word> words(String text) {
    List<Word> words = new ArrayList<>();
    boolean inMacro = false;
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      if (line.isBlank()) {
        inMacro = false;
      } else if (!inMacro) {
        inMacro = addWords(line, number, words);
      }
    }
    return words;
  }

  private static boolean addWords(String line, int number, List<Word> words) {
    int at = 0;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      boolean atValue = !words.isEmpty() && isField(words.get(words.size() - 1).text());
      if (c == '#' && !atValue) {
        return false;
      }
      StringBuilder word = new StringBuilder();
      boolean inQuotes = c == '"';
      at += inQuotes ? 1 : 0;
      while (at < line.length() && !ends(line.charAt(at), inQuotes)) {
        boolean escaped = inQuotes && line.charAt(at) == '\\' && at + 1 < line.length();
        at += escaped ? 1 : 0;
        word.append(line.charAt(at++));
      }
      at += inQuotes ? 1 : 0;
      if (word.toString().equals("macdef") && !atValue) {
        return true;
      }
      words.add(new Word(word.toString(), number));
    }
    return false;
  }

  private static boolean ends(char c, boolean inQuotes) {
    return inQuotes ? c == '"' : Character.isWhitespace(c);
  }

  /**
   * Who asks a host.
   *
   * @param host the host's name
   * @param orDefault whether the entry for all hosts may stand in: only for a host that the user
   *     named, never for one that an index names
   */
  Optional<Credentials> find(String host, boolean orDefault) {
    Credentials exact = machines.get(host.toLowerCase(java.util.Locale.ROOT));
    return exact == null && orDefault ? others : Optional.ofNullable(exact);
  }

  /** The line from which on the file cannot be read; 0 when there is none. */
  int brokenLine() {
    return brokenLine;
  }
}

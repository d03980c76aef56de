package dev.dvp.core.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes an engine's words fit to be shown: on one line, without control characters (a terminal
 * would obey them) or marks that reverse the text, not endless, and without any secret of this
 * session that the engine may repeat.
 */
final class EngineText {
  /** The longest text shown, in characters; the rest is cut. */
  static final int LONGEST = 1000;

  private static final int DEEPEST = 8;
  private static final int SHORTEST_SECRET = 4;
  private static final String STARS = "***";

  /** More than a jar of cookies holds, so that none that is in use is shown. */
  static final int MOST_PASSING = 200;

  private final Set<String> lasting = new LinkedHashSet<>();
  private final Set<String> passing = new LinkedHashSet<>();
  private List<String> longestFirst = List.of();

  /** From now on this text is shown as stars, as it stands and as part of a URL. */
  synchronized void hide(String secret) {
    if (lasting.add(secret)) {
      sort();
    }
  }

  /**
   * The same for what is replaced again and again: only the newest of it stay hidden, since an
   * engine that gives a new cookie with each answer would fill the memory.
   */
  synchronized void hideForAWhile(Collection<String> secrets) {
    passing.removeAll(secrets);
    passing.addAll(secrets);
    Iterator<String> oldest = passing.iterator();
    for (int tooMany = passing.size() - MOST_PASSING; tooMany > 0; tooMany--) {
      oldest.next();
      oldest.remove();
    }
    sort();
  }

  /** So that no part of one remains beside the stars of another. */
  private void sort() {
    longestFirst =
        Stream.concat(lasting.stream(), passing.stream())
            .flatMap(EngineText::forms)
            .distinct()
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  private static Stream<String> forms(String secret) {
    // Stars in place of every `a` would tell more than they hide.
    return Stream.of(secret, URLEncoder.encode(secret, StandardCharsets.UTF_8), oneLine(secret))
        .filter(form -> secret.length() >= SHORTEST_SECRET && form.length() >= SHORTEST_SECRET);
  }

  /** The text, clean. */
  String clean(String text) {
    // Twice, since control characters in the middle of a secret are gone after the first time; and
    // before the text is cut, which might leave half a secret.
    String hidden = withoutSecrets(oneLine(withoutSecrets(text)));
    if (hidden.length() <= LONGEST) {
      return hidden;
    }
    int end = Character.isHighSurrogate(hidden.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
    return hidden.substring(0, end) + "…";
  }

  /** The node's text when it is a text or a number, clean; empty for anything else. */
  String clean(JsonNode node) {
    return node.isTextual() || node.isNumber() ? clean(node.asText()) : "";
  }

  /** Like {@link #clean(JsonNode)}, nothing when there is no text. */
  Optional<String> find(JsonNode node) {
    return Optional.of(clean(node)).filter(text -> !text.isEmpty());
  }

  /**
   * The words of an error's details, which are a text, or an object that holds an error or a text
   * for each field of the request.
   */
  String details(JsonNode node) {
    List<String> parts = new ArrayList<>();
    collect(node, "", parts, 0);
    return clean(String.join("; ", parts));
  }

  private static void collect(JsonNode node, String field, List<String> parts, int depth) {
    if (depth > DEEPEST || parts.size() > 20) {
      return;
    }
    if (node.isValueNode()) {
      if (!node.isNull() && !node.asText().isBlank()) {
        parts.add(field.isEmpty() ? node.asText() : field + ": " + node.asText());
      }
    } else if (node.isArray()) {
      node.forEach(item -> collect(item, field, parts, depth + 1));
    } else if (node.path("details").isTextual()) {
      collect(node.path("details"), field, parts, depth + 1);
    } else {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        if (!entry.getKey().equals("type")) {
          collect(entry.getValue(), entry.getKey(), parts, depth + 1);
        }
      }
    }
  }

  private synchronized String withoutSecrets(String text) {
    String result = text;
    for (String secret : longestFirst) {
      result = result.replace(secret, STARS);
    }
    return result;
  }

  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                if (line.length() > 0 && line.charAt(line.length() - 1) != ' ') {
                  line.append(' ');
                }
              } else if (isVisible(c)) {
                line.appendCodePoint(c);
              }
            });
    return line.toString().strip();
  }

  private static boolean isVisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}

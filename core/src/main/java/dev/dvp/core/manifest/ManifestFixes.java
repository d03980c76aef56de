package dev.dvp.core.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.diagnostics.Fix;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The safe ways to mend a manifest's findings. Each changes one word and nothing around it. */
final class ManifestFixes {
  private final Document document;

  ManifestFixes(Document document) {
    this.document = document;
  }

  /** Renames a field, unless the right one is there or another unknown field may be meant by it. */
  Optional<Fix> rename(String field, String name, Collection<String> unknown) {
    boolean isTaken =
        document.root().has(name)
            || unknown.stream()
                .filter(other -> !other.equals(field))
                .anyMatch(other -> DidYouMean.nearest(other, List.of(name)).isPresent());
    if (isTaken) {
      return Optional.empty();
    }
    String pointer = JsonPointers.child("", field);
    Optional<Edit> quotes =
        name.equals("buildNumber")
            ? document
                .rawAt(pointer)
                .filter(raw -> BuildNumber.parse(raw).isPresent())
                .flatMap(raw -> document.rewrite(pointer, raw, '"' + raw + '"'))
            : Optional.empty();
    return document
        .renameKey(pointer, name)
        .map(
            key ->
                Fix.later(
                    "write `" + name + "`",
                    () -> quotes.map(value -> List.of(key, value)).orElse(List.of(key))));
  }

  /** Puts a value into quotes as it is written; a build number only where that makes one. */
  Optional<Fix> quote(String field, String pointer, String raw) {
    boolean isPlain = raw.chars().allMatch(c -> c > ' ' && c < 127 && c != '"' && c != '\\');
    boolean makesSense =
        pointer.equals("/" + field)
            && isPlain
            && (!field.equals("buildNumber") || BuildNumber.parse(raw).isPresent());
    return makesSense
        ? fix("put `" + raw + "` in quotes", document.rewrite(pointer, raw, '"' + raw + '"'))
        : Optional.empty();
  }

  /** Writes a known word as the platform does, in capitals. */
  Optional<Fix> inCapitals(String pointer, List<String> known) {
    JsonNode value = document.root().at(pointer);
    String capitals = value.asText().toUpperCase(Locale.ROOT);
    return value.isTextual() && known.contains(capitals)
        ? replace(pointer, capitals)
        : Optional.empty();
  }

  /** Replaces a word. */
  Optional<Fix> replace(String pointer, String word) {
    return fix("write `" + word + "`", document.replaceText(pointer, word));
  }

  /** Takes away the line break that ends a text in double quotes or a block. */
  Optional<Fix> withoutLineBreak(String pointer) {
    String text = document.root().at(pointer).asText();
    String word = text.stripTrailing();
    if (!text.equals(word + "\n") || word.isEmpty() || word.contains("\n")) {
      return Optional.empty();
    }
    Optional<Edit> edit = document.rewrite(pointer, '"' + word + "\\n\"", '"' + word + '"');
    for (String start : List.of("|\n", "|\r\n", ">\n", ">\r\n")) {
      String kept = start.charAt(0) + "-" + start.substring(1);
      edit = edit.or(() -> document.rewrite(pointer, start, kept));
    }
    return fix("take away the line break", edit);
  }

  private static Optional<Fix> fix(String title, Optional<Edit> edit) {
    return edit.map(one -> Fix.of(title, one));
  }
}

package dev.dvp.core.schema;

import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.documents.Document;
import java.util.Optional;

/**
 * Adds a member with an empty object schema at the end of a JSON file's object, in the style of the
 * file: its line ends and indentation, or no line breaks at all where it has none.
 */
final class AddedMember {
  private final Document document;
  private final String text;
  private final String key;

  AddedMember(Document document, String key) {
    this.document = document;
    this.text = document.source().text();
    this.key = key;
  }

  /** The edit; nothing when the file does not end in an object's brace. */
  Optional<Edit> edit() {
    int brace = lastBefore(text.length());
    if (brace <= 0 || text.charAt(brace) != '}') {
      return Optional.empty();
    }
    int last = lastBefore(brace);
    String comma = text.charAt(last) == '{' ? "" : ",";
    String between = text.substring(last + 1, brace);
    boolean isOnLines = between.indexOf('\n') >= 0 || between.indexOf('\r') >= 0;
    String member = isOnLines ? onLines(between) : inLine(comma);
    return Optional.of(new Edit(document.source().at(last + 1), "", comma + member));
  }

  private int lastBefore(int end) {
    int at = end - 1;
    while (at >= 0 && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at--;
    }
    return at;
  }

  private String inLine(String comma) {
    int colon = text.indexOf("\":");
    boolean isSpaced = colon < 0 || text.charAt(colon + 2) <= ' ';
    String schema =
        "\": {\"type\": \"object\", \"additionalProperties\": false, \"properties\": {}}";
    String member = (comma.isEmpty() ? "" : " ") + '"' + key + schema;
    return isSpaced ? member : member.replace(" ", "");
  }

  private String onLines(String between) {
    String line = between.contains("\r\n") ? "\r\n" : between.indexOf('\n') >= 0 ? "\n" : "\r";
    String outer = between.substring(lastLineEnd(between) + 1);
    String inner = indentOfFirstKey().orElse(outer + "  ");
    String step = inner.startsWith(outer) ? inner.substring(outer.length()) : inner;
    String deeper = line + inner + step;
    return line
        + inner
        + '"'
        + key
        + "\": {"
        + deeper
        + "\"type\": \"object\","
        + deeper
        + "\"additionalProperties\": false,"
        + deeper
        + "\"properties\": {}"
        + line
        + inner
        + "}";
  }

  /** What stands before the first key, if that is the first of its line. */
  private Optional<String> indentOfFirstKey() {
    int open = text.indexOf('{');
    int quote = text.indexOf('"', open);
    if (open < 0 || quote < 0) {
      return Optional.empty();
    }
    String before = text.substring(open + 1, quote);
    int end = lastLineEnd(before);
    return end < 0 || !before.isBlank() ? Optional.empty() : Optional.of(before.substring(end + 1));
  }

  private static int lastLineEnd(String text) {
    return Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
  }
}

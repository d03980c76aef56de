package dev.dvp.core.documents;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Edit;
import dev.dvp.core.diagnostics.Location;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A YAML or JSON file as a tree, with the place of each key and value. Places are asked for by JSON
 * pointer; an unknown pointer gives the nearest parent that is known.
 */
public final class Document {
  private final SourceText source;
  private final JsonNode root;
  private final Position positions;
  private final boolean inCodePoints;

  Document(SourceText source, JsonNode root, Position positions, boolean inCodePoints) {
    this.source = source;
    this.root = root;
    this.positions = positions;
    this.inCodePoints = inCodePoints;
  }

  /**
   * The file.
   *
   * @return where the document came from
   */
  public Path file() {
    return source.file();
  }

  /**
   * The tree. A YAML date or time is a {@code POJONode}, since JSON has no such value.
   *
   * @return the root; not to be modified
   */
  public JsonNode root() {
    return root;
  }

  /**
   * The place of a value.
   *
   * @param pointer a JSON pointer, {@code ""} for the root
   * @return its place, or that of the nearest parent
   */
  public Location valueAt(String pointer) {
    return place(find(pointer).value);
  }

  /**
   * The place of a member's key.
   *
   * @param pointer a JSON pointer to the member
   * @return the key's place; the value's when it has no key; that of the nearest parent's value
   *     when there is no such member
   */
  public Location keyAt(String pointer) {
    Position position = find(pointer);
    boolean exact = position == exactly(pointer);
    return place(exact && position.key >= 0 ? position.key : position.value);
  }

  /**
   * A YAML scalar that is no text, as it was written: {@code 012}, {@code yes}, {@code 2024-01-02}.
   *
   * @param pointer a JSON pointer to the scalar
   * @return the file's own text of it, if the tree holds something else
   */
  public Optional<String> rawAt(String pointer) {
    Position position = exactly(pointer);
    return position == null ? Optional.empty() : Optional.ofNullable(position.raw);
  }

  /**
   * The file's own text.
   *
   * @return the text that the tree was read from
   */
  public SourceText source() {
    return source;
  }

  /**
   * The edit that gives a member another key, its quotes kept.
   *
   * @param pointer a JSON pointer to the member
   * @param name the new key, a plain word
   * @return the edit; nothing when the key is written in a way that is not plain to see
   */
  public Optional<Edit> renameKey(String pointer, String name) {
    Position position = exactly(pointer);
    return position == null || position.key < 0
        ? Optional.empty()
        : inQuotesOrNot(position.key, JsonPointers.last(pointer), name);
  }

  /**
   * The edit that replaces a text, its quotes kept.
   *
   * @param pointer a JSON pointer to the text
   * @param text the new text, a plain word
   * @return the edit; nothing when the text is written in a way that is not plain to see
   */
  public Optional<Edit> replaceText(String pointer, String text) {
    Position position = exactly(pointer);
    String old = root.at(pointer).textValue();
    return position == null || old == null
        ? Optional.empty()
        : inQuotesOrNot(position.value, old, text);
  }

  /**
   * The edit that replaces a value as it is written.
   *
   * @param pointer a JSON pointer to the value
   * @param old how it is written
   * @param written how it shall be written
   * @return the edit; nothing when it is written in another way
   */
  public Optional<Edit> rewrite(String pointer, String old, String written) {
    Position position = exactly(pointer);
    return position == null ? Optional.empty() : edit(position.value, 0, old, written);
  }

  private Optional<Edit> inQuotesOrNot(int offset, String old, String text) {
    Optional<Edit> plain = edit(offset, 0, old, text);
    if (plain.isPresent()) {
      return plain;
    }
    boolean isQuoted =
        edit(offset, 0, '"' + old + '"', "").isPresent()
            || edit(offset, 0, "'" + old + "'", "").isPresent();
    return isQuoted ? edit(offset, 1, old, text) : Optional.empty();
  }

  private Optional<Edit> edit(int offset, int more, String old, String replacement) {
    int index = (inCodePoints ? source.offset(offset) : offset) + more;
    return !old.isEmpty() && source.text().startsWith(old, index)
        ? Optional.of(new Edit(source.at(index), old, replacement))
        : Optional.empty();
  }

  private Location place(int offset) {
    return inCodePoints ? source.atCodePoint(offset) : source.at(offset);
  }

  private @Nullable Position exactly(String pointer) {
    Position position = positions;
    for (String step : JsonPointers.steps(pointer)) {
      position = position.child(step);
      if (position == null) {
        return null;
      }
    }
    return position;
  }

  private Position find(String pointer) {
    Position position = positions;
    for (String step : JsonPointers.steps(pointer)) {
      Position child = position.child(step);
      if (child == null) {
        return position;
      }
      position = child;
    }
    return position;
  }
}

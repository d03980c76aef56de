package dev.dvp.core.inspection;

import dev.dvp.core.schema.DefinitionKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How two artifacts differ.
 *
 * @param verdict what it comes to
 * @param fields the plain fields and the migrations
 * @param operations the operations gained and lost
 * @param schemas the definitions that changed
 * @param files the files that are not the same, by name
 * @param newMigrations the migrations that the new artifact brings
 */
public record Comparison(
    Verdict verdict,
    List<Change> fields,
    List<Change> operations,
    Map<DefinitionKind, List<Change>> schemas,
    List<FileChange> files,
    List<String> newMigrations) {

  /** Copies the collections. */
  public Comparison {
    fields = List.copyOf(fields);
    operations = List.copyOf(operations);
    schemas = Collections.unmodifiableMap(new LinkedHashMap<>(schemas));
    files = List.copyOf(files);
    newMigrations = List.copyOf(newMigrations);
  }

  /** What a comparison comes to. */
  public enum Verdict {
    /** Byte for byte the same. */
    IDENTICAL("identical"),
    /** Written or packed otherwise, with the same content. */
    SAME_CONTENT("same content"),
    /** Different, and the new one can take the place of the old one. */
    COMPATIBLE("compatible upgrade"),
    /** Different, and the new one cannot take the place of the old one without harm. */
    BREAKING("breaking"),
    /** Errors were found in what one of them holds, so that nothing good can be said of it. */
    UNTRUSTED("untrusted");

    private final String words;

    Verdict(String words) {
      this.words = words;
    }

    /**
     * The verdict as it is shown.
     *
     * @return one or two words
     */
    public String words() {
      return words;
    }
  }

  /** All changes but those of files. */
  Stream<Change> changes() {
    return Stream.concat(
        Stream.concat(fields.stream(), operations.stream()),
        schemas.values().stream().flatMap(List::stream));
  }

  /** The same with another verdict. */
  Comparison withVerdict(Verdict other) {
    return new Comparison(other, fields, operations, schemas, files, newMigrations);
  }
}

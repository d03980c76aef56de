package dev.dvp.core.dvpyml;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.Problem;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.documents.YamlReader;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * {@code dvp.yml} beside the manifest: what dvp, and no engine, is to know of a plugin. Its fields
 * are few and closed; all that is wrong with it is reported at once, and what is right of it holds.
 */
public final class DvpYml {
  /** The file's name. */
  public static final String FILE = "dvp.yml";

  /** The field that says which findings are ignored. */
  public static final String IGNORE = "ignore";

  private static final String REQUIREMENTS = "requirements";
  private static final Limits LIMITS = new Limits(256 << 10, 10, 5_000);
  private static final List<String> FIELDS = List.of(IGNORE, REQUIREMENTS);

  private final Document document;
  private final Diagnostics out;
  private final List<Text> requirements = new ArrayList<>();
  private Optional<Text> requirementsFile = Optional.empty();

  private DvpYml(Document document, Diagnostics out) {
    this.document = document;
    this.out = out;
  }

  /**
   * A text and its place.
   *
   * @param value the text
   * @param where the place of its first character, a quote left aside
   */
  public record Text(String value, Location where) {
    /**
     * A place in the text.
     *
     * @param offset how many characters stand before it
     * @return the place, as long as the text is written without escapes and on one line
     */
    public Location at(int offset) {
      return new Location(where.file(), where.line(), where.column() + offset);
    }
  }

  /**
   * Reads the file that lies in a folder.
   *
   * @param folder the manifest's folder
   * @param out takes what is wrong with the file
   * @return what it says; nothing when there is no file, or it does not consist of fields
   */
  public static Optional<DvpYml> read(Path folder, Diagnostics out) {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    return YamlReader.read(file, LIMITS, problem -> out.add(problem.as(DvpYmlRule.UNREADABLE)))
        .map(document -> new DvpYml(document, out))
        .filter(DvpYml::check);
  }

  private boolean check() {
    JsonNode root = document.root();
    if (!root.isObject()) {
      out.add(
          new Problem(
                  Problem.Kind.NOT_AN_OBJECT,
                  document.valueAt(""),
                  "The file does not consist of fields.",
                  "Write `ignore:` and below it what is to be ignored.")
              .as(DvpYmlRule.UNREADABLE));
      return false;
    }
    checkFields("", FIELDS);
    readRequirements(root.path(REQUIREMENTS));
    return true;
  }

  private void readRequirements(JsonNode value) {
    String pointer = JsonPointers.child("", REQUIREMENTS);
    String help = "Write for example `requirements: [\"requests==2.32.3\"]`.";
    if (value.isTextual()) {
      requirementsFile = Optional.of(text(pointer, value));
    } else if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        String place = JsonPointers.child(pointer, Integer.toString(i));
        if (value.get(i).isTextual()) {
          requirements.add(text(place, value.get(i)));
        } else {
          bad(place, "`requirements` is a list of texts, and this is none.", help);
        }
      }
    } else if (!value.isMissingNode()) {
      bad(pointer, "`requirements` is a list of texts, or the name of a requirements file.", help);
    }
  }

  private Text text(String pointer, JsonNode value) {
    Location where = document.valueAt(pointer);
    boolean isQuoted =
        document.source().indexOf(where.line(), where.column()).stream()
            .anyMatch(
                at ->
                    document.source().text().startsWith("\"", at)
                        || document.source().text().startsWith("'", at));
    Text text = new Text(value.textValue(), where);
    return isQuoted ? new Text(text.value(), text.at(1)) : text;
  }

  /**
   * The tree with its places.
   *
   * @return the document, an object at its root
   */
  public Document document() {
    return document;
  }

  /**
   * The packages that the plugin needs beside those of the platform.
   *
   * @return what stands in the list {@code requirements}
   */
  public List<Text> requirements() {
    return List.copyOf(requirements);
  }

  /**
   * The file that says the same.
   *
   * @return its name, when {@code requirements} is a text
   */
  public Optional<Text> requirementsFile() {
    return requirementsFile;
  }

  /**
   * Reports fields that dvp does not know.
   *
   * @param pointer the JSON pointer of an object
   * @param known the fields that it may have
   */
  public void checkFields(String pointer, List<String> known) {
    JsonNode object = document.root().at(pointer);
    for (Iterator<String> names = object.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        String hint = DidYouMean.hint(name, known);
        out.add(
            DvpYmlRule.UNKNOWN_FIELD.at(
                document.keyAt(JsonPointers.child(pointer, name)),
                "dvp knows no field " + Shown.text(name) + " here.",
                hint.isEmpty() ? "It knows `" + String.join("` and `", known) + "`." : hint));
      }
    }
  }

  /**
   * Reports a value that cannot be.
   *
   * @param pointer its JSON pointer
   * @param message what is wrong
   * @param help what to write instead
   */
  public void bad(String pointer, String message, String help) {
    out.add(DvpYmlRule.BAD_VALUE.at(document.valueAt(pointer), message, help));
  }
}

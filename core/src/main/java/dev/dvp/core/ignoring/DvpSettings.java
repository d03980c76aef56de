package dev.dvp.core.ignoring;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.dvpyml.DvpYml;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/** What {@code dvp.yml} says is to be ignored. */
final class DvpSettings {
  private static final int LONGEST_PATTERN = 500;
  private static final List<String> ENTRY_FIELDS = List.of("paths", "rules");

  /** Rules that are ignored in some files. */
  record Entry(List<PathPattern> paths, Ignore ignore) {
    boolean covers(String path, Diagnostic finding) {
      return ignore.names(finding) && paths.stream().anyMatch(pattern -> pattern.matches(path));
    }
  }

  private final DvpYml file;
  private final Document document;
  private final List<Entry> entries = new ArrayList<>();

  private DvpSettings(DvpYml file) {
    this.file = file;
    this.document = file.document();
  }

  /** Reads the file that lies in a folder; without one nothing is ignored. */
  static List<Entry> read(Path folder, Diagnostics out) {
    return DvpYml.read(folder, out).map(yml -> new DvpSettings(yml).entries()).orElse(List.of());
  }

  private List<Entry> entries() {
    JsonNode ignore = document.root().path(DvpYml.IGNORE);
    String pointer = JsonPointers.child("", DvpYml.IGNORE);
    if (ignore.isArray()) {
      for (int i = 0; i < ignore.size(); i++) {
        entry(JsonPointers.child(pointer, Integer.toString(i)), ignore.get(i));
      }
    } else if (!ignore.isMissingNode()) {
      bad(pointer, "`ignore` is a list of entries with `paths` and `rules`.");
    }
    return List.copyOf(entries);
  }

  private void entry(String pointer, JsonNode entry) {
    if (!entry.isObject()) {
      bad(pointer, "An entry of `ignore` has the fields `paths` and `rules`.");
      return;
    }
    file.checkFields(pointer, ENTRY_FIELDS);
    List<PathPattern> paths = new ArrayList<>();
    for (Text path : texts(pointer, entry, "paths")) {
      pattern(path).ifPresent(paths::add);
    }
    for (Text rule : texts(pointer, entry, "rules")) {
      Ignore ignore = new Ignore(document.valueAt(rule.pointer()), List.of(rule.value()));
      entries.add(new Entry(paths, ignore));
    }
  }

  private record Text(String pointer, String value) {}

  private List<Text> texts(String parent, JsonNode entry, String field) {
    String pointer = JsonPointers.child(parent, field);
    JsonNode list = entry.path(field);
    if (list.isMissingNode()) {
      if (!isMisspelt(entry, field)) {
        bad(parent, "The entry lacks `" + field + "`, so it ignores nothing.");
      }
      return List.of();
    }
    if (!list.isArray() || list.isEmpty()) {
      bad(pointer, "`" + field + "` is a list of texts, with one at least.");
      return List.of();
    }
    List<Text> texts = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      String place = JsonPointers.child(pointer, Integer.toString(i));
      if (list.get(i).isTextual()) {
        texts.add(new Text(place, list.get(i).textValue()));
      } else {
        bad(place, "`" + field + "` is a list of texts, and this is none.");
      }
    }
    return texts;
  }

  /** One finding for one slip: an unknown field that was meant to be this one. */
  private static boolean isMisspelt(JsonNode entry, String field) {
    for (Iterator<String> names = entry.fieldNames(); names.hasNext(); ) {
      if (DidYouMean.nearest(names.next(), List.of(field)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private Optional<PathPattern> pattern(Text path) {
    String text = path.value();
    List<String> steps = List.of(text.split("/", -1));
    String wrong = "";
    if (text.isEmpty() || text.length() > LONGEST_PATTERN) {
      wrong = "A path has 1 to " + LONGEST_PATTERN + " characters.";
    } else if (text.startsWith("/") || text.indexOf('\\') >= 0 || text.indexOf(':') >= 0) {
      wrong = "The path " + Shown.text(text) + " is not one below the manifest's folder.";
    } else if (steps.contains("..") || steps.contains(".")) {
      wrong = "The path " + Shown.text(text) + " has a step `.` or `..`, which no file's path has.";
    } else if (steps.subList(0, steps.size() - 1).contains("")) {
      wrong = "The path " + Shown.text(text) + " has two slashes in a row.";
    }
    if (!wrong.isEmpty()) {
      bad(path.pointer(), wrong);
      return Optional.empty();
    }
    return Optional.of(new PathPattern(text));
  }

  private void bad(String pointer, String message) {
    file.bad(
        pointer, message, "Write for example `- {paths: [\"src/vendor/**\"], rules: [P2, P4]}`.");
  }
}

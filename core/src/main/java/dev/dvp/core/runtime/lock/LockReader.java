package dev.dvp.core.runtime.lock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Document;
import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.Limits;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.documents.YamlReader;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.versions.Version;
import dev.dvp.core.runtime.wheels.WheelName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads lock files; whatever {@code dvp lock} would not write is a finding at its place. */
public final class LockReader {
  private static final Limits LIMITS = new Limits(1 << 20, 10, 50_000);
  private static final List<String> FIELDS = List.of("version", "inputs", "packages");
  private static final List<String> PACKAGE_FIELDS =
      List.of("name", "version", "file", "sha256", "requiredBy");
  private static final int VERSION = 1;

  private final Document document;
  private final Diagnostics out;
  private boolean isBroken;

  private LockReader(Document document, Diagnostics out) {
    this.document = document;
    this.out = out;
  }

  /**
   * Reads a lock file.
   *
   * @param file the file
   * @param out takes what is wrong with it
   * @return the lock; nothing when anything is wrong
   */
  public static Optional<Lock> read(Path file, Diagnostics out) {
    boolean[] clean = {true};
    Optional<Document> document =
        YamlReader.read(
            file,
            LIMITS,
            problem -> {
              clean[0] = false;
              out.add(problem.as(RuntimeRule.BAD_LOCK));
            });
    return document.filter(read -> clean[0]).flatMap(read -> new LockReader(read, out).lock());
  }

  private Optional<Lock> lock() {
    JsonNode root = document.root();
    if (!root.isObject()) {
      bad("", "A lock consists of the fields `version`, `inputs` and `packages`.");
      return Optional.empty();
    }
    checkFields("", FIELDS);
    JsonNode version = root.path("version");
    if (!version.isInt() || version.intValue() != VERSION) {
      bad("/version", "This is no lock of version 1, the only one that this dvp knows.");
      return Optional.empty();
    }
    String inputs = text("", "inputs", Pattern.compile("sha256:[0-9a-f]{64}"));
    List<LockedPackage> packages = new ArrayList<>();
    JsonNode list = root.path("packages");
    if (!list.isArray()) {
      bad("/packages", "`packages` is a list.");
    }
    Set<PackageName> names = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      String pointer = JsonPointers.child("/packages", Integer.toString(i));
      Optional<LockedPackage> locked = locked(pointer, list.get(i));
      locked.ifPresent(packages::add);
      if (locked.isPresent() && !names.add(locked.get().wheel().name())) {
        bad(pointer, "The package `" + locked.get().wheel().name() + "` is locked twice.");
      }
    }
    return isBroken ? Optional.empty() : Optional.of(new Lock(inputs, packages));
  }

  private Optional<LockedPackage> locked(String pointer, JsonNode entry) {
    if (!entry.isObject()) {
      bad(
          pointer,
          "A locked package has the fields `" + String.join("`, `", PACKAGE_FIELDS) + "`.");
      return Optional.empty();
    }
    checkFields(pointer, PACKAGE_FIELDS);
    String name = text(pointer, "name", Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*"));
    String version = text(pointer, "version", Pattern.compile("[a-z0-9.!+]{1,200}"));
    String file = text(pointer, "file", Pattern.compile("[!-~]{1,250}"));
    String sha256 = text(pointer, "sha256", Pattern.compile("[0-9a-f]{64}"));
    List<String> requiredBy = requiredBy(pointer, entry.path("requiredBy"));
    Optional<WheelName> wheel = WheelName.parse(file);
    boolean agrees =
        wheel.isPresent()
            && wheel.get().name().value().equals(name)
            && Optional.of(wheel.get().version()).equals(Version.parse(version));
    if (!isBroken && !agrees) {
      bad(
          JsonPointers.child(pointer, "file"),
          Shown.text(file) + " is no wheel of `" + name + "` " + Shown.plain(version) + ".");
    }
    return isBroken
        ? Optional.empty()
        : wheel.map(
            known -> new LockedPackage(known, sha256, requiredBy, document.valueAt(pointer)));
  }

  private List<String> requiredBy(String parent, JsonNode list) {
    List<String> texts = new ArrayList<>();
    String pointer = JsonPointers.child(parent, "requiredBy");
    if (!list.isArray()) {
      bad(pointer, "`requiredBy` is a list of texts.");
    }
    for (JsonNode text : list) {
      if (!text.isTextual()) {
        bad(pointer, "`requiredBy` is a list of texts.");
      }
      texts.add(text.asText());
    }
    return texts;
  }

  private String text(String parent, String field, Pattern pattern) {
    String pointer = JsonPointers.child(parent, field);
    JsonNode value = document.root().at(pointer);
    if (value.isMissingNode()) {
      bad(parent, "The field `" + field + "` is missing.");
    } else if (!value.isTextual() || !pattern.matcher(value.textValue()).matches()) {
      bad(pointer, "This is no value that `dvp lock` writes for `" + field + "`.");
    }
    return value.asText("");
  }

  private void checkFields(String pointer, List<String> known) {
    for (Iterator<String> names = document.root().at(pointer).fieldNames(); names.hasNext(); ) {
      String name = names.next();
      if (!known.contains(name)) {
        report(
            document.keyAt(JsonPointers.child(pointer, name)),
            "A lock has no field " + Shown.text(name) + " here.");
      }
    }
  }

  private void bad(String pointer, String message) {
    report(document.valueAt(pointer), message);
  }

  private void report(Location where, String message) {
    isBroken = true;
    out.add(
        RuntimeRule.BAD_LOCK.at(
            where,
            message,
            "Take the file back from version control, or write it anew with `dvp lock --upgrade`."));
  }
}

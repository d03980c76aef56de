package dev.dvp.core.imported;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.FoundOperation;
import dev.dvp.core.operations.ImportRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Tells what importing registers from what reading found. */
final class ImportComparison {
  private static final String HELP =
      "What is registered depends on the machine that imports it, or dvp reads it wrong: please"
          + " report it. Write it plainly and both agree: `@plugin.virtual.start()` above a"
          + " function.";

  /** An operation, or one migration of it. */
  private record Key(String decorator, Optional<String> migrationId) {
    static Key of(FoundOperation operation) {
      return new Key(operation.decorator(), operation.migrationId());
    }

    Key withoutId() {
      return new Key(decorator, Optional.empty());
    }
  }

  private final boolean mayMiss;
  private final boolean mayBeTooMuch;
  private final List<Diagnostic> differences = new ArrayList<>();

  /**
   * A comparison.
   *
   * @param mayMiss whether the reader said that it cannot see all
   * @param mayBeTooMuch whether the reader said that something is registered on some machines alone
   */
  ImportComparison(boolean mayMiss, boolean mayBeTooMuch) {
    this.mayMiss = mayMiss;
    this.mayBeTooMuch = mayBeTooMuch;
  }

  /** The differences. */
  List<Diagnostic> of(List<FoundOperation> read, List<FoundOperation> imported) {
    Map<Key, List<FoundOperation>> open = new LinkedHashMap<>();
    for (FoundOperation one : read) {
      open.computeIfAbsent(Key.of(one), key -> new ArrayList<>()).add(one);
    }
    List<FoundOperation> unmatched = new ArrayList<>();
    for (FoundOperation one : imported) {
      if (take(open, one, other -> isSame(other, one)).isEmpty()) {
        unmatched.add(one);
      }
    }
    for (FoundOperation one : unmatched) {
      Optional<FoundOperation> other = take(open, one, any -> true);
      if (other.isPresent()) {
        otherFunction(other.get(), one);
      } else if (!mayMiss) {
        add(
            one.location(),
            "Importing registers "
                + shown(one)
                + " and reading the source does not find it, so the artifact would not name it.");
      }
    }
    Set<Key> registered = new HashSet<>();
    for (FoundOperation one : imported) {
      registered.add(Key.of(one));
      registered.add(Key.of(one).withoutId());
    }
    for (Map.Entry<Key, List<FoundOperation>> left : open.entrySet()) {
      // Each branch of a condition may register a function of its own for the one operation.
      if (!mayBeTooMuch && !registered.contains(left.getKey())) {
        left.getValue().forEach(this::tooMuch);
      }
    }
    return differences;
  }

  private void tooMuch(FoundOperation read) {
    add(
        read.location(),
        "Reading the source finds "
            + shown(read)
            + " and importing it does not register that, so the artifact would name too much.");
  }

  /** Takes out what was read of an operation; a migration whose id was not read fits any. */
  private static Optional<FoundOperation> take(
      Map<Key, List<FoundOperation>> open,
      FoundOperation imported,
      Predicate<FoundOperation> isSought) {
    Key key = Key.of(imported);
    for (Key candidate : List.of(key, key.withoutId())) {
      List<FoundOperation> same = open.getOrDefault(candidate, List.of());
      Optional<FoundOperation> found = same.stream().filter(isSought).findFirst();
      if (found.isPresent()) {
        same.remove(found.get());
        return found;
      }
    }
    return Optional.empty();
  }

  private void otherFunction(FoundOperation read, FoundOperation imported) {
    if (!mayMiss && !mayBeTooMuch) {
      add(
          imported.location(),
          "Importing registers "
              + shown(imported)
              + ", and reading the source finds "
              + shown(read)
              + ".");
    }
  }

  private void add(Location where, String message) {
    differences.add(ImportRule.IMPORT_DIFFERS.at(where, message, HELP));
  }

  private static boolean isSame(FoundOperation read, FoundOperation imported) {
    boolean isUnknown = read.function().equals(FoundOperation.UNKNOWN_FUNCTION);
    return isUnknown
        || (read.function().equals(imported.function()) && file(read).equals(file(imported)));
  }

  private static Path file(FoundOperation operation) {
    return operation.location().file().toAbsolutePath().normalize();
  }

  private static String shown(FoundOperation operation) {
    Location where = operation.location();
    return "`"
        + operation.decorator()
        + operation.migrationId().map(id -> "(\"" + id + "\")").orElse("")
        + "` with `"
        + operation.function()
        + "` ("
        + where.file().getFileName()
        + ":"
        + where.line()
        + ")";
  }
}

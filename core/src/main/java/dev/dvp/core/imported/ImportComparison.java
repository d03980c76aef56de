package dev.dvp.core.imported;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.FoundOperation;
import dev.dvp.core.operations.ImportRule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells what importing registers from what reading found. */
final class ImportComparison {
  private static final String HELP =
      "What is registered depends on the machine that imports it, or dvp reads it wrong: please"
          + " report it. Write it plainly and both agree: `@plugin.virtual.start()` above a"
          + " function.";

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
    List<FoundOperation> open = new ArrayList<>(read);
    List<FoundOperation> unmatched = new ArrayList<>();
    for (FoundOperation one : imported) {
      Optional<FoundOperation> same = open.stream().filter(other -> isSame(other, one)).findFirst();
      if (same.isPresent()) {
        open.remove(same.get());
      } else {
        unmatched.add(one);
      }
    }
    for (FoundOperation one : unmatched) {
      Optional<FoundOperation> other =
          open.stream().filter(o -> isSameOperation(o, one)).findFirst();
      if (other.isPresent()) {
        open.remove(other.get());
        otherFunction(other.get(), one);
      } else if (!mayMiss) {
        add(
            one.location(),
            "Importing registers "
                + shown(one)
                + " and reading the source does not find it, so the artifact would not name it.");
      }
    }
    for (FoundOperation one : open) {
      // Each branch of a condition may register a function of its own for the one operation.
      boolean isAlternative = imported.stream().anyMatch(other -> isSameOperation(one, other));
      if (!mayBeTooMuch && !isAlternative) {
        add(
            one.location(),
            "Reading the source finds "
                + shown(one)
                + " and importing it does not register that, so the artifact would name too much.");
      }
    }
    return differences;
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

  private static boolean isSameOperation(FoundOperation read, FoundOperation imported) {
    boolean isIdOpen = read.migrationId().isEmpty() && read.decorator().startsWith("upgrade.");
    return read.decorator().equals(imported.decorator())
        && (isIdOpen || read.migrationId().equals(imported.migrationId()));
  }

  private static boolean isSame(FoundOperation read, FoundOperation imported) {
    boolean isUnknown = read.function().equals(FoundOperation.UNKNOWN_FUNCTION);
    return isSameOperation(read, imported)
        && (isUnknown
            || (read.function().equals(imported.function()) && file(read).equals(file(imported))));
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

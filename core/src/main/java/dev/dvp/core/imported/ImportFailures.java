package dev.dvp.core.imported;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.imported.ImportOutcome.Frame;
import dev.dvp.core.imported.ImportOutcome.Raised;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.operations.ImportRule;
import java.util.List;
import java.util.stream.Collectors;

/** Says why an import failed, and what to do about it. */
public final class ImportFailures {
  private static final int MAX_FRAMES = 5;
  private static final String LATER =
      "Leave it to a function that the platform calls: importing a module should only define"
          + " things.";

  private final Python python;
  private final Location entryPoint;

  /**
   * For the imports of one plugin.
   *
   * @param python what it is imported with
   * @param entryPoint where the manifest names its entry point
   */
  public ImportFailures(Python python, Location entryPoint) {
    this.python = python;
    this.entryPoint = entryPoint;
  }

  /**
   * Says what went wrong.
   *
   * @param outcome an import that failed
   * @param entry the entry point, as the manifest has it
   * @return the finding
   */
  public Diagnostic finding(ImportOutcome outcome, String entry) {
    if (outcome instanceof Raised raised) {
      return raised(raised);
    }
    if (outcome instanceof ImportOutcome.NoPlugin other) {
      return at(
          entryPoint,
          "When `"
              + entry
              + "` is imported, it is of type `"
              + other.type()
              + "` and no plugin object.",
          "Name the object that `Plugin()` makes.");
    }
    if (outcome instanceof ImportOutcome.TimeUp) {
      return at(
          entryPoint,
          "Importing the plugin did not end in time, and was ended by force.",
          LATER + " `--import-timeout SECONDS` allows more time.");
    }
    String reason = outcome instanceof ImportOutcome.Broken broken ? broken.reason() : "";
    return at(
        entryPoint,
        "The plugin cannot be imported: " + reason + ".",
        "`-v` shows what the plugin printed before.");
  }

  private Diagnostic raised(Raised raised) {
    List<Frame> frames = raised.frames();
    Location where = frames.isEmpty() ? entryPoint : frames.get(frames.size() - 1).where();
    String what =
        raised.type().equals("os._exit")
            ? "ends the process with `os._exit(" + Shown.oneLine(raised.message()) + ")`"
            : "raises `" + raised.type() + message(raised) + "`";
    return at(
        where,
        "Importing the plugin with Python " + python.version() + " " + what + way(frames) + ".",
        help(raised));
  }

  private static String message(Raised raised) {
    return raised.message().isBlank() ? "" : ": " + Shown.oneLine(raised.message());
  }

  /** The plugin's own lines that led there, without the last, which is the finding's place. */
  private static String way(List<Frame> frames) {
    if (frames.size() < 2) {
      return "";
    }
    int from = Math.max(0, frames.size() - 1 - MAX_FRAMES);
    return frames.subList(from, frames.size() - 1).stream()
        .map(frame -> frame.where().file().getFileName() + ":" + frame.where().line())
        .collect(Collectors.joining(", then ", ", reached from ", ""));
  }

  private String help(Raised raised) {
    if (raised.module().isPresent() && raised.type().equals("ModuleNotFoundError")) {
      return missingModule(raised.module().get());
    }
    return switch (raised.type()) {
      case "SystemExit", "os._exit", "NoEngineError" -> LATER;
      case "MemoryError" -> "The import may take 2 GiB. " + LATER;
      case "SyntaxError", "IndentationError", "TabError" ->
          python.isEnginesOwn()
              ? "Write it as Python 3.11 wants it."
              : "The engine runs Python 3.11: import with that, by `--python FILE`.";
      default -> "Mend it: the engine imports the plugin in the same way. " + LATER;
    };
  }

  private static String missingModule(String module) {
    String top = module.split("\\.", 2)[0];
    if (top.equals("dlpx")) {
      return "The platform's packages have no such module today.";
    }
    if (top.equals("six") || top.equals("google")) {
      return "An engine has `"
          + top
          + "` beside the plugin, and dvp's own runtime does not: without `--import` the plugin is"
          + " read and needs none.";
    }
    return "An engine has the standard library and the plugin's own files: put `"
        + top
        + "` below srcDir.";
  }

  private static Diagnostic at(Location where, String message, String help) {
    return ImportRule.IMPORT_FAILED.at(where, message, help);
  }
}

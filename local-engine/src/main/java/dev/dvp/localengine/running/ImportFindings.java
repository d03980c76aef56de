package dev.dvp.localengine.running;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.imported.ImportFailures;
import dev.dvp.core.imported.ImportOutcome;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.manifest.EntryPoint;
import dev.dvp.core.operations.ImportRule;
import java.nio.file.Path;
import java.util.List;

/** Says why a plugin could not be imported into its process. */
public final class ImportFindings {
  private final Python python;
  private final Location entryPointPlace;
  private final EntryPoint entryPoint;
  private final Path srcDir;

  /**
   * For one plugin.
   *
   * @param python what it was imported with
   * @param entryPointPlace where the manifest names the entry point
   * @param entryPoint the entry point
   * @param srcDir where the author has the source that a copy was run of
   */
  public ImportFindings(
      Python python, Location entryPointPlace, EntryPoint entryPoint, Path srcDir) {
    this.python = python;
    this.entryPointPlace = entryPointPlace;
    this.entryPoint = entryPoint;
    this.srcDir = srcDir;
  }

  /**
   * Looks at what came of opening the plugin.
   *
   * @param outcome why it could not be opened
   * @return the finding
   */
  public Diagnostic of(Outcome outcome) {
    if (outcome instanceof Outcome.TimeUp timeUp) {
      return timeUp(timeUp);
    }
    return new ImportFailures(python, entryPointPlace)
        .finding(imported(outcome), entryPoint.toString());
  }

  private Diagnostic timeUp(Outcome.TimeUp timeUp) {
    List<PluginPlace> places = timeUp.places();
    Location where = places.isEmpty() ? entryPointPlace : places.get(places.size() - 1).in(srcDir);
    return ImportRule.IMPORT_FAILED.at(
        where,
        "Importing the plugin had not ended after "
            + timeUp.limit().toSeconds()
            + " s and was ended by force"
            + (places.isEmpty() ? "." : "; it was at this line."),
        "Importing a module should only define things: leave the rest to a function that the"
            + " platform calls.");
  }

  private ImportOutcome imported(Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      Failure failure = failed.failure();
      return new ImportOutcome.Raised(
          failure.type(),
          failure.message(),
          failure.module(),
          failure.places().stream().map(this::frame).toList());
    }
    return new ImportOutcome.Broken(
        outcome instanceof Outcome.Died died ? died.reason() : "it gave no answer");
  }

  private ImportOutcome.Frame frame(PluginPlace place) {
    return new ImportOutcome.Frame(place.in(srcDir), place.function());
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.imported.ImportCheck;
import dev.dvp.core.imported.PluginImporter;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.interpreter.PythonFinder;
import dev.dvp.core.plugin.PluginReader.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The options that have a plugin imported, and what they do. */
final class ImportOptions {
  private static final int SECONDS = 60;
  private static final int MOST_SECONDS = 3600;

  private ImportOptions() {}

  static void addTo(CommandSpec spec, String python) {
    spec.addOption(
        Options.flag(
                "Also import the plugin, in a Python process of its own, and compare what registers"
                    + " with what was read. This runs the plugin's code.",
                "--import")
            .build());
    spec.addOption(
        Options.value("FILE", python + " [3.11 on PATH; to import, else any from 3.8].", "--python")
            .build());
    spec.addOption(
        Options.value("SECONDS", "How long the import may take [60].", "--import-timeout").build());
  }

  /**
   * Imports the plugin when the user asked for it.
   *
   * @param call what the user wrote
   * @param compiles whether the command has another use for a Python, too
   * @param reading what reading the plugin gave
   * @param found the reader's findings
   * @return operations and findings, the reader's own when nothing was imported
   */
  static ImportCheck.Result apply(
      Invocation call, boolean compiles, Reading reading, List<Diagnostic> found) {
    ImportCheck.Result asRead = new ImportCheck.Result(reading.operations(), found);
    Duration limit = Duration.ofSeconds(call.number("--import-timeout", SECONDS, 1, MOST_SECONDS));
    if (!call.flag("--import")) {
      if ((!compiles && call.flag("--python")) || call.flag("--import-timeout")) {
        throw new UsageException(
            "`--python` and `--import-timeout` are for importing, which was not asked for.",
            "Add `--import`.");
      }
      return asRead;
    }
    Python python;
    try {
      python = python(call);
    } catch (DvpException e) {
      // Ctrl-C ends whatever was asked for its version too: that is no Python missing.
      call.host().cleanups().refuseWhenEnding();
      List<Diagnostic> findings = new ArrayList<>(found);
      findings.addAll(e.diagnostics());
      findings.sort(null);
      return new ImportCheck.Result(reading.operations(), findings);
    }
    ImportCheck check = new ImportCheck(reading, found, python);
    PluginImporter importer = new PluginImporter(python, limit, call.host().env());
    Optional<PluginImporter.Result> imported =
        call.host().cleanups().during(importer::cancel, () -> check.run(importer));
    imported.ifPresent(result -> tell(call, python, result.output()));
    return imported.map(result -> check.compare(result.outcome())).orElse(asRead);
  }

  /** Finds the Python that the user names, or the best on PATH. */
  static Python python(Invocation call) {
    PythonFinder finder = new PythonFinder(call.host().env());
    return call.value("--python").isPresent()
        ? finder.at(call.path("--python", ""))
        : finder.find();
  }

  private static void tell(Invocation call, Python python, String output) {
    String name = String.join(" ", python.command());
    if (python.isEnginesOwn()) {
      call.detail("Imported with Python " + python.version() + ", " + name);
    } else {
      call.say(
          "Imported with Python " + python.version() + ", " + name + "; the engine runs 3.11.");
    }
    output.lines().forEach(line -> call.detail("  | " + Printable.text(line)));
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.ManifestDocument;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.watching.FileWatch;
import dev.dvp.core.watching.WatchedFiles;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp watch}: generates and checks again whenever a file of the plugin is saved. */
public final class WatchCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Check a plugin at every save, as `dvp validate` does, and keep the classes of its"
                + " schema up to date, as `dvp build -g` does. Ctrl-C stops it.",
            "On a terminal the screen shows how things are; otherwise each look is added below the"
                + " last.")
        .footer("", "Examples:", "  dvp watch", "  dvp watch --rule S305=off");
    spec.addOption(PluginOption.config());
    spec.addOption(ReportOptions.rules());
  }

  @Override
  public int run(Invocation call) {
    SeverityPolicy policy = SeverityPolicy.parse(call.values("--rule"), false);
    Path manifest = PluginOption.manifest(call);
    if (!Files.exists(manifest)) {
      Diagnostics found = new Diagnostics();
      ManifestReader.read(manifest, found);
      throw new DvpException(found.sorted());
    }
    WatchRound round = new WatchRound(manifest, policy);
    WatchView view = new WatchView(call, manifest);
    try (FileWatch watch = FileWatch.byNotices(call.host().clock()::millis)) {
      Set<Path> changed = Set.of();
      while (true) {
        watch.start(watched(manifest));
        WatchRound.Outcome outcome = round.look();
        if (Thread.interrupted()) {
          // What was read while being interrupted may be half.
          throw new InterruptedException();
        }
        view.show(changed, outcome);
        changed = watch.await();
      }
    } catch (InterruptedException e) {
      view.end();
      return ExitCode.OK;
    }
  }

  /** What matters by the manifest as it is at the moment. */
  private static WatchedFiles watched(Path manifest) {
    ManifestDocument document = ManifestReader.read(manifest, new Diagnostics());
    Set<Path> files = new HashSet<>(List.of(manifest, manifest.resolveSibling("dvp.yml")));
    named(document, "schemaFile").ifPresent(files::add);
    Optional<Path> srcDir = named(document, "srcDir");
    Set<Path> generated = new HashSet<>();
    srcDir.ifPresent(folder -> generated.add(folder.resolve("generated")));
    return new WatchedFiles(files, srcDir, generated);
  }

  /** What a field names, there or not: it may come back. Never anything outside the plugin. */
  private static Optional<Path> named(ManifestDocument document, String field) {
    Path folder = document.file().toAbsolutePath().resolveSibling("").normalize();
    try {
      return document
          .text(field)
          .map(text -> folder.resolve(text).normalize())
          .filter(path -> path.startsWith(folder));
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }
}

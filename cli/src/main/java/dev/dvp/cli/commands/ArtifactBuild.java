package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.ProgressLine;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.artifact.ArtifactWriter;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.interpreter.Python;
import dev.dvp.core.packing.PackedCache;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadRequest;
import dev.dvp.core.plugin.Plugin;
import dev.dvp.core.runtime.RuntimePackages;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The way from a valid plugin to its artifact's file. */
final class ArtifactBuild {
  private final Invocation call;
  private final Plugin plugin;
  private final GeneratedClasses classes;
  private final RuntimePackages runtime;
  private final Wishes wishes;

  /**
   * What the user wants.
   *
   * @param target the artifact's file
   * @param entryTime the time of every file in it
   * @param payload how modules go in
   * @param findings what to do with what was found
   * @param beside what else is written
   */
  record Wishes(
      Path target,
      Instant entryTime,
      PayloadFormatOptions.Format payload,
      FindingGate findings,
      SupplyFiles beside) {}

  ArtifactBuild(
      Invocation call,
      Plugin plugin,
      GeneratedClasses classes,
      RuntimePackages runtime,
      Wishes wishes) {
    this.call = call;
    this.plugin = plugin;
    this.classes = classes;
    this.runtime = runtime;
    this.wishes = wishes;
  }

  /**
   * Makes the artifact.
   *
   * @return what was written
   * @throws DvpException when something speaks against it
   */
  ArtifactWriter.Written run() {
    Payload own = collect();
    Set<String> names = own.entries().stream().map(Payload.Entry::name).collect(Collectors.toSet());
    return PayloadFormatOptions.compiled(
        call,
        wishes.payload(),
        plugin.manifest(),
        wishes.findings(),
        new PayloadFormatOptions.Modules(own.plus(runtime.entries()), names),
        (compiled, python) -> pack(own, compiled, python.map(Python::version)));
  }

  private Payload collect() {
    Diagnostics found = new Diagnostics();
    PayloadRequest request =
        PayloadOptions.request(
            call,
            plugin.manifest().file(),
            plugin.manifest().srcDir(),
            classes.files(),
            runtime,
            Optional.of(wishes.target()));
    Payload payload = PayloadOptions.collect(request, found);
    wishes.findings().pass(call, found);
    for (Payload.LeftOut out : payload.leftOut()) {
      String reason = PayloadListing.reason(call.host(), out);
      call.detail("Left out: " + Printable.text(out.name()) + ", " + reason);
    }
    return payload;
  }

  private ArtifactWriter.Written pack(Payload own, Payload payload, Optional<String> python) {
    try (CreatedPaths temporary = new CreatedPaths();
        ProgressLine progress = new ProgressLine(call, "Packing")) {
      SupplyFiles.Writing beside = wishes.beside().writing(plugin, runtime, own, python, temporary);
      ArtifactWriter.Way way =
          new ArtifactWriter.Way(
              wishes.entryTime(),
              Runtime.getRuntime().availableProcessors(),
              PluginOption.buildCache(call).map(PackedCache::in).orElseGet(PackedCache::none),
              progress::update,
              beside);
      return call.host()
          .cleanups()
          .during(
              temporary::undo,
              () -> {
                ArtifactWriter.Written written =
                    ArtifactWriter.write(plugin, payload, wishes.target(), way, temporary);
                beside.publish();
                return written;
              });
    }
  }

  /** Whether warnings stop a build. */
  enum FindingGate {
    /** They are shown. */
    SHOW_WARNINGS,
    /** They stop it, as errors do. */
    REFUSE_WARNINGS;

    /**
     * Shows what was found, or stops.
     *
     * @throws DvpException when something of it stops the build
     */
    void pass(Invocation call, Diagnostics found) {
      List<Diagnostic> findings = found.sorted();
      if (SeverityPolicy.parse(List.of(), this == REFUSE_WARNINGS).fails(findings)) {
        throw new DvpException(findings);
      }
      BuildCommand.show(call, findings);
    }
  }
}

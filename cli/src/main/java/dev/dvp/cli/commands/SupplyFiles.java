package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.Version;
import dev.dvp.core.artifact.ArtifactWriter;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.files.TemporaryNames;
import dev.dvp.core.manifest.ManifestDocument;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadCollector;
import dev.dvp.core.plugin.Plugin;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.supply.BillOfMaterials;
import dev.dvp.core.supply.BuiltArtifact;
import dev.dvp.core.supply.InputHashes;
import dev.dvp.core.supply.Provenance;
import dev.dvp.core.supply.SettingsInputs;
import dev.dvp.core.supply.SupplyRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The options that have files written beside the artifact, for those who must know what is in it.
 *
 * @param target the artifact's file
 * @param hasBill whether the bill of materials is wanted
 * @param hasProvenance whether the record of inputs is wanted
 * @param time the build's time, when the user gave it one
 * @param settings what is not source and says how the artifact is made, hashed before it was read
 */
record SupplyFiles(
    Path target,
    boolean hasBill,
    boolean hasProvenance,
    Optional<Instant> time,
    SettingsInputs settings) {
  private static final String PROVENANCE = "--provenance";

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.flag(
                "Also write the artifact's bill of materials, in CycloneDX, beside it:"
                    + " artifact.cdx.json.",
                "--sbom")
            .build());
    spec.addOption(
        Options.flag(
                "Also write the hashes of all that the artifact is made of beside it:"
                    + " artifact.provenance.json.",
                PROVENANCE)
            .build());
  }

  /** Hashes what a record would have to name, before anything of it is read. */
  static SettingsInputs settings(Invocation call) {
    SettingsInputs settings = new SettingsInputs();
    if (call.flag(PROVENANCE)) {
      Path manifest = PluginOption.manifest(call).toAbsolutePath();
      settings.note(manifest);
      ManifestDocument document = ManifestReader.read(manifest, new Diagnostics());
      document.schemaFile().ifPresent(settings::note);
      settings.note(manifest.resolveSibling("dvp.yml"));
      settings.note(manifest.resolveSibling("dvp.lock"));
      Path folder = manifest.resolveSibling("").normalize();
      for (Path in = document.srcDir().map(dir -> dir.toAbsolutePath().normalize()).orElse(null);
          in != null && in.startsWith(folder);
          in = in.getParent()) {
        settings.note(in.resolve(PayloadCollector.IGNORE_FILE));
      }
    }
    return settings;
  }

  static SupplyFiles of(
      Invocation call, Path target, Optional<Instant> time, SettingsInputs settings) {
    return new SupplyFiles(target, call.flag("--sbom"), call.flag(PROVENANCE), time, settings);
  }

  static SupplyFiles none(Path target) {
    return new SupplyFiles(target, false, false, Optional.empty(), new SettingsInputs());
  }

  /** The files of one build: made before the artifact takes its place, put in theirs after. */
  Writing writing(
      Plugin plugin,
      RuntimePackages runtime,
      Payload own,
      Optional<String> python,
      CreatedPaths temporary) {
    if (hasProvenance) {
      for (Payload.LeftOut out : own.leftOut()) {
        if (PayloadCollector.IGNORE_FILE.equals(
            out.name().substring(out.name().lastIndexOf('/') + 1))) {
          settings.note(plugin.manifest().srcDir().resolve(out.name()));
        }
      }
    }
    return new Writing(plugin, runtime, own, python, temporary);
  }

  private Path beside(String ending) {
    String name = String.valueOf(target.getFileName());
    String stem = name.endsWith(".json") ? name.substring(0, name.length() - 5) : name;
    return target.resolveSibling(stem + ending);
  }

  /** Writes the files of one build. */
  final class Writing implements ArtifactWriter.Finished {
    private final Plugin plugin;
    private final RuntimePackages runtime;
    private final Payload own;
    private final Optional<String> python;
    private final CreatedPaths temporary;
    private final Map<Path, Path> finished = new LinkedHashMap<>();

    private Writing(
        Plugin plugin,
        RuntimePackages runtime,
        Payload own,
        Optional<String> python,
        CreatedPaths temporary) {
      this.plugin = plugin;
      this.runtime = runtime;
      this.own = own;
      this.python = python;
      this.temporary = temporary;
    }

    @Override
    public void before(Path artifact) throws IOException {
      if (!hasBill && !hasProvenance) {
        return;
      }
      BuiltArtifact built =
          new BuiltArtifact(
              String.valueOf(target.getFileName()),
              Sha256.of(artifact),
              plugin.manifest(),
              runtime,
              python.isPresent() ? "bytecode" : "source",
              python,
              Version.number());
      if (hasBill) {
        write(BillOfMaterials.of(built, time), beside(SupplyRecords.BILL_ENDING));
      }
      if (hasProvenance) {
        write(Provenance.of(built, inputs()), beside(SupplyRecords.PROVENANCE_ENDING));
      }
    }

    /** Puts the files in their places. */
    void publish() {
      try {
        for (Map.Entry<Path, Path> file : finished.entrySet()) {
          temporary.moveInto(file.getKey(), file.getValue());
        }
      } catch (IOException e) {
        throw ArtifactWriter.cannotReplace(target, e);
      }
    }

    private void write(String text, Path file) throws IOException {
      if (Files.isDirectory(file)) {
        String reason = "`" + file.getFileName() + "` is a folder";
        throw ArtifactWriter.cannotReplace(target, new IOException(reason));
      }
      Path made = temporary.createFile(file.toAbsolutePath().resolveSibling(TemporaryNames.next()));
      finished.put(Files.writeString(made, text), file);
    }

    private List<Provenance.Input> inputs() {
      Path folder = plugin.manifest().file().toAbsolutePath().resolveSibling("").normalize();
      List<Provenance.Input> inputs = new ArrayList<>();
      settings
          .confirmed()
          .forEach((file, hash) -> inputs.add(new Provenance.Input(name(folder, file), hash)));
      String source = name(folder, plugin.manifest().srcDir());
      inputs.addAll(InputHashes.of(own, source.isEmpty() ? "" : source + "/"));
      inputs.addAll(InputHashes.of(runtime));
      return inputs;
    }

    private static String name(Path folder, Path file) {
      return folder.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.Version;
import dev.dvp.core.artifact.ArtifactWriter;
import dev.dvp.core.files.CreatedPaths;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.files.TemporaryNames;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.plugin.Plugin;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.supply.BillOfMaterials;
import dev.dvp.core.supply.BuiltArtifact;
import dev.dvp.core.supply.InputHashes;
import dev.dvp.core.supply.Provenance;
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
 */
record SupplyFiles(Path target, boolean hasBill, boolean hasProvenance, Optional<Instant> time) {
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
                "--provenance")
            .build());
  }

  static SupplyFiles of(Invocation call, Path target, Optional<Instant> time) {
    return new SupplyFiles(target, call.flag("--sbom"), call.flag("--provenance"), time);
  }

  static SupplyFiles none(Path target) {
    return new SupplyFiles(target, false, false, Optional.empty());
  }

  /** The files of one build: made before the artifact takes its place, put in theirs after. */
  Writing writing(
      Plugin plugin, RuntimePackages runtime, Payload own, Payload packed, CreatedPaths temporary) {
    return new Writing(plugin, runtime, own, packed, temporary);
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
    private final Payload packed;
    private final CreatedPaths temporary;
    private final Map<Path, Path> finished = new LinkedHashMap<>();

    private Writing(
        Plugin plugin,
        RuntimePackages runtime,
        Payload own,
        Payload packed,
        CreatedPaths temporary) {
      this.plugin = plugin;
      this.runtime = runtime;
      this.own = own;
      this.packed = packed;
      this.temporary = temporary;
    }

    @Override
    public void before(Path artifact) throws IOException {
      if (!hasBill && !hasProvenance) {
        return;
      }
      boolean isBytecode = packed.entries().stream().anyMatch(e -> e.name().endsWith(".pyc"));
      BuiltArtifact built =
          new BuiltArtifact(
              String.valueOf(target.getFileName()),
              Sha256.of(artifact),
              plugin.manifest(),
              runtime,
              isBytecode ? "bytecode" : "source",
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

    private List<Provenance.Input> inputs() throws IOException {
      Path folder = plugin.manifest().file().toAbsolutePath().resolveSibling("");
      List<Provenance.Input> inputs = new ArrayList<>();
      for (Path file :
          List.of(
              plugin.manifest().file(),
              plugin.schemas().file(),
              folder.resolve("dvp.yml"),
              folder.resolve("dvp.lock"))) {
        if (Files.isRegularFile(file)) {
          inputs.add(new Provenance.Input(name(folder, file), Sha256.of(file)));
        }
      }
      String source = name(folder, plugin.manifest().srcDir());
      inputs.addAll(InputHashes.of(own, source.isEmpty() ? "" : source + "/"));
      return inputs;
    }

    private static String name(Path folder, Path file) {
      return folder.relativize(file.toAbsolutePath()).toString().replace('\\', '/');
    }
  }
}

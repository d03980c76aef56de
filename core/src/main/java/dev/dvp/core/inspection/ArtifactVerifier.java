package dev.dvp.core.inspection;

import dev.dvp.core.artifact.ArtifactFacts;
import dev.dvp.core.artifact.BuildRule;
import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.files.Progress;
import dev.dvp.core.files.ZipRecord;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.payload.PayloadNames;
import dev.dvp.core.runtime.RuntimeKinds;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Checks an artifact more strictly than an engine does, alone or as an upgrade. */
public final class ArtifactVerifier {
  private ArtifactVerifier() {}

  /**
   * Checks everything that an engine would, and what would fail only when the plugin runs.
   *
   * @param artifact the artifact
   * @param progress hears how far unpacking the payload is
   * @param diagnostics where to report
   * @throws DvpException when the artifact's file can no longer be read
   */
  public static void verify(OpenArtifact artifact, Progress progress, Diagnostics diagnostics) {
    artifact.check(progress, diagnostics);
    checkOperations(artifact, diagnostics);
    if (artifact.payload().isEmpty()) {
      return;
    }
    PayloadArchive archive = artifact.payload().get();
    checkRuntime(archive, diagnostics);
    // What an engine would refuse itself is reported in the same words already, and counts once.
    UnpackNames.report(archive, "", diagnostics);
    if (archive.sizeProblem().isEmpty()) {
      try {
        String language = artifact.facts().shown("language").orElse("");
        new BytecodeCheck(archive, language, diagnostics).check();
      } catch (IOException e) {
        throw ArtifactInspector.unreadable(artifact, e);
      }
    }
  }

  private static void checkOperations(OpenArtifact artifact, Diagnostics diagnostics) {
    ArtifactFacts facts = artifact.facts();
    if (facts.pluginType().isEmpty()) {
      return;
    }
    OperationsSummary operations = OperationsSummary.of(facts);
    if (!operations.missing().isEmpty()) {
      diagnostics.add(
          BuildRule.ARTIFACT_LACKS_OPERATION.at(
              artifact.place("manifest"),
              "The plugin does not implement "
                  + operations.missing().stream()
                      .map(Operation::decorator)
                      .collect(Collectors.joining("`, `", "`", "`"))
                  + ", without which the engine's workflows fail.",
              "Implement what is missing, and build the artifact again."));
    }
    if (!operations.uncalled().isEmpty()) {
      diagnostics.add(
          BuildRule.ARTIFACT_UNCALLED_OPERATION.at(
              artifact.place("manifest"),
              "The artifact says to implement `"
                  + PayloadNames.printable(String.join("`, `", operations.uncalled()))
                  + "`, which the engine never calls for a plugin of the type "
                  + facts.pluginType().get()
                  + ".",
              "Remove these operations, or let `pluginType` be the other one."));
    }
  }

  private static void checkRuntime(PayloadArchive archive, Diagnostics diagnostics) {
    List<String> names = archive.entries().stream().map(ZipRecord::name).toList();
    switch (RuntimeKinds.of(names)) {
      case OFFICIAL -> {
        // What an engine needs.
      }
      case BUNDLED ->
          diagnostics.add(
              BuildRule.PAYLOAD_BUNDLED_RUNTIME.at(
                  archive.place(),
                  "The payload holds the runtime packages of `dvp`, not the official ones: the"
                      + " artifact is good for the local engine alone.",
                  "Build it with the official runtime packages for any other engine."));
      case NONE ->
          diagnostics.add(
              BuildRule.PAYLOAD_LACKS_RUNTIME.at(
                  archive.place(),
                  "The payload holds no runtime packages, so no engine can run the plugin; the"
                      + " artifact is good for installing and looking at it on the local engine"
                      + " alone.",
                  "Build it with the official runtime packages for any other engine."));
    }
  }

  /**
   * Checks an artifact as the upgrade of another: what an engine refuses are errors; what it takes
   * although data of the old version may not fit are warnings.
   *
   * @param old the version that is installed
   * @param artifact the version that shall take its place
   * @param diagnostics where to report, at places of the new artifact
   */
  public static void verifyUpgrade(
      OpenArtifact old, OpenArtifact artifact, Diagnostics diagnostics) {
    ArtifactFacts before = old.facts();
    ArtifactFacts after = artifact.facts();
    ManifestComparison manifest = new ManifestComparison(before, after);
    if (!manifest.isSamePlugin()) {
      diagnostics.add(
          ComparisonRule.OTHER_PLUGIN.at(
              artifact.place("pluginId"),
              "The artifact is of another plugin than the one to upgrade, by its id.",
              "Keep `id` in the manifest from version to version."));
    }
    Optional<UpgradeCheck.Version> installed = version(before);
    Optional<UpgradeCheck.Version> uploaded = version(after);
    if (installed.isPresent() && uploaded.isPresent()) {
      for (UpgradeCheck.Refusal refusal : UpgradeCheck.refusals(installed.get(), uploaded.get())) {
        diagnostics.add(
            refusal.rule().at(place(artifact, refusal.rule()), refusal.message(), refusal.help()));
      }
    }
    manifest.fields().forEach(change -> warn(change, artifact.place(change.place()), diagnostics));
    manifest.operations().forEach(change -> warn(change, artifact.place("manifest"), diagnostics));
    manifest
        .schemas()
        .forEach(
            (kind, changes) ->
                changes.forEach(change -> warn(change, artifact.place(kind), diagnostics)));
  }

  private static Location place(OpenArtifact artifact, ComparisonRule rule) {
    return switch (rule) {
      case LOWER_BUILD_NUMBER -> artifact.place("buildNumber");
      case OTHER_TYPE -> artifact.place("linkedSourceDefinition");
      default -> artifact.place("manifest");
    };
  }

  private static Optional<UpgradeCheck.Version> version(ArtifactFacts facts) {
    return facts
        .buildNumber()
        .flatMap(
            number ->
                facts
                    .pluginType()
                    .map(
                        type ->
                            new UpgradeCheck.Version(
                                facts.name().orElse(""), type, number, facts.migrationIds())));
  }

  /** What engines refuse is reported already. */
  private static void warn(Change change, Location where, Diagnostics diagnostics) {
    boolean harmless =
        change.impact() == Impact.COMPATIBLE
            || change.impact() == Impact.COSMETIC
            || change.impact() == Impact.COVERED;
    if (harmless || change.rule().isEmpty() || isRefused(change.rule().get())) {
      return;
    }
    diagnostics.add(
        change
            .rule()
            .get()
            .at(
                where,
                "Since the old version, `"
                    + PayloadNames.printable(change.place())
                    + "` "
                    + change.text()
                    + ".",
                help(change.rule().get())));
  }

  private static boolean isRefused(ComparisonRule rule) {
    return switch (rule) {
      case OTHER_PLUGIN, LOWER_BUILD_NUMBER, OTHER_TYPE, VANISHED_MIGRATION -> true;
      default -> false;
    };
  }

  private static String help(ComparisonRule rule) {
    return rule.isMendedByMigration()
        ? "Add a migration that brings the data into the new form, or allow the old form, too."
        : "See that users and data of the old version can do with that.";
  }
}

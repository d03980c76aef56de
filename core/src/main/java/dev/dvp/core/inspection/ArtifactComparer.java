package dev.dvp.core.inspection;

import dev.dvp.core.artifact.OpenArtifact;
import dev.dvp.core.artifact.PayloadArchive;
import dev.dvp.core.artifact.PayloadNameCheck;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.files.Progress;
import dev.dvp.core.schema.DefinitionKind;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Compares two artifacts, whoever made them: by what they say and hold, not by how it is written.
 */
public final class ArtifactComparer {
  private ArtifactComparer() {}

  /**
   * Compares.
   *
   * @param before the old artifact
   * @param after the new one
   * @param patches whether to show how the lines of changed texts differ
   * @param progress hears how far comparing the payloads is
   * @param problems where it is said what cannot be compared; with an error among them the verdict
   *     is never a good one
   * @return how they differ
   * @throws DvpException when one of the files can no longer be read
   */
  public static Comparison compare(
      OpenArtifact before,
      OpenArtifact after,
      boolean patches,
      Progress progress,
      Diagnostics problems) {
    try {
      before.payload().ifPresent(payload -> checkPayload(payload, problems));
      after.payload().ifPresent(payload -> checkPayload(payload, problems));
      if (Files.mismatch(before.file(), after.file()) < 0) {
        Comparison.Verdict verdict =
            problems.hasErrors() ? Comparison.Verdict.UNTRUSTED : Comparison.Verdict.IDENTICAL;
        return new Comparison(verdict, List.of(), List.of(), Map.of(), List.of(), List.of());
      }
      List<FileChange> files = List.of();
      if (before.payload().isPresent() && after.payload().isPresent()) {
        PayloadArchive old = before.payload().get();
        PayloadArchive now = after.payload().get();
        files =
            new PayloadComparison(old, now, new TextPatches(patches), progress, problems).compare();
      }
      return of(new ManifestComparison(before.facts(), after.facts()), files, problems.hasErrors());
    } catch (IOException e) {
      throw ArtifactInspector.unreadable(after, e);
    }
  }

  private static void checkPayload(PayloadArchive payload, Diagnostics problems) {
    payload.sizeProblem().ifPresent(problems::add);
    PayloadNameCheck.report(payload, problems);
  }

  private static Comparison of(
      ManifestComparison manifest, List<FileChange> files, boolean untrusted) {
    List<Change> fields = new ArrayList<>(manifest.fields());
    List<Change> operations = manifest.operations();
    Map<DefinitionKind, List<Change>> schemas = manifest.schemas();
    boolean sameFiles = files.stream().allMatch(f -> f.kind() == FileChange.Kind.REHEADED);
    boolean same = fields.isEmpty() && operations.isEmpty() && schemas.isEmpty() && sameFiles;
    if (!same && manifest.hasSameBuildNumber()) {
      fields.add(
          Change.of(
              Impact.RISKY,
              ComparisonRule.SAME_BUILD_NUMBER,
              "buildNumber",
              "is the same although the content is not"));
    }
    Comparison comparison =
        new Comparison(
            Comparison.Verdict.SAME_CONTENT,
            fields,
            operations,
            schemas,
            files,
            manifest.newMigrations());
    boolean breaking = comparison.changes().anyMatch(c -> c.impact() == Impact.BREAKING);
    return comparison.withVerdict(verdict(breaking, untrusted, same));
  }

  private static Comparison.Verdict verdict(boolean breaking, boolean untrusted, boolean same) {
    if (breaking) {
      return Comparison.Verdict.BREAKING;
    }
    if (untrusted) {
      return Comparison.Verdict.UNTRUSTED;
    }
    return same ? Comparison.Verdict.SAME_CONTENT : Comparison.Verdict.COMPATIBLE;
  }
}

package dev.dvp.localengine.plugins;

import dev.dvp.core.artifact.Artifact;
import dev.dvp.core.diagnostics.Diagnostics;
import java.nio.file.Path;
import java.util.Optional;

/** Checks a whole artifact, as {@link dev.dvp.core.artifact.ArtifactReader#check} does. */
@FunctionalInterface
public interface ArtifactCheck {
  /**
   * Checks.
   *
   * @param file the artifact's file
   * @param diagnostics where everything that is wrong is reported
   * @return what the artifact says about its plugin, when at least that can be read
   */
  Optional<Artifact> check(Path file, Diagnostics diagnostics);
}

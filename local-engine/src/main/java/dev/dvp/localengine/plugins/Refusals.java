package dev.dvp.localengine.plugins;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.localengine.store.Failure;
import java.util.List;
import java.util.stream.Collectors;

/** Why an artifact is not taken, whatever is installed. */
final class Refusals {
  private static final int MAX_REASONS = 20;

  static final Failure NOT_WRITABLE =
      new Failure(
          "exception.engine.storage",
          "The engine cannot store the plugin, so nothing was changed.",
          "See that its disk has space and its data folder can be written, and upload again.");

  static final Failure NO_UUID =
      new Failure(
          "exception.toolkit.artifact.invalid",
          "The uploaded file is no valid plugin. Its `pluginId` must be a UUID.",
          "Correct `id` in `plugin_config.yml`, build the plugin again and upload that artifact.");

  private Refusals() {}

  /** The artifact is broken, in these ways. */
  static Failure invalid(List<Diagnostic> findings) {
    String reasons =
        findings.stream()
            .limit(MAX_REASONS)
            .map(Diagnostic::message)
            .collect(Collectors.joining(" "));
    int more = findings.size() - MAX_REASONS;
    return new Failure(
        "exception.toolkit.artifact.invalid",
        "The uploaded file is no valid plugin. "
            + reasons
            + (more > 0 ? " And " + more + " more." : ""),
        "Build the plugin again with `dvp build` and upload that artifact.");
  }
}

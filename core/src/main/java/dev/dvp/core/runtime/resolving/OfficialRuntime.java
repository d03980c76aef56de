package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.runtime.requirements.Requirement;
import dev.dvp.core.runtime.requirements.RootRequirement;
import dev.dvp.core.runtime.versions.SyntaxException;
import java.util.List;
import java.util.Set;

/**
 * The runtime packages of the platform's SDK. They pull {@code dvp-api}, {@code protobuf} and
 * {@code six} by their own metadata.
 */
public final class OfficialRuntime {
  /** The SDK's release that dvp builds artifacts for. */
  public static final String VERSION = "5.0.1";

  private static final List<String> PACKAGES = List.of("dvp-common", "dvp-libs", "dvp-platform");

  private OfficialRuntime() {}

  /**
   * What every plugin needs on an engine.
   *
   * @return the three packages at exactly the release's version
   */
  public static List<RootRequirement> requirements() {
    return PACKAGES.stream().map(name -> requirement(name + "==" + VERSION)).toList();
  }

  private static RootRequirement requirement(String text) {
    try {
      return new RootRequirement(
          Requirement.parse(text), Set.of(), "SDK " + VERSION, Location.NONE);
    } catch (SyntaxException e) {
      throw new IllegalStateException(text, e);
    }
  }
}

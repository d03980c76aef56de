package dev.dvp.core.inspection;

import java.util.Collection;

/** Which runtime packages stand beside a plugin's files in its payload. */
public enum RuntimeKind {
  /** The SDK's own packages, which an engine runs the plugin with. */
  OFFICIAL("official"),
  /** Those of {@code dvp}, enough for the local engine. */
  BUNDLED("bundled"),
  /** None. */
  NONE("none");

  private final String word;

  RuntimeKind(String word) {
    this.word = word;
  }

  /**
   * The kind as it is shown.
   *
   * @return one word
   */
  public String word() {
    return word;
  }

  /**
   * Tells the kind from the names of the files. The official packages talk to the engine by
   * protobuf messages, ours do not.
   *
   * @param names the names of all files in the payload
   * @return the kind
   */
  public static RuntimeKind of(Collection<String> names) {
    boolean official =
        names.stream()
            .anyMatch(name -> name.startsWith("google/protobuf/") || name.startsWith("dvp_api"));
    if (official) {
      return OFFICIAL;
    }
    return names.stream().anyMatch(name -> name.startsWith("dlpx/")) ? BUNDLED : NONE;
  }
}

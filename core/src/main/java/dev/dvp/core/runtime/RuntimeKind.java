package dev.dvp.core.runtime;

/** Which runtime packages an artifact carries. */
public enum RuntimeKind {
  /** Those of the platform's SDK: any engine takes the artifact. */
  OFFICIAL("official"),
  /** dvp's own, which is enough for the local engine only. */
  BUNDLED("bundled"),
  /** None at all: the plugin cannot import what it is written against. */
  NONE("none");

  private final String word;

  RuntimeKind(String word) {
    this.word = word;
  }

  /**
   * The word that users read and write.
   *
   * @return for example {@code official}
   */
  public String word() {
    return word;
  }
}

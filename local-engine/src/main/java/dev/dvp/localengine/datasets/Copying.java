package dev.dvp.localengine.datasets;

/** How the folder of a dataset copies files. */
public enum Copying {
  /** A copy shares its blocks with the original until one of them changes. */
  COPY_ON_WRITE("copy-on-write"),
  /** A copy takes the time and the room of the whole. */
  PLAIN("plain copy");

  private final String text;

  Copying(String text) {
    this.text = text;
  }

  /**
   * The name for people.
   *
   * @return {@code copy-on-write} or {@code plain copy}
   */
  public String text() {
    return text;
  }
}

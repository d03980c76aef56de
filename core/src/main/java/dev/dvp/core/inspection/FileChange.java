package dev.dvp.core.inspection;

import java.util.Optional;

/**
 * A file of a payload that is not the same in two artifacts.
 *
 * @param kind what happened to it
 * @param name its name
 * @param group whose it is
 * @param oldSize its size in the old artifact, in bytes; 0 when it is new
 * @param newSize its size in the new artifact, in bytes; 0 when it is gone
 * @param patch how its lines differ, for texts when that was asked for
 */
public record FileChange(
    Kind kind, String name, FileGroup group, long oldSize, long newSize, Optional<String> patch) {

  /** What can happen to a file. */
  public enum Kind {
    /** It is new. */
    ADDED("added"),
    /** It is gone. */
    REMOVED("removed"),
    /** It holds something else. */
    CHANGED("changed"),
    /** It is bytecode of the same code, with another time or hash of its source. */
    REHEADED("reheaded");

    private final String word;

    Kind(String word) {
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
  }
}

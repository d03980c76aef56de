package dev.dvp.core.fix;

import java.nio.file.Path;

/**
 * What mending makes of one file.
 *
 * @param file the file as the plugin names it
 * @param target the file itself, links followed
 * @param isInside whether it lies in the plugin's folder, so that it may be written
 * @param before what it holds
 * @param after what it is to hold
 */
public record FileChange(
    Path file, Path target, boolean isInside, FileBytes before, FileBytes after) {

  /**
   * The change as a unified diff.
   *
   * @param label how the file is called
   * @return the diff, every line with its line end as it is in the file
   */
  public String diff(String label) {
    return UnifiedDiff.of(
        label, EditedText.text(file, before.copy()), EditedText.text(file, after.copy()));
  }
}

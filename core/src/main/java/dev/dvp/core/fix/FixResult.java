package dev.dvp.core.fix;

import dev.dvp.core.diagnostics.Diagnostic;
import java.util.List;

/**
 * What mending a plugin comes to; nothing is written yet.
 *
 * @param changes the files that differ, by name
 * @param mended the findings whose fixes were taken
 * @param left the errors that are the author's to mend, and every leftover of Python 2 that can be
 *     seen, by place
 * @param isRead whether there was a manifest to read at all
 */
public record FixResult(
    List<FileChange> changes, List<Diagnostic> mended, List<Diagnostic> left, boolean isRead) {
  /** Copies the lists. */
  public FixResult {
    changes = List.copyOf(changes);
    mended = List.copyOf(mended);
    left = List.copyOf(left);
  }
}

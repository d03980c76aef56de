package dev.dvp.core.fix;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.files.Overlay;
import dev.dvp.core.python.Python2Scan;
import dev.dvp.core.python.PythonRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is left to the author. */
final class Leftovers {
  private Leftovers() {}

  /** All errors, and every trace of Python 2 where a validation names the first of a file. */
  static List<Diagnostic> of(List<Diagnostic> findings, Overlay overlay) {
    Diagnostics left = new Diagnostics();
    for (Diagnostic finding : findings) {
      if (finding.rule() == PythonRule.PYTHON_2_SYNTAX) {
        List<Diagnostic> all = Python2Scan.of(finding.location().file(), overlay);
        Set<Integer> lines = new HashSet<>();
        all.forEach(one -> lines.add(one.location().line()));
        // As bad as the validation takes it to be, in a helper module less than in the entry's.
        all.forEach(one -> left.add(one.withSeverity(finding.severity())));
        if (!lines.contains(finding.location().line())) {
          left.add(finding);
        }
      } else if (finding.severity() == Severity.ERROR) {
        left.add(finding);
      }
    }
    return left.sorted();
  }
}

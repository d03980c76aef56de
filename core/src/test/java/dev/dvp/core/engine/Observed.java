package dev.dvp.core.engine;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import java.io.PrintWriter;
import java.io.StringWriter;

/** All that anybody could print of a failure. */
final class Observed {
  private Observed() {}

  static String everythingOf(DvpException e) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text, true));
    for (Diagnostic diagnostic : e.diagnostics()) {
      text.append(diagnostic.toString()).append('\n');
    }
    return text.toString();
  }
}

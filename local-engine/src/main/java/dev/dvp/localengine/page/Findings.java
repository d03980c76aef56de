package dev.dvp.localengine.page;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.localengine.running.Failure;
import dev.dvp.localengine.workflows.StepFailure;
import java.util.List;

/** Shows why something did not work. */
final class Findings {
  private static final int MOST_TEXT = 8000;

  private Findings() {}

  static void write(Html html, List<Diagnostic> findings) {
    for (Diagnostic finding : findings) {
      html.open("div", "class", "finding");
      html.open("p").element("strong", finding.severity().word() + " " + finding.rule().id());
      html.text(" " + Shorten.to(finding.message(), MOST_TEXT)).close("p");
      if (finding.location().hasFile()) {
        html.open("p", "class", "muted").text("at ").element("code", place(finding)).close("p");
      }
      if (!finding.help().isEmpty()) {
        html.element("p", Shorten.to(finding.help(), MOST_TEXT), "class", "help");
      }
      html.close("div").line();
    }
  }

  private static String place(Diagnostic finding) {
    String file = finding.location().file().toString();
    return finding.location().line() > 0 ? file + ":" + finding.location().line() : file;
  }

  /** Why a step failed: in the plugin's own words where it has some. */
  static void write(Html html, StepFailure failure) {
    failure.userError().ifPresent(error -> write(html, error));
    write(html, failure.findings());
  }

  private static void write(Html html, Failure error) {
    html.open("div", "class", "finding");
    html.open("p").element("strong", "The plugin says: ");
    html.text(Shorten.to(error.message(), MOST_TEXT)).close("p");
    if (!error.action().isBlank()) {
      html.open("p", "class", "help").element("strong", "What to do: ");
      html.text(Shorten.to(error.action(), MOST_TEXT)).close("p");
    }
    if (!error.output().isBlank()) {
      html.element("p", "Output:").open("pre", "tabindex", "0", "aria-label", "Output");
      html.text(Shorten.to(error.output(), MOST_TEXT)).close("pre");
    }
    html.close("div").line();
  }
}

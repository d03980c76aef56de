package dev.dvp.cli.report;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Severity;
import java.util.List;

/**
 * What a check came to: the value that every output format is a pure function of.
 *
 * @param command the command that made it, for example {@code validate}
 * @param exitCode what the process will end with, in every format
 * @param findings the findings, by place
 * @param ignored how many more findings the author ignores
 * @param failure why the check could not be made at all; empty when it was made
 */
public record Report(
    String command, int exitCode, List<Diagnostic> findings, int ignored, String failure) {
  /** Copies the findings. */
  public Report {
    findings = List.copyOf(findings);
  }

  /**
   * A report without ignored findings.
   *
   * @param command the command that made it
   * @param exitCode what the process will end with
   * @param findings the findings, by place
   * @param failure why the check could not be made at all; empty when it was made
   */
  public Report(String command, int exitCode, List<Diagnostic> findings, String failure) {
    this(command, exitCode, findings, 0, failure);
  }

  /**
   * Counts the findings of one severity.
   *
   * @param severity which
   * @return how many
   */
  public long count(Severity severity) {
    return findings.stream().filter(d -> d.severity() == severity).count();
  }
}

package dev.dvp.localengine.workflows;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.localengine.running.Failure;
import java.util.List;
import java.util.Optional;

/**
 * Why a step failed.
 *
 * @param step the step, for example {@code virtual.configure}
 * @param findings what is wrong; empty when the plugin has its own word for its user
 * @param userError that word
 */
public record StepFailure(String step, List<Diagnostic> findings, Optional<Failure> userError) {
  /** Copies the list. */
  public StepFailure {
    findings = List.copyOf(findings);
  }

  /**
   * The reason in a line.
   *
   * @return what is wrong first
   */
  public String reason() {
    return userError
        .map(Failure::message)
        .filter(message -> !message.isBlank())
        .orElseGet(
            () -> findings.stream().map(Diagnostic::message).findFirst().orElse("It failed."))
        .strip();
  }

  /**
   * What to do about it, in a line.
   *
   * @return the advice; may be empty
   */
  public String advice() {
    return userError
        .map(Failure::action)
        .orElseGet(() -> findings.stream().map(Diagnostic::help).findFirst().orElse(""))
        .strip();
  }
}

package dev.dvp.localengine.workflows;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.localengine.running.Failure;
import java.util.List;
import java.util.Optional;

/** A step of a workflow did not come to a good end. */
final class StepFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient StepFailure failure;

  StepFailedException(StepFailure failure) {
    super(failure.step());
    this.failure = failure;
  }

  static StepFailedException of(String step, List<Diagnostic> findings) {
    return new StepFailedException(new StepFailure(step, findings, Optional.<Failure>empty()));
  }

  StepFailure failure() {
    return failure;
  }
}

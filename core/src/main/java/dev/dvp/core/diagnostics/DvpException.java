package dev.dvp.core.diagnostics;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The work cannot go on, for reasons that the user can read and mend: it carries them to the
 * command line, which shows them and exits with 1.
 */
public final class DvpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Diagnostic> diagnostics;

  /**
   * Fails with findings.
   *
   * @param diagnostics at least one finding
   */
  public DvpException(List<Diagnostic> diagnostics) {
    super(diagnostics.stream().map(Diagnostic::message).collect(Collectors.joining("; ")));
    this.diagnostics = List.copyOf(diagnostics);
  }

  /**
   * Fails with one finding.
   *
   * @param diagnostic the finding
   */
  public DvpException(Diagnostic diagnostic) {
    this(List.of(diagnostic));
  }

  /**
   * Fails with one finding and keeps what caused it for {@code --stacktrace}.
   *
   * @param diagnostic the finding
   * @param cause what went wrong below
   */
  public DvpException(Diagnostic diagnostic, Throwable cause) {
    this(List.of(diagnostic), cause);
  }

  /**
   * Fails with findings and keeps what caused them for {@code --stacktrace}.
   *
   * @param diagnostics at least one finding
   * @param cause what went wrong below
   */
  public DvpException(List<Diagnostic> diagnostics, Throwable cause) {
    this(diagnostics);
    initCause(cause);
  }

  /**
   * The reasons.
   *
   * @return at least one finding
   */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }
}

package dev.dvp.core.diagnostics;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Collects findings, so that a check reports all problems at once rather than the first. Safe to
 * fill from several threads. The same finding at the same place counts once.
 */
public final class Diagnostics {
  private final Set<Diagnostic> found = new LinkedHashSet<>();
  private int ignored;

  /**
   * Adds a finding.
   *
   * @param diagnostic the finding
   */
  public synchronized void add(Diagnostic diagnostic) {
    found.add(diagnostic);
  }

  /**
   * Adds findings.
   *
   * @param diagnostics the findings
   */
  public synchronized void addAll(Iterable<Diagnostic> diagnostics) {
    diagnostics.forEach(found::add);
  }

  /** Counts a finding that the author does not want to see, and that is none therefore. */
  public synchronized void countIgnored() {
    ignored++;
  }

  /**
   * How many findings the author does not want to see.
   *
   * @return their number
   */
  public synchronized int ignored() {
    return ignored;
  }

  /**
   * All findings so far, by place.
   *
   * @return a sorted, immutable copy
   */
  public synchronized List<Diagnostic> sorted() {
    List<Diagnostic> all = new ArrayList<>(found);
    all.sort(null);
    return List.copyOf(all);
  }

  /**
   * Tells whether anything found is an error.
   *
   * @return whether a command should fail
   */
  public synchronized boolean hasErrors() {
    return found.stream().anyMatch(d -> d.severity() == Severity.ERROR);
  }

  /**
   * Ends the work when there are errors.
   *
   * @throws DvpException with all findings, when one of them is an error
   */
  public void throwIfErrors() {
    if (hasErrors()) {
      throw new DvpException(sorted());
    }
  }
}

package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Rule;
import dev.dvp.core.runtime.RuntimeRule;
import java.util.Set;

/** Tells packages that are not to be had from packages that are wrong. */
final class Unavailable {
  private static final Set<Rule> RULES =
      Set.of(
          RuntimeRule.INDEX_UNREACHABLE,
          RuntimeRule.INDEX_ANSWER,
          RuntimeRule.INDEX_REFUSED,
          RuntimeRule.INDEX_REDIRECTED,
          RuntimeRule.PACKAGE_NOT_FOUND);

  private Unavailable() {}

  /** Whether something is not to be had, and nothing that is there is wrong. */
  static boolean is(DvpException e) {
    return e.diagnostics().stream().allMatch(d -> RULES.contains(d.rule()));
  }

  /** Whether the index did not answer at all. */
  static boolean isSilence(DvpException e) {
    return e.diagnostics().stream().allMatch(d -> d.rule() == RuntimeRule.INDEX_UNREACHABLE);
  }
}

package dev.dvp.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Catches the one finding that a failing call has, and checks what holds for all of them. */
final class Findings {
  private Findings() {}

  static Diagnostic of(EngineRule rule, ThrowingCallable call) {
    DvpException e = Assertions.catchThrowableOfType(DvpException.class, call);
    assertThat(e).as("the call fails with a finding").isNotNull();
    assertThat(e.diagnostics()).hasSize(1);
    Diagnostic finding = e.diagnostics().get(0);
    assertThat(finding.rule()).as(finding.toString()).isEqualTo(rule);
    checkManners(finding);
    assertThat(Observed.everythingOf(e))
        .doesNotContain(FakeEngine.PASSWORD)
        .doesNotContain(FakeEngine.TOKEN)
        .doesNotContain(FakeEngine.BUNDLE_TOKEN)
        .doesNotContain(FakeEngine.COOKIE);
    return finding;
  }

  private static void checkManners(Diagnostic finding) {
    assertThat(finding.message())
        .doesNotContain("\n")
        .doesNotContain("Exception")
        .doesNotContain("java.")
        .doesNotContain("null")
        .matches("(?s).*[.!?…]");
    assertThat(finding.help()).isNotBlank().doesNotContain("Exception").doesNotContain("null");
  }
}

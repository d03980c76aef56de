package dev.dvp.localengine.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class PasswordHashTest {
  private final SecureRandom random = new SecureRandom();

  @Test
  void onlyThePasswordMatches() {
    String hash = PasswordHash.of("pässword", random);

    assertThat(PasswordHash.matches("pässword", hash)).isTrue();
    assertThat(PasswordHash.matches("password", hash)).isFalse();
    assertThat(PasswordHash.matches("", hash)).isFalse();
    assertThat(hash).startsWith("pbkdf2-sha256:10000:").doesNotContain("ssword");
  }

  @Test
  void theSamePasswordHasAnotherHashEachTime() {
    assertThat(PasswordHash.of("x", random)).isNotEqualTo(PasswordHash.of("x", random));
  }

  @Test
  void nobodyHasAPassword() {
    assertThat(PasswordHash.matches("", PasswordHash.ofNothing(random))).isFalse();
  }

  @Test
  void whatIsNoHashIsABug() {
    assertThatIllegalArgumentException().isThrownBy(() -> PasswordHash.matches("x", "plain"));
  }
}

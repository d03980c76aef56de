package dev.dvp.localengine.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.testing.TestEngine;
import dev.dvp.testkit.TestClock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private static final int MOST = 3;

  private final TestClock clock = TestClock.at(TestEngine.NOW);
  private final Secrets secrets = new Secrets(new SecureRandom());
  private final Sessions sessions = new Sessions(clock, secrets);

  @Test
  void anIdleSessionEndsAndAUsedOneGoesOn() {
    Session session = sessions.open(ApiVersion.CURRENT);
    for (int i = 0; i < 5; i++) {
      clock.pass(Sessions.IDLE);
      assertThat(sessions.find(session.id())).isPresent();
    }

    clock.pass(Sessions.IDLE.plusSeconds(1));

    assertThat(sessions.find(session.id())).isEmpty();
  }

  @Test
  void tooManySessionsEndTheOneIdleLongest() {
    Session kept = sessions.open(ApiVersion.CURRENT);
    Session dropped = sessions.open(ApiVersion.CURRENT);
    for (int i = 0; i < Sessions.MAX - 2; i++) {
      sessions.open(ApiVersion.CURRENT);
    }
    assertThat(sessions.find(kept.id())).isPresent();

    sessions.open(ApiVersion.CURRENT);

    assertThat(sessions.find(kept.id())).isPresent();
    assertThat(sessions.find(dropped.id())).isEmpty();
  }

  @Test
  void aTokenIsGoodForAnHourAndThenDropped() {
    List<String> dropped = new ArrayList<>();
    Tokens<String> tokens = new Tokens<>(clock, secrets, MOST, dropped::add);
    Session session = sessions.open(ApiVersion.CURRENT);
    String used = tokens.issue(session, "used");
    String late = tokens.issue(session, "late");

    clock.pass(Tokens.LIFETIME);
    assertThat(tokens.take(session, used)).contains("used");
    clock.pass(Duration.ofSeconds(1));

    assertThat(tokens.take(session, late)).isEmpty();
    assertThat(dropped).containsExactly("late");
  }

  @Test
  void tooManyTokensDropTheOldest() {
    List<Integer> dropped = new ArrayList<>();
    Tokens<Integer> tokens = new Tokens<>(clock, secrets, MOST, dropped::add);
    Session session = sessions.open(ApiVersion.CURRENT);

    for (int i = 0; i < MOST + 2; i++) {
      tokens.issue(session, i);
    }

    assertThat(dropped).containsExactly(0, 1);
  }

  @Test
  void whoeverOnlyOpensSessionsEndsNobodysLogin() {
    Session mine = sessions.logIn(sessions.open(ApiVersion.CURRENT), "USER-1");

    for (int i = 0; i < 2 * Sessions.MAX; i++) {
      sessions.open(ApiVersion.CURRENT);
    }

    assertThat(sessions.find(mine.id())).isPresent();
  }

  @Test
  void tooManyLoginsEndTheOneIdleLongest() {
    Session dropped = sessions.logIn(sessions.open(ApiVersion.CURRENT), "USER-1");

    for (int i = 0; i < Sessions.MAX; i++) {
      sessions.logIn(sessions.open(ApiVersion.CURRENT), "USER-1");
    }

    assertThat(sessions.find(dropped.id())).isEmpty();
  }

  @Test
  void oldTokensAreDroppedWithoutAnybodyAsking() {
    List<String> dropped = new ArrayList<>();
    Tokens<String> tokens = new Tokens<>(clock, secrets, MOST, dropped::add);
    tokens.issue(sessions.open(ApiVersion.CURRENT), "old");

    tokens.dropOld();
    assertThat(dropped).isEmpty();
    clock.pass(Tokens.LIFETIME.plusSeconds(1));
    tokens.dropOld();

    assertThat(dropped).containsExactly("old");
  }
}

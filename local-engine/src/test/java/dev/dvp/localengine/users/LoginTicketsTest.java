package dev.dvp.localengine.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.testkit.TestClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginTicketsTest {
  @TempDir Path folder;
  private final TestClock clock = TestClock.at(java.time.Instant.parse("2026-01-31T12:00:00Z"));
  private final SecureRandom random = new SecureRandom();

  private LoginTickets tickets() {
    return new LoginTickets(folder.resolve("tickets"), clock);
  }

  @Test
  void aTicketIsGoodOnce() throws IOException {
    String ticket = tickets().issue(random);
    String other = tickets().issue(random);
    assertThat(tickets().take(ticket)).isTrue();
    assertThat(tickets().take(ticket)).isFalse();
    assertThat(tickets().take(other)).isTrue();
  }

  @Test
  void andForTwoMinutes() throws IOException {
    String ticket = tickets().issue(random);
    clock.pass(LoginTickets.LIFETIME.minus(Duration.ofSeconds(1)));
    String later = tickets().issue(random);
    clock.pass(Duration.ofSeconds(1));
    assertThat(tickets().take(ticket)).isFalse();
    assertThat(tickets().take(later)).isTrue();
  }

  @Test
  void oldOnesGoWithTheNextThatIsMade() throws IOException {
    tickets().issue(random);
    clock.pass(LoginTickets.LIFETIME);
    tickets().issue(random);
    try (Stream<Path> files = Files.list(folder.resolve("tickets"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void theFolderHasNoTicketInItAndIsTheOwnersAlone() throws IOException {
    String ticket = tickets().issue(random);
    Path root = folder.resolve("tickets");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.list(root)) {
      for (Path file : files.toList()) {
        assertThat(file.getFileName().toString()).doesNotContain(ticket);
        assertThat(Files.readString(file)).doesNotContain(ticket);
        assertThat(LoginTickets.isTicket(file.getFileName().toString())).isTrue();
      }
    }
  }

  @Test
  void whatIsNoTicketIsNotLookedFor() throws IOException {
    tickets().issue(random);
    for (String text : List.of("", "..", "../engine.json", "a".repeat(40), "A".repeat(40))) {
      assertThat(tickets().take(text)).as(text).isFalse();
    }
  }

  @Test
  void anEndThatIsNoneOrTooFarIsNotBelieved() throws IOException {
    String ticket = tickets().issue(random);
    try (Stream<Path> files = Files.list(folder.resolve("tickets"))) {
      for (Path file : files.toList()) {
        Files.writeString(file, clock.instant().plus(Duration.ofDays(9)).toString());
      }
    }
    assertThat(tickets().take(ticket)).isFalse();
    String next = tickets().issue(random);
    try (Stream<Path> files = Files.list(folder.resolve("tickets"))) {
      for (Path file : files.toList()) {
        Files.writeString(file, "soon");
      }
    }
    assertThat(tickets().take(next)).isFalse();
  }
}

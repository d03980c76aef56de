package dev.dvp.localengine.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.localengine.store.SqliteLibrary;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.testing.TestEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UsersTest {
  @TempDir Path folder;
  private final SecureRandom random = new SecureRandom();
  private final AtomicInteger hashed = new AtomicInteger();
  private Store store;
  private Path file;

  @BeforeEach
  void open() throws Exception {
    SqliteLibrary.unpackInto(TestEngine.nativeLibraries());
    store = Store.open(folder.resolve("engine.db"));
    file = folder.resolve("password");
  }

  @AfterEach
  void close() {
    store.close();
  }

  /** The users of an engine that has just been started. */
  private Users started() throws Exception {
    Users users =
        new Users(
            store,
            random,
            (password, hash) -> {
              hashed.incrementAndGet();
              return PasswordHash.matches(password, hash);
            });
    users.keepPasswordIn("admin", file, random);
    return users;
  }

  @Test
  void aRightPasswordIsHashedAtTheStartAndNotAtEachLogin() throws Exception {
    Files.writeString(file, "pässword\n");
    Users users = started();
    assertThat(users.logIn("admin", "pässword")).contains("USER-1");
    assertThat(hashed).hasValue(0);

    Users again = started();
    assertThat(hashed).hasValue(1);
    assertThat(again.logIn("admin", "pässword")).contains("USER-1");
    assertThat(again.logIn("admin", "pässword")).contains("USER-1");
    assertThat(hashed).hasValue(1);
  }

  /** Neither the answer nor the time tells whether it was the name or the password. */
  @Test
  void aWrongOneIsHashedEachTime() throws Exception {
    Users users = started();
    String password = Files.readString(file).strip();
    assertThat(users.logIn("admin", password)).contains("USER-1");

    assertThat(users.logIn("admin", "wrong")).isEmpty();
    assertThat(users.logIn("admin", "wrong")).isEmpty();
    assertThat(users.logIn("nobody", password)).isEmpty();
    assertThat(users.logIn("nobody", password)).isEmpty();
    assertThat(hashed).hasValue(4);
    assertThat(users.logIn("admin", password)).contains("USER-1");
  }

  @Test
  void aPasswordThatWasReplacedIsNoLongerTaken() throws Exception {
    Files.writeString(file, "first\n");
    Users users = started();
    assertThat(users.logIn("admin", "first")).contains("USER-1");

    String hash = PasswordHash.of("second", random);
    store.write(
        tables -> {
          tables.users().put("admin", hash);
          return hash;
        });
    assertThat(users.logIn("admin", "first")).isEmpty();
    assertThat(users.logIn("admin", "second")).contains("USER-1");
  }
}

package dev.dvp.localengine.users;

import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.UserTable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/** Checks who logs in. */
public final class Users {
  private static final int PASSWORD_BYTES = 20;
  private static final int MAX_FILE_BYTES = 1024;

  private final Store store;

  /** Checked when there is no such user, so that the time does not tell who exists. */
  private final String nobody;

  /**
   * Checks against the store.
   *
   * @param store has the hashes
   * @param random where salts come from
   */
  public Users(Store store, SecureRandom random) {
    this.store = store;
    this.nobody = PasswordHash.ofNothing(random);
  }

  /**
   * Makes sure that a user's password is the one in a file. Without the file a random password is
   * made and written there, for its owner alone. The file rules: whoever may change it owns the
   * whole store anyway, and so a lost password is mended by deleting the file.
   *
   * @param name the user
   * @param file the password's file
   * @param random where the password comes from
   * @throws IOException when the file cannot be read or written
   */
  public void keepPasswordIn(String name, Path file, SecureRandom random) throws IOException {
    String password = PrivateFiles.read(file, MAX_FILE_BYTES).map(String::strip).orElse("");
    if (password.isEmpty()) {
      byte[] bytes = new byte[PASSWORD_BYTES];
      random.nextBytes(bytes);
      password = HexFormat.of().formatHex(bytes);
      PrivateFiles.write(file, password + "\n");
    } else {
      PrivateFiles.makePrivate(file); // an editor may have written it for everybody
    }
    boolean known = store.read(tables -> tables.users().find(name)).isPresent();
    if (!known || logIn(name, password).isEmpty()) {
      String hash = PasswordHash.of(password, random);
      store.write(
          tables -> {
            tables.users().put(name, hash);
            return name;
          });
    }
  }

  /**
   * Checks a login. One at a time: hashing is costly on purpose, and a flood of logins must not
   * take all processors.
   *
   * @param name what was written as the user's name
   * @param password what was written as the password
   * @return the user's reference, when both are right
   */
  public synchronized Optional<String> logIn(String name, String password) {
    Optional<UserTable.User> user = store.read(tables -> tables.users().find(name));
    boolean right =
        PasswordHash.matches(password, user.map(UserTable.User::passwordHash).orElse(nobody));
    return right ? user.map(UserTable.User::reference) : Optional.empty();
  }
}

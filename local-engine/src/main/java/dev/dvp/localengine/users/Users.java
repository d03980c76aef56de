package dev.dvp.localengine.users;

import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.UserTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Checks who logs in. */
public final class Users {
  /** The one user of a new engine. */
  public static final String ADMIN = "admin";

  private static final int PASSWORD_BYTES = 20;
  private static final int MAX_FILE_BYTES = 1024;
  private static final int KEY_BYTES = 32;

  private final Store store;
  private final BiPredicate<String, String> check;

  /** Checked when there is no such user, so that the time does not tell who exists. */
  private final String nobody;

  /**
   * By user, a digest of the password that was last right and of the hash that it was right for:
   * shown again, it need not be hashed at length again. It is in memory alone, as are the sessions
   * that such a login opens.
   */
  private final Map<String, byte[]> proven = new HashMap<>();

  private final byte[] key = new byte[KEY_BYTES];

  /**
   * Checks against the store.
   *
   * @param store has the hashes
   * @param random where salts come from
   */
  public Users(Store store, SecureRandom random) {
    this(store, random, PasswordHash::matches);
  }

  /** The same with another check of a password against a hash. */
  Users(Store store, SecureRandom random, BiPredicate<String, String> check) {
    this.store = store;
    this.check = check;
    this.nobody = PasswordHash.ofNothing(random);
    random.nextBytes(key);
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
      remember(name, digest(password, hash));
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
    String hash = user.map(UserTable.User::passwordHash).orElse(nobody);
    byte[] digest = digest(password, hash);
    boolean right = MessageDigest.isEqual(digest, proven.get(name)) || check.test(password, hash);
    if (right) {
      remember(name, digest);
    }
    return right ? user.map(UserTable.User::reference) : Optional.empty();
  }

  /**
   * What the engine calls a user.
   *
   * @param name a user that there is
   * @return the user's reference
   */
  public String reference(String name) {
    return store
        .read(tables -> tables.users().find(name))
        .map(UserTable.User::reference)
        .orElseThrow(() -> new IllegalArgumentException("no such user"));
  }

  private synchronized void remember(String name, byte[] digest) {
    proven.put(name, digest);
  }

  /** Of use to nobody without the key, which ends with the process. */
  private byte[] digest(String password, String hash) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(key);
      // Of a fixed form, so that no password can be taken for a part of it.
      sha.update(hash.getBytes(StandardCharsets.US_ASCII));
      sha.update((byte) 0);
      return sha.digest(password.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}

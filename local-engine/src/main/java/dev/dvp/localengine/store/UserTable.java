package dev.dvp.localengine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Who may log in. */
public final class UserTable {
  private final Connection connection;

  UserTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * A user.
   *
   * @param reference the name that clients know them by
   * @param passwordHash what {@link #put} was given
   */
  public record User(String reference, String passwordHash) {}

  /**
   * Finds a user.
   *
   * @param name the name as written at the login
   * @return the user, if there is one of that name
   * @throws SQLException when the database cannot be read
   */
  public Optional<User> find(String name) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT number, password_hash FROM user WHERE name = ?")) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(new User("USER-" + rows.getLong(1), rows.getString(2)))
            : Optional.empty();
      }
    }
  }

  /**
   * Adds a user, or changes their password.
   *
   * @param name the name
   * @param passwordHash a hash that can be checked, never the password
   * @throws SQLException when the database cannot be written
   */
  public void put(String name, String passwordHash) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            "INSERT INTO user (name, password_hash) VALUES (?, ?)"
                + " ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash")) {
      upsert.setString(1, name);
      upsert.setString(2, passwordHash);
      upsert.executeUpdate();
    }
  }
}

package dev.dvp.localengine.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * The tables' layout: one script for each version, {@code schema-N.sql}, run in order inside a
 * transaction. {@code PRAGMA user_version} says which ran.
 */
final class StoreSchema {
  /** The newest version that this code knows. */
  static final int VERSION = 2;

  private StoreSchema() {}

  static void update(Connection connection) throws SQLException, StoreUnusableException {
    int version = version(connection);
    if (version > VERSION) {
      throw new StoreUnusableException(
          "its database was made by a newer `dvp` (its version is "
              + version
              + ", this one knows "
              + VERSION
              + ")");
    }
    for (int next = version + 1; next <= VERSION; next++) {
      int current = next;
      Store.transact(
          connection,
          () -> {
            // Another process may have opened the store at the same time, and done it meanwhile.
            if (version(connection) < current) {
              run(connection, current);
            }
            return current;
          });
    }
  }

  private static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("PRAGMA user_version")) {
      return rows.getInt(1);
    }
  }

  private static void run(Connection connection, int version) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : script(version).split(";\n", -1)) {
        if (!sql.isBlank()) {
          statement.executeUpdate(sql);
        }
      }
      statement.executeUpdate("PRAGMA user_version = " + version);
    }
  }

  private static String script(int version) {
    String name = "schema-" + version + ".sql";
    try (InputStream in = StoreSchema.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.dvp.localengine.store;

import dev.dvp.core.manifest.BuildNumber;
import dev.dvp.core.manifest.PluginType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is installed. Plugin ids are UUIDs: letter case makes no difference. */
public final class PluginTable {
  private static final String COLUMNS =
      "number, id, name, plugin_type, language, build_number, external_version,"
          + " artifact_hash, artifact_bytes, installed, updated";

  private final Connection connection;

  PluginTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * All installed plugins, the oldest first.
   *
   * @return the plugins
   * @throws SQLException when the database cannot be read
   */
  public List<InstalledPlugin> all() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement("SELECT " + COLUMNS + " FROM plugin ORDER BY number");
        ResultSet rows = select.executeQuery()) {
      List<InstalledPlugin> plugins = new ArrayList<>();
      while (rows.next()) {
        plugins.add(plugin(rows));
      }
      return plugins;
    }
  }

  /**
   * Finds a plugin.
   *
   * @param id its UUID
   * @return the plugin, if it is installed
   * @throws SQLException when the database cannot be read
   */
  public Optional<InstalledPlugin> find(String id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT " + COLUMNS + " FROM plugin WHERE id = ?")) {
      select.setString(1, id);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(plugin(rows)) : Optional.empty();
      }
    }
  }

  /**
   * Installs a plugin, or replaces what the installed one says.
   *
   * @param version the new version
   * @param now the time
   * @throws SQLException when the database cannot be written
   */
  public void put(InstalledPlugin.Version version, Instant now) throws SQLException {
    try (PreparedStatement upsert =
        connection.prepareStatement(
            """
            INSERT INTO plugin (id, name, plugin_type, language, build_number, external_version,
                artifact_hash, artifact_bytes, installed, updated)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET id = excluded.id, name = excluded.name,
                plugin_type = excluded.plugin_type, language = excluded.language,
                build_number = excluded.build_number,
                external_version = excluded.external_version,
                artifact_hash = excluded.artifact_hash,
                artifact_bytes = excluded.artifact_bytes, updated = excluded.updated
            """)) {
      int i = 0;
      upsert.setString(++i, version.id());
      upsert.setString(++i, version.name());
      upsert.setString(++i, version.type().name());
      upsert.setString(++i, version.language());
      upsert.setString(++i, version.buildNumber().toString());
      upsert.setString(++i, version.externalVersion().orElse(null));
      upsert.setString(++i, version.artifactHash());
      upsert.setLong(++i, version.artifactBytes());
      upsert.setString(++i, now.toString());
      upsert.setString(++i, now.toString());
      upsert.executeUpdate();
    }
    replaceMigrations(version);
  }

  private void replaceMigrations(InstalledPlugin.Version version) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM plugin_migration WHERE plugin ="
                + " (SELECT number FROM plugin WHERE id = ?)")) {
      delete.setString(1, version.id());
      delete.executeUpdate();
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO plugin_migration (plugin, position, id)"
                + " SELECT number, ?, ? FROM plugin WHERE id = ?")) {
      int position = 0;
      for (String migration : version.migrationIds()) {
        insert.setInt(1, position++);
        insert.setString(2, migration);
        insert.setString(3, version.id());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private InstalledPlugin plugin(ResultSet row) throws SQLException {
    long number = row.getLong("number");
    String buildNumber = row.getString("build_number");
    return new InstalledPlugin(
        InstalledPlugin.reference(number),
        new InstalledPlugin.Version(
            row.getString("id"),
            row.getString("name"),
            PluginType.valueOf(row.getString("plugin_type")),
            row.getString("language"),
            BuildNumber.parse(buildNumber)
                .orElseThrow(() -> new SQLException("build number " + buildNumber)),
            Optional.ofNullable(row.getString("external_version")),
            migrations(number),
            row.getString("artifact_hash"),
            row.getLong("artifact_bytes")),
        Instant.parse(row.getString("installed")),
        Instant.parse(row.getString("updated")));
  }

  private List<String> migrations(long plugin) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT id FROM plugin_migration WHERE plugin = ? ORDER BY position")) {
      select.setLong(1, plugin);
      try (ResultSet rows = select.executeQuery()) {
        List<String> ids = new ArrayList<>();
        while (rows.next()) {
          ids.add(rows.getString(1));
        }
        return ids;
      }
    }
  }
}

package dev.dvp.localengine.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** What discoveries found. */
public final class DiscoveryTable {
  private final Sql sql;

  DiscoveryTable(Connection connection) {
    this.sql = new Sql(connection);
  }

  /**
   * All that was found with a plugin, in the order of finding.
   *
   * @param pluginId the plugin
   * @return what was found
   * @throws SQLException when the database cannot be read
   */
  public List<FoundSourceConfig> all(String pluginId) throws SQLException {
    return sql.all(
        "SELECT * FROM source_config WHERE plugin = ? ORDER BY number",
        DiscoveryTable::found,
        pluginId);
  }

  /**
   * Puts what was found in an environment in the place of what was found there before.
   *
   * @param pluginId the plugin
   * @param environment the environment's name
   * @param found what was found; the numbers do not matter
   * @throws SQLException when the database cannot be written
   */
  public void replace(String pluginId, String environment, List<FoundSourceConfig> found)
      throws SQLException {
    sql.change(
        "DELETE FROM source_config WHERE plugin = ? AND environment = ?", pluginId, environment);
    for (FoundSourceConfig one : found) {
      sql.change(
          "INSERT INTO source_config (plugin, environment, repository, value) VALUES (?, ?, ?, ?)",
          pluginId,
          environment,
          StoredJson.text(one.repository()),
          one.value().map(StoredJson::text));
    }
  }

  /**
   * Writes an object that was migrated.
   *
   * @param found the object as it is now
   * @throws SQLException when the database cannot be written
   */
  public void update(FoundSourceConfig found) throws SQLException {
    sql.change(
        "UPDATE source_config SET repository = ?, value = ? WHERE number = ?",
        StoredJson.text(found.repository()),
        found.value().map(StoredJson::text),
        found.number());
  }

  private static FoundSourceConfig found(ResultSet row) throws SQLException {
    String value = row.getString("value");
    Optional<JsonNode> sourceConfig =
        value == null ? Optional.empty() : Optional.of(StoredJson.node(value));
    return new FoundSourceConfig(
        row.getLong("number"),
        row.getString("environment"),
        StoredJson.node(row.getString("repository")),
        sourceConfig);
  }
}

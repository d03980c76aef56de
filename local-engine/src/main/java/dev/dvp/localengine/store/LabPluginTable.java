package dev.dvp.localengine.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The versions of plugins that the stored objects fit. */
public final class LabPluginTable {
  private final Sql sql;

  LabPluginTable(Connection connection) {
    this.sql = new Sql(connection);
  }

  /**
   * Finds a plugin.
   *
   * @param id its id
   * @return the plugin, if a workflow was run with it
   * @throws SQLException when the database cannot be read
   */
  public Optional<LabPlugin> find(String id) throws SQLException {
    return sql.first("SELECT * FROM lab_plugin WHERE id = ?", LabPluginTable::plugin, id);
  }

  /**
   * All plugins that a workflow was run with.
   *
   * @return the plugins, by name
   * @throws SQLException when the database cannot be read
   */
  public List<LabPlugin> all() throws SQLException {
    return sql.all("SELECT * FROM lab_plugin ORDER BY name, id", LabPluginTable::plugin);
  }

  /**
   * Notes a plugin, or its new version.
   *
   * @param plugin the plugin
   * @throws SQLException when the database cannot be written
   */
  public void put(LabPlugin plugin) throws SQLException {
    ArrayNode migrations = JsonNodeFactory.instance.arrayNode();
    plugin.migrations().forEach(migrations::add);
    sql.change(
        """
        INSERT INTO lab_plugin (id, name, build_number, schemas, migrations)
        VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name,
            build_number = excluded.build_number, schemas = excluded.schemas,
            migrations = excluded.migrations
        """,
        plugin.id(),
        plugin.name(),
        plugin.buildNumber(),
        StoredJson.text(plugin.schemas()),
        StoredJson.text(migrations));
  }

  private static LabPlugin plugin(ResultSet row) throws SQLException {
    List<String> migrations = new ArrayList<>();
    for (JsonNode id : StoredJson.node(row.getString("migrations"))) {
      migrations.add(id.asText());
    }
    return new LabPlugin(
        row.getString("id"),
        row.getString("name"),
        row.getString("build_number"),
        StoredJson.node(row.getString("schemas")),
        migrations);
  }
}

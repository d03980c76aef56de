package dev.dvp.localengine.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Linked and virtual sources. */
public final class SourceTable {
  private final Sql sql;

  SourceTable(Connection connection) {
    this.sql = new Sql(connection);
  }

  /**
   * All sources of a plugin, the oldest first.
   *
   * @param pluginId the plugin
   * @return the sources
   * @throws SQLException when the database cannot be read
   */
  public List<Source> all(String pluginId) throws SQLException {
    return sql.all(
        "SELECT * FROM source WHERE plugin = ? ORDER BY number", SourceTable::source, pluginId);
  }

  /**
   * Finds a source.
   *
   * @param pluginId the plugin
   * @param name its name
   * @return the source, if there is one
   * @throws SQLException when the database cannot be read
   */
  public Optional<Source> find(String pluginId, String name) throws SQLException {
    return sql.first(
        "SELECT * FROM source WHERE plugin = ? AND name = ?", SourceTable::source, pluginId, name);
  }

  /**
   * Finds a source.
   *
   * @param number its number
   * @return the source, if there is one
   * @throws SQLException when the database cannot be read
   */
  public Optional<Source> find(long number) throws SQLException {
    return sql.first("SELECT * FROM source WHERE number = ?", SourceTable::source, number);
  }

  /**
   * The virtual sources whose data is from a snapshot of a source.
   *
   * @param number the number of the source
   * @return the sources
   * @throws SQLException when the database cannot be read
   */
  public List<Source> provisionedFrom(long number) throws SQLException {
    return sql.all(
        "SELECT source.* FROM source JOIN snapshot ON snapshot.number = source.parent"
            + " WHERE snapshot.source = ? AND source.number != ? ORDER BY source.number",
        SourceTable::source,
        number,
        number);
  }

  /**
   * Adds a source.
   *
   * @param source all of it but the number
   * @return the source with its number
   * @throws SQLException when the database cannot be written
   */
  public Source add(Source source) throws SQLException {
    Source.Identity identity = source.identity();
    long number =
        sql.add(
            """
            INSERT INTO source (plugin, kind, name, guid, environment, quota, created, repository,
                source_config, parameters, state, configured, mounts, parent)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING number
            """,
            identity.pluginId(),
            identity.kind().name(),
            identity.name(),
            identity.guid(),
            identity.environment(),
            identity.quota(),
            identity.created().toString(),
            StoredJson.text(source.objects().repository()),
            source.objects().sourceConfig().map(StoredJson::text),
            StoredJson.text(source.objects().parameters()),
            source.condition().state().name(),
            source.condition().isConfigured() ? 1 : 0,
            mounts(source.condition()),
            source.condition().parent());
    return new Source(number, identity, source.objects(), source.condition());
  }

  /**
   * Writes what has changed of a source.
   *
   * @param source the source as it is now
   * @throws SQLException when the database cannot be written
   */
  public void update(Source source) throws SQLException {
    Source.Condition condition = source.condition();
    sql.change(
        """
        UPDATE source SET environment = ?, quota = ?, repository = ?, source_config = ?, parameters = ?,
            state = ?, configured = ?, mounts = ?, parent = ?, unfinished = ?, step = ?, reason = ?
        WHERE number = ?
        """,
        source.identity().environment(),
        source.identity().quota(),
        StoredJson.text(source.objects().repository()),
        source.objects().sourceConfig().map(StoredJson::text),
        StoredJson.text(source.objects().parameters()),
        condition.state().name(),
        condition.isConfigured() ? 1 : 0,
        mounts(condition),
        condition.parent(),
        condition.unfinished().map(Unfinished::workflow),
        condition.unfinished().map(Unfinished::step),
        condition.unfinished().flatMap(Unfinished::reason),
        source.number());
  }

  /**
   * Removes a source and its snapshots.
   *
   * @param number the number of the source
   * @throws SQLException when the database cannot be written
   */
  public void delete(long number) throws SQLException {
    sql.change("DELETE FROM source WHERE number = ?", number);
  }

  private static String mounts(Source.Condition condition) {
    return StoredJson.text(
        JsonNodeFactory.instance.arrayNode().addAll(List.copyOf(condition.mounts())));
  }

  private static Source source(ResultSet row) throws SQLException {
    String sourceConfig = row.getString("source_config");
    return new Source(
        row.getLong("number"),
        new Source.Identity(
            row.getString("plugin"),
            SourceKind.valueOf(row.getString("kind")),
            row.getString("name"),
            row.getString("guid"),
            row.getString("environment"),
            row.getLong("quota"),
            Instant.parse(row.getString("created"))),
        new Source.Objects(
            StoredJson.node(row.getString("repository")),
            sourceConfig == null ? Optional.empty() : Optional.of(StoredJson.node(sourceConfig)),
            StoredJson.node(row.getString("parameters"))),
        condition(row));
  }

  private static Source.Condition condition(ResultSet row) throws SQLException {
    List<JsonNode> mounts = new ArrayList<>();
    StoredJson.node(row.getString("mounts")).forEach(mounts::add);
    long parent = row.getLong("parent");
    Optional<Long> from = row.wasNull() ? Optional.empty() : Optional.of(parent);
    String unfinished = row.getString("unfinished");
    return new Source.Condition(
        SourceState.valueOf(row.getString("state")),
        row.getInt("configured") == 1,
        mounts,
        from,
        unfinished == null
            ? Optional.empty()
            : Optional.of(
                new Unfinished(
                    unfinished,
                    row.getString("step"),
                    Optional.ofNullable(row.getString("reason")))));
  }
}

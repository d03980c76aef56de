package dev.dvp.localengine.store;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Snapshots of sources. */
public final class SnapshotTable {
  private final Sql sql;

  SnapshotTable(Connection connection) {
    this.sql = new Sql(connection);
  }

  /**
   * The snapshots of a source, the oldest first.
   *
   * @param source the number of the source
   * @return the snapshots
   * @throws SQLException when the database cannot be read
   */
  public List<Snapshot> of(long source) throws SQLException {
    return sql.all(
        "SELECT * FROM snapshot WHERE source = ? ORDER BY number", SnapshotTable::snapshot, source);
  }

  /**
   * Finds a snapshot.
   *
   * @param number its number
   * @return the snapshot, if there is one
   * @throws SQLException when the database cannot be read
   */
  public Optional<Snapshot> find(long number) throws SQLException {
    return sql.first("SELECT * FROM snapshot WHERE number = ?", SnapshotTable::snapshot, number);
  }

  /**
   * Takes a number for a snapshot whose data is written before it is added.
   *
   * @param source the number of the source
   * @return a number that no snapshot has, had or will have
   * @throws SQLException when the database cannot be written
   */
  public long reserve(long source) throws SQLException {
    long number =
        sql.add(
            "INSERT INTO snapshot (source, created, value, bytes) VALUES (?, '', '', 0)"
                + " RETURNING number",
            source);
    sql.change("DELETE FROM snapshot WHERE number = ?", number);
    return number;
  }

  /**
   * Adds a snapshot.
   *
   * @param snapshot all of it
   * @throws SQLException when the database cannot be written
   */
  public void add(Snapshot snapshot) throws SQLException {
    sql.change(
        "INSERT INTO snapshot (number, source, created, value, bytes) VALUES (?, ?, ?, ?, ?)",
        snapshot.number(),
        snapshot.source(),
        snapshot.created().toString(),
        StoredJson.text(snapshot.value()),
        snapshot.bytes());
  }

  /**
   * Writes what the plugin notes of a snapshot.
   *
   * @param number the snapshot
   * @param value the new value
   * @throws SQLException when the database cannot be written
   */
  public void change(long number, JsonNode value) throws SQLException {
    sql.change("UPDATE snapshot SET value = ? WHERE number = ?", StoredJson.text(value), number);
  }

  private static Snapshot snapshot(ResultSet row) throws SQLException {
    return new Snapshot(
        row.getLong("number"),
        row.getLong("source"),
        Instant.parse(row.getString("created")),
        StoredJson.node(row.getString("value")),
        row.getLong("bytes"));
  }
}

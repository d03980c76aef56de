package dev.dvp.localengine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the engine was asked to do. */
public final class ActionTable {
  private final Connection connection;

  ActionTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * Adds an action that is under way.
   *
   * @param type what kind of work
   * @param title the same for people
   * @param now the time
   * @return its number
   * @throws SQLException when the database cannot be written
   */
  public long add(String type, String title, Instant now) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO action (type, title, state, started) VALUES (?, ?, 'RUNNING', ?)"
                + " RETURNING number")) {
      insert.setString(1, type);
      insert.setString(2, title);
      insert.setString(3, now.toString());
      try (ResultSet rows = insert.executeQuery()) {
        return rows.getLong(1);
      }
    }
  }

  /**
   * Ends an action well.
   *
   * @param number the action
   * @param now the time
   * @throws SQLException when the database cannot be written
   */
  public void complete(long number, Instant now) throws SQLException {
    end(number, WorkState.COMPLETED, now, Optional.empty());
  }

  /**
   * Ends an action badly.
   *
   * @param number the action
   * @param failure why
   * @param now the time
   * @throws SQLException when the database cannot be written
   */
  public void fail(long number, Failure failure, Instant now) throws SQLException {
    end(number, WorkState.FAILED, now, Optional.of(failure));
  }

  private void end(long number, WorkState state, Instant now, Optional<Failure> failure)
      throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE action SET state = ?, ended = ?, failure_code = ?, failure_details = ?,"
                + " failure_action = ? WHERE number = ? AND state = 'RUNNING'")) {
      update.setString(1, state.name());
      update.setString(2, now.toString());
      update.setString(3, failure.map(Failure::code).orElse(null));
      update.setString(4, failure.map(Failure::details).orElse(null));
      update.setString(5, failure.map(Failure::action).orElse(null));
      update.setLong(6, number);
      if (update.executeUpdate() != 1) {
        throw new SQLException("action " + number + " is not under way");
      }
    }
  }

  /**
   * Finds an action.
   *
   * @param number its number
   * @return the action, if there is one
   * @throws SQLException when the database cannot be read
   */
  public Optional<Action> find(long number) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM action WHERE number = ?")) {
      select.setLong(1, number);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? Optional.of(action(rows)) : Optional.empty();
      }
    }
  }

  /**
   * The newest actions, the newest first.
   *
   * @param most how many at most
   * @return the actions
   * @throws SQLException when the database cannot be read
   */
  public List<Action> newest(int most) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT * FROM action ORDER BY number DESC LIMIT ?")) {
      select.setInt(1, most);
      try (ResultSet rows = select.executeQuery()) {
        List<Action> actions = new ArrayList<>();
        while (rows.next()) {
          actions.add(action(rows));
        }
        return actions;
      }
    }
  }

  /**
   * The actions that are under way, the oldest first.
   *
   * @return their numbers
   * @throws SQLException when the database cannot be read
   */
  public List<Long> running() throws SQLException {
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT number FROM action WHERE state = 'RUNNING' ORDER BY number");
        ResultSet rows = select.executeQuery()) {
      List<Long> numbers = new ArrayList<>();
      while (rows.next()) {
        numbers.add(rows.getLong(1));
      }
      return numbers;
    }
  }

  /**
   * Forgets old actions that have ended, with their jobs and events.
   *
   * @param keep how many of the newest actions to keep
   * @throws SQLException when the database cannot be written
   */
  public void forgetAllBut(long keep) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM action WHERE state <> 'RUNNING'"
                + " AND number <= (SELECT max(number) FROM action) - ?")) {
      delete.setLong(1, keep);
      delete.executeUpdate();
    }
  }

  static Action action(ResultSet row) throws SQLException {
    String code = row.getString("failure_code");
    return new Action(
        row.getLong("number"),
        row.getString("type"),
        row.getString("title"),
        WorkState.valueOf(row.getString("state")),
        Instant.parse(row.getString("started")),
        Optional.ofNullable(row.getString("ended")).map(Instant::parse),
        code == null
            ? Optional.empty()
            : Optional.of(
                new Failure(
                    code, row.getString("failure_details"), row.getString("failure_action"))));
  }
}

package dev.dvp.localengine.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The actions that tell of their progress. */
public final class JobTable {
  private final Connection connection;

  JobTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * Adds a job to an action.
   *
   * @param action the action's number
   * @param target what it works on
   * @return its number
   * @throws SQLException when the database cannot be written
   */
  public long add(long action, String target) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO job (action, target) VALUES (?, ?) RETURNING number")) {
      insert.setLong(1, action);
      insert.setString(2, target);
      try (ResultSet rows = insert.executeQuery()) {
        return rows.getLong(1);
      }
    }
  }

  /**
   * Adds an event to the job of an action; does nothing when the action has no job.
   *
   * @param action the action's number
   * @param event what happened
   * @throws SQLException when the database cannot be written
   */
  public void addEvent(long action, JobEvent event) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO job_event (job, position, timestamp, code, details, action)
            SELECT job.number, (SELECT count(*) FROM job_event WHERE job = job.number),
                ?, ?, ?, ?
            FROM job WHERE job.action = ?
            """)) {
      insert.setString(1, event.timestamp().toString());
      insert.setString(2, event.code());
      insert.setString(3, event.details());
      insert.setString(4, event.action().orElse(null));
      insert.setLong(5, action);
      insert.executeUpdate();
    }
  }

  /**
   * Finds a job.
   *
   * @param number its number
   * @return the job, if there is one
   * @throws SQLException when the database cannot be read
   */
  public Optional<Job> find(long number) throws SQLException {
    return find("job.number", number);
  }

  /**
   * Finds the job of an action.
   *
   * @param action the action's number
   * @return the job, if the action has one
   * @throws SQLException when the database cannot be read
   */
  public Optional<Job> findByAction(long action) throws SQLException {
    return find("job.action", action);
  }

  private Optional<Job> find(String column, long value) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT action.*, job.number AS job_number, job.target AS job_target"
                + " FROM job JOIN action ON action.number = job.action WHERE "
                + column
                + " = ?")) {
      select.setLong(1, value);
      try (ResultSet rows = select.executeQuery()) {
        if (!rows.next()) {
          return Optional.empty();
        }
        long number = rows.getLong("job_number");
        return Optional.of(
            new Job(
                number, ActionTable.action(rows), rows.getString("job_target"), events(number)));
      }
    }
  }

  private List<JobEvent> events(long job) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT timestamp, code, details, action FROM job_event WHERE job = ?"
                + " ORDER BY position")) {
      select.setLong(1, job);
      try (ResultSet rows = select.executeQuery()) {
        List<JobEvent> events = new ArrayList<>();
        while (rows.next()) {
          events.add(
              new JobEvent(
                  Instant.parse(rows.getString(1)),
                  rows.getString(2),
                  rows.getString(3),
                  Optional.ofNullable(rows.getString(4))));
        }
        return events;
      }
    }
  }
}

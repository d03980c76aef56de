package dev.dvp.localengine.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs of workflows, with what happened in them. */
public final class WorkflowJobTable {
  private static final int KEEP = 1000;

  private final Sql sql;

  WorkflowJobTable(Connection connection) {
    this.sql = new Sql(connection);
  }

  /**
   * Adds a job that begins, and forgets the oldest ones that have ended.
   *
   * @param job all of it but the number
   * @return its number
   * @throws SQLException when the database cannot be written
   */
  public long add(WorkflowJob job) throws SQLException {
    long number =
        sql.add(
            "INSERT INTO workflow_job (plugin, target, workflow, title, state, started)"
                + " VALUES (?, ?, ?, ?, ?, ?) RETURNING number",
            job.pluginId(),
            job.target(),
            job.workflow(),
            job.title(),
            WorkState.RUNNING.name(),
            job.started().toString());
    sql.change(
        "DELETE FROM workflow_job WHERE number <= ? AND state != ?",
        number - KEEP,
        WorkState.RUNNING.name());
    return number;
  }

  /**
   * Ends a job.
   *
   * @param number its number
   * @param ended when
   * @param reason why it failed; nothing when it came to a good end
   * @throws SQLException when the database cannot be written
   */
  public void end(long number, Instant ended, Optional<String> reason) throws SQLException {
    WorkState state = reason.isPresent() ? WorkState.FAILED : WorkState.COMPLETED;
    sql.change(
        "UPDATE workflow_job SET state = ?, ended = ?, reason = ? WHERE number = ?",
        state.name(),
        ended.toString(),
        reason,
        number);
  }

  /**
   * Ends the jobs on something whose process is gone.
   *
   * @param target what they worked on
   * @param ended when
   * @param reason what is said of them
   * @return how many there were
   * @throws SQLException when the database cannot be written
   */
  public int endAll(String target, Instant ended, String reason) throws SQLException {
    return sql.change(
        "UPDATE workflow_job SET state = ?, ended = ?, reason = ? WHERE target = ? AND state = ?",
        WorkState.FAILED.name(),
        ended.toString(),
        reason,
        target,
        WorkState.RUNNING.name());
  }

  /**
   * Adds an event.
   *
   * @param job the number of the job
   * @param event what happened
   * @throws SQLException when the database cannot be written
   */
  public void addEvent(long job, WorkflowEvent event) throws SQLException {
    sql.change(
        "INSERT INTO workflow_event (job, position, timestamp, step, kind, text, nanos)"
            + " SELECT ?, count(*), ?, ?, ?, ?, ? FROM workflow_event WHERE job = ?",
        job,
        event.timestamp().toString(),
        event.step(),
        event.kind().name(),
        event.text(),
        event.nanos(),
        job);
  }

  /**
   * The newest jobs.
   *
   * @param pluginId the plugin
   * @param most how many at most
   * @return the jobs, the newest first
   * @throws SQLException when the database cannot be read
   */
  public List<WorkflowJob> newest(String pluginId, int most) throws SQLException {
    return sql.all(
        "SELECT * FROM workflow_job WHERE plugin = ? ORDER BY number DESC LIMIT ?",
        WorkflowJobTable::job,
        pluginId,
        most);
  }

  /**
   * Finds a job.
   *
   * @param number its number
   * @return the job, if there is one
   * @throws SQLException when the database cannot be read
   */
  public Optional<WorkflowJob> find(long number) throws SQLException {
    return sql.first("SELECT * FROM workflow_job WHERE number = ?", WorkflowJobTable::job, number);
  }

  /**
   * What happened in a job.
   *
   * @param job its number
   * @param from how many events to leave out at the beginning
   * @return the events, in order
   * @throws SQLException when the database cannot be read
   */
  public List<WorkflowEvent> events(long job, int from) throws SQLException {
    return sql.all(
        "SELECT * FROM workflow_event WHERE job = ? AND position >= ? ORDER BY position",
        WorkflowJobTable::event,
        job,
        from);
  }

  private static WorkflowEvent event(ResultSet row) throws SQLException {
    return new WorkflowEvent(
        Instant.parse(row.getString("timestamp")),
        row.getString("step"),
        WorkflowEvent.Kind.valueOf(row.getString("kind")),
        row.getString("text"),
        row.getLong("nanos"));
  }

  private static WorkflowJob job(ResultSet row) throws SQLException {
    return new WorkflowJob(
        row.getLong("number"),
        row.getString("plugin"),
        row.getString("target"),
        row.getString("workflow"),
        row.getString("title"),
        WorkState.valueOf(row.getString("state")),
        Instant.parse(row.getString("started")),
        Optional.ofNullable(row.getString("ended")).map(Instant::parse),
        Optional.ofNullable(row.getString("reason")));
  }
}

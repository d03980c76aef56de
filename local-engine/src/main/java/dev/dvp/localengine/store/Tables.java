package dev.dvp.localengine.store;

import java.sql.Connection;

/**
 * The tables of the store.
 *
 * @param plugins what is installed
 * @param actions what was asked for
 * @param jobs the actions that tell of their progress
 * @param users who may log in
 * @param labPlugins the versions of plugins that workflows were run with
 * @param discoveries what discoveries found
 * @param sources linked and virtual sources
 * @param snapshots their snapshots
 * @param workflowJobs runs of workflows
 */
public record Tables(
    PluginTable plugins,
    ActionTable actions,
    JobTable jobs,
    UserTable users,
    LabPluginTable labPlugins,
    DiscoveryTable discoveries,
    SourceTable sources,
    SnapshotTable snapshots,
    WorkflowJobTable workflowJobs) {
  static Tables of(Connection connection) {
    return new Tables(
        new PluginTable(connection),
        new ActionTable(connection),
        new JobTable(connection),
        new UserTable(connection),
        new LabPluginTable(connection),
        new DiscoveryTable(connection),
        new SourceTable(connection),
        new SnapshotTable(connection),
        new WorkflowJobTable(connection));
  }
}

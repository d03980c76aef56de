package dev.dvp.localengine.store;

import java.sql.Connection;

/**
 * The tables of the store.
 *
 * @param plugins what is installed
 * @param actions what was asked for
 * @param jobs the actions that tell of their progress
 * @param users who may log in
 */
public record Tables(PluginTable plugins, ActionTable actions, JobTable jobs, UserTable users) {
  static Tables of(Connection connection) {
    return new Tables(
        new PluginTable(connection),
        new ActionTable(connection),
        new JobTable(connection),
        new UserTable(connection));
  }
}

package dev.dvp.localengine.store;

import java.sql.SQLException;

/**
 * Something to do with the tables. It runs alone and should be short: everybody else waits.
 *
 * @param <T> what it gives
 */
@FunctionalInterface
public interface StoreWork<T> {
  /**
   * Does it.
   *
   * @param tables the tables, usable only until this returns
   * @return what was read
   * @throws SQLException when the database refuses; what was written before is undone
   */
  T run(Tables tables) throws SQLException;
}

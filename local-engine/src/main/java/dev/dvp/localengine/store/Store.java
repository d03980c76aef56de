package dev.dvp.localengine.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * What the engine remembers, in one SQLite file. Write-ahead log, synced at each commit: what
 * {@link #write} has returned from survives a kill and a power cut.
 *
 * <p>One connection, used by one thread at a time: an engine for one user writes a few rows a
 * second, and SQLite has one writer anyway.
 */
public final class Store implements AutoCloseable {
  private static final int BUSY_MILLIS = 5000;

  private final Connection connection;
  private final Tables tables;
  private final ReentrantLock lock = new ReentrantLock();

  /** A store over an open database that is up to date. */
  Store(Connection connection) {
    this.connection = connection;
    this.tables = Tables.of(connection);
  }

  /**
   * Opens the store, makes it when missing, and brings an older one up to date. {@link
   * SqliteLibrary#unpackInto} comes first.
   *
   * @param database the file
   * @return the open store
   * @throws StoreUnusableException when the file is no store of ours, was made by a newer version,
   *     or cannot be opened
   */
  public static Store open(Path database) throws StoreUnusableException {
    Connection connection = null;
    Store store = null;
    try {
      connection = JDBC.createConnection(JDBC.PREFIX + database, settings().toProperties());
      StoreSchema.update(connection);
      store = new Store(connection);
      return store;
    } catch (SQLException e) {
      throw new StoreUnusableException(reason(database, e), e);
    } finally {
      if (store == null && connection != null) {
        closeQuietly(connection);
      }
    }
  }

  static SQLiteConfig settings() {
    SQLiteConfig settings = new SQLiteConfig();
    settings.setJournalMode(SQLiteConfig.JournalMode.WAL);
    settings.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    settings.enforceForeignKeys(true);
    settings.setBusyTimeout(BUSY_MILLIS);
    settings.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return settings;
  }

  private static String reason(Path database, SQLException e) {
    int code = e.getErrorCode() & 0xFF;
    if (code == SQLiteErrorCode.SQLITE_NOTADB.code || code == SQLiteErrorCode.SQLITE_CORRUPT.code) {
      return "`" + database + "` is damaged or no database";
    }
    if (code == SQLiteErrorCode.SQLITE_FULL.code) {
      return "the disk is full";
    }
    return "`" + database + "` cannot be opened or written";
  }

  private static void closeQuietly(Connection connection) {
    try {
      connection.close();
    } catch (SQLException e) {
      // The failure that made us close is the one to report.
    }
  }

  /**
   * Reads.
   *
   * @param work what to read
   * @param <T> what it gives
   * @return what was read
   * @throws StoreException when the database cannot be read
   */
  public <T> T read(StoreWork<T> work) {
    lock.lock();
    try {
      return work.run(tables);
    } catch (SQLException e) {
      throw new StoreException(e);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Reads and writes in one transaction: all of it happens, or nothing.
   *
   * @param work what to do
   * @param <T> what it gives
   * @return what it gave, once it is on the disk
   * @throws StoreException when the database refuses; nothing is changed then
   */
  public <T> T write(StoreWork<T> work) {
    lock.lock();
    try {
      return transact(connection, () -> work.run(tables));
    } catch (SQLException e) {
      throw new StoreException(e);
    } finally {
      lock.unlock();
    }
  }

  /** What {@link #transact} does. */
  interface Transaction<T> {
    T run() throws SQLException;
  }

  static <T> T transact(Connection connection, Transaction<T> work) throws SQLException {
    connection.setAutoCommit(false);
    T result;
    boolean committed = false;
    try {
      result = work.run();
      connection.commit();
      committed = true;
    } finally {
      if (!committed) {
        undo(connection);
      }
    }
    endTransaction(connection);
    return result;
  }

  /** Never throws: what made us undo it is what callers must hear of. */
  private static void undo(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      // SQLite undoes by itself when the disk is full or fails, and then there is nothing to undo.
      if (!String.valueOf(e.getMessage()).contains("no transaction is active")) {
        closeQuietly(connection); // which undoes too: never must the next step commit the half
        return;
      }
    }
    endTransaction(connection);
  }

  /** What was committed is done: were this to fail it, callers would undo what goes with it. */
  private static void endTransaction(Connection connection) {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      // A connection that is broken so shows it at its next use, which then fails for good reason.
    }
  }

  /** Closes the store after the work that is under way. */
  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException e) {
      throw new StoreException(e);
    } finally {
      lock.unlock();
    }
  }
}

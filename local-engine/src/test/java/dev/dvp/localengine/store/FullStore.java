package dev.dvp.localengine.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import org.sqlite.JDBC;

/** A store that is full when a test says so, as on a disk without space. */
public final class FullStore {
  private final Connection connection;
  private final Store store;

  private FullStore(Connection connection) {
    this.connection = connection;
    this.store = new Store(connection);
  }

  public static FullStore open(Path database) throws Exception {
    Connection connection =
        JDBC.createConnection(JDBC.PREFIX + database, Store.settings().toProperties());
    StoreSchema.update(connection);
    return new FullStore(connection);
  }

  public Store store() {
    return store;
  }

  /** No page more than there are, and the free ends of those filled up. */
  public void fill() {
    maxPages(1);
    try {
      for (int i = 0; ; i++) {
        String title = "filler " + i;
        store.write(tables -> tables.actions().add("FILLER", title, Instant.EPOCH));
      }
    } catch (StoreException e) {
      return; // full indeed
    }
  }

  public void makeRoom() {
    maxPages(1_000_000);
  }

  private void maxPages(int most) {
    store.read(
        tables -> {
          try (Statement statement = connection.createStatement()) {
            return statement.execute("PRAGMA max_page_count = " + most);
          }
        });
  }
}

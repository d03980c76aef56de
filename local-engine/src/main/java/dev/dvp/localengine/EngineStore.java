package dev.dvp.localengine;

import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.store.SqliteLibrary;
import dev.dvp.localengine.store.Store;
import dev.dvp.localengine.store.StoreException;
import dev.dvp.localengine.store.StoreUnusableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens the store in a data folder, for the engine and for workflows beside it. */
public final class EngineStore {
  private EngineStore() {}

  /**
   * Opens the store, and makes folder and store when they are missing.
   *
   * @param folder the data folder
   * @param nativeLibraries where SQLite's library is unpacked
   * @return the open store; several processes may have it open at once
   * @throws DvpException E806 when the folder or the database in it cannot be used
   */
  public static Store open(DataFolder folder, Path nativeLibraries) {
    try {
      MadeFolder.create(folder);
      return inMadeFolder(folder, nativeLibraries);
    } catch (IOException e) {
      throw Failures.unusable(folder, e);
    } catch (StoreException e) {
      throw Failures.unusable(folder, new IOException(e.reason(), e));
    }
  }

  /**
   * Tells whether there is a store, for who only wants to look.
   *
   * @param folder the data folder
   * @return whether its file is there
   */
  public static boolean isThere(DataFolder folder) {
    return Files.isRegularFile(folder.database());
  }

  static Store inMadeFolder(DataFolder folder, Path nativeLibraries) throws IOException {
    SqliteLibrary.unpackInto(nativeLibraries);
    PrivateFiles.createFile(folder.database()); // SQLite takes the mode over, also for its log
    try {
      return Store.open(folder.database());
    } catch (StoreUnusableException e) {
      throw Failures.unusable(folder, new IOException(e.getMessage(), e));
    }
  }
}

package dev.dvp.localengine.store;

import dev.dvp.localengine.files.PrivateFiles;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.JDBC;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * SQLite's native library, unpacked once. The driver left to itself unpacks a megabyte at every
 * start into the system's temporary folder, and leaves it there when it is killed.
 */
public final class SqliteLibrary {
  private SqliteLibrary() {}

  /**
   * Unpacks the library for this machine unless it is there, and tells the driver to take it. The
   * driver reads its settings from the system properties, once in a process: the first folder that
   * is named wins. Several processes may do this at once, since the file appears whole.
   *
   * @param folder where to; made for its owner alone when missing
   * @throws IOException when it cannot be written, or when there is none for this machine
   */
  public static synchronized void unpackInto(Path folder) throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    URL library = JDBC.class.getResource(resource);
    if (library == null) {
      throw new IOException(
          "there is no SQLite for this machine ("
              + OSInfo.getNativeLibFolderPathForCurrentOS()
              + ")");
    }
    String platform = OSInfo.getNativeLibFolderPathForCurrentOS().replace('/', '-');
    Path home = folder.resolve("sqlite-" + SQLiteJDBCLoader.getVersion() + "-" + platform);
    PrivateFiles.createFolder(home);
    Path target = home.resolve(name);
    var connection = library.openConnection();
    connection.setUseCaches(false); // else the jar would stay open for the life of the process
    try (InputStream in = connection.getInputStream()) {
      if (!Files.exists(target) || Files.size(target) != connection.getContentLengthLong()) {
        unpack(in, home, target);
      }
    }
    System.setProperty("org.sqlite.lib.path", home.toString());
    System.setProperty("org.sqlite.lib.name", name);
    System.setProperty("org.sqlite.tmpdir", home.toString());
  }

  private static void unpack(InputStream in, Path home, Path target) throws IOException {
    Path temporary = PrivateFiles.createTemporary(home, ".tmp");
    try {
      Files.copy(in, temporary, StandardCopyOption.REPLACE_EXISTING);
      PrivateFiles.force(temporary);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }
}

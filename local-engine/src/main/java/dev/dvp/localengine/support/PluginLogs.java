package dev.dvp.localengine.support;

import dev.dvp.localengine.files.PrivateFiles;
import dev.dvp.localengine.files.RotatingLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Pattern;

/** The logs of plugins, a folder each, named by the plugin's id. */
public final class PluginLogs {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Path root;
  private final Clock clock;

  /**
   * Logs below a folder.
   *
   * @param root the folder; made when needed
   * @param clock the time of the entries
   */
  public PluginLogs(Path root, Clock clock) {
    this.root = root;
    this.clock = clock;
  }

  /**
   * The folder of a plugin's logs.
   *
   * @param pluginId the plugin's UUID
   * @return the folder, which need not exist
   */
  public Path folder(String pluginId) {
    String id = pluginId.toLowerCase(Locale.ROOT);
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException("not checked: the id of a plugin names a folder");
    }
    return root.resolve(id);
  }

  /**
   * Notes what the engine did with a plugin.
   *
   * @param pluginId the plugin's UUID
   * @param message one line
   * @throws IOException when the log's folder cannot be made
   */
  public void info(String pluginId, String message) throws IOException {
    Path folder = PrivateFiles.createFolder(folder(pluginId));
    try (RotatingLog log = new RotatingLog(folder.resolve("plugin.log"), clock)) {
      log.info(message);
    }
  }
}

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
   * Tells whether a text can be a plugin's id, and so the name of a folder.
   *
   * @param text what an artifact says
   * @return whether it is a UUID in its usual form
   */
  public static boolean isPluginId(String text) {
    return ID.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }

  /**
   * The folder of a plugin's logs.
   *
   * @param pluginId the plugin's UUID
   * @return the folder, which need not exist
   */
  public Path folder(String pluginId) {
    if (!isPluginId(pluginId)) {
      throw new IllegalArgumentException("not checked: the id of a plugin names a folder");
    }
    return root.resolve(pluginId.toLowerCase(Locale.ROOT));
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

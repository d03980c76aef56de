package dev.dvp.localengine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The layout of an engine's data folder.
 *
 * @param root the folder; it belongs to one engine and is readable by its user alone
 */
public record DataFolder(Path root) {
  private static final String LOCK_END = ".lock";
  private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}");

  /** Makes the folder absolute, so that it stays the same whatever a process's working folder. */
  public DataFolder {
    root = root.toAbsolutePath().normalize();
  }

  /** Says where the running engine is: see {@link EngineFile}. */
  Path engineFile() {
    return root.resolve("engine.json");
  }

  /** Locked by the engine for as long as it lives. */
  Path lock() {
    return root.resolve("engine.lock");
  }

  /** Locked by a command while it starts an engine. */
  Path startLock() {
    return root.resolve("engine.start.lock");
  }

  /** Standard output and error of an engine in the background. */
  Path output() {
    return root.resolve("engine.out");
  }

  /**
   * The engine's own log; older parts lie beside it as {@code engine.log.1} to {@code .5}.
   *
   * @return the newest part
   */
  public Path log() {
    return root.resolve("engine.log");
  }

  /** The database. */
  Path database() {
    return root.resolve("engine.db");
  }

  /** The password of {@link LocalEngine#ADMIN}, one line, readable by the folder's owner alone. */
  Path adminPassword() {
    return root.resolve("admin-password");
  }

  /** Where artifacts arrive; emptied at each start. */
  Path uploads() {
    return root.resolve("uploads");
  }

  /**
   * Artifacts of installed plugins, each named by the SHA-256 of its bytes.
   *
   * @return a folder that may be missing
   */
  public Path artifacts() {
    return root.resolve("artifacts");
  }

  /** The logs of plugins, a folder each. */
  Path pluginLogs() {
    return root.resolve("logs");
  }

  /**
   * Ways into the page that were given and not used yet; see {@code LoginTickets}.
   *
   * @return a folder that may be missing
   */
  public Path loginTickets() {
    return root.resolve("tickets");
  }

  /** Where native libraries are unpacked unless the configuration says otherwise. */
  Path nativeLibraries() {
    return root.resolve("native");
  }

  /**
   * The environments that were added; see {@code Environments}.
   *
   * @return a file of JSON, readable by the folder's owner alone
   */
  public Path environments() {
    return root.resolve("environments.json");
  }

  /**
   * Named credentials; see {@code Vault}.
   *
   * @return a file of JSON, readable by the folder's owner alone
   */
  public Path credentials() {
    return root.resolve("credentials.json");
  }

  /**
   * Locked while one of the two is changed.
   *
   * @return the file of the lock
   */
  public Path environmentsLock() {
    return root.resolve("environments.lock");
  }

  /**
   * The keys of hosts that were accepted, in the form of OpenSSH.
   *
   * @return a file that may be missing
   */
  public Path knownHosts() {
    return root.resolve("known_hosts");
  }

  /**
   * Where an environment on this machine works.
   *
   * @param environment its name
   * @return a folder that may be missing
   */
  public Path scratch(String environment) {
    return root.resolve("environments").resolve(environment);
  }

  /**
   * The folder of a dataset; see {@code Dataset}.
   *
   * @param reference what the engine calls it, such as {@code VIRTUAL-3}: letters, digits, dots,
   *     dashes and underscores
   * @return a folder that may be missing
   */
  public Path dataset(String reference) {
    if (!REFERENCE.matcher(reference).matches()) {
      throw new IllegalArgumentException("`" + reference + "` is no reference of a dataset");
    }
    return datasets().resolve(reference);
  }

  /**
   * The folders of all datasets.
   *
   * @return a folder that may be missing
   */
  public Path datasets() {
    return root.resolve("datasets");
  }

  /**
   * Where datasets are mounted; see {@code Mounts}.
   *
   * @return a file of JSON, readable by the folder's owner alone
   */
  public Path mounts() {
    return root.resolve("mounts.json");
  }

  /**
   * Locked while the mounts change.
   *
   * @return the file of the lock
   */
  public Path mountsLock() {
    return root.resolve("mounts.lock");
  }

  /**
   * Locked while somebody works on a dataset, or on a plugin as a whole.
   *
   * @param target a dataset's reference, or the like
   * @return the file of the lock, beside the folders of datasets
   */
  public Path datasetLock(String target) {
    return datasets().resolve(target + LOCK_END);
  }

  /** The targets that somebody has ever worked on, in the order of their names. */
  List<String> datasetLocks() throws IOException {
    if (!Files.isDirectory(datasets(), LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(datasets())) {
      return entries
          .filter(entry -> Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS))
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(name -> name.endsWith(LOCK_END))
          .map(name -> name.substring(0, name.length() - LOCK_END.length()))
          .sorted()
          .toList();
    }
  }
}

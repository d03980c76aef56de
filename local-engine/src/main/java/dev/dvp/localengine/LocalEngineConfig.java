package dev.dvp.localengine;

import dev.dvp.localengine.web.Patience;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * How a local engine runs.
 *
 * @param folder where it keeps everything; made when missing
 * @param port the loopback port to listen on; 0 for any free one
 * @param clock the time that sessions, jobs, events and logs go by
 * @param version the version of dvp, told to clients
 * @param nativeLibraries where the database's native library is unpacked, once for all engines that
 *     name the same folder
 * @param kept the user's cache, in which bytecode of what plugins' processes start from is kept;
 *     nothing to make it anew for each of them
 * @param maxUploadBytes the largest artifact that is taken, in bytes
 * @param patience how slow clients may be
 * @param environment the environment variables that a Python and programs are found by
 */
public record LocalEngineConfig(
    DataFolder folder,
    int port,
    Clock clock,
    String version,
    Path nativeLibraries,
    Optional<Path> kept,
    long maxUploadBytes,
    Patience patience,
    Map<String, String> environment) {
  /** The largest artifact that is taken unless told otherwise: 8 GiB. */
  public static final long DEFAULT_MAX_UPLOAD_BYTES = 8L << 30;

  /**
   * Checks the numbers, and copies the map.
   *
   * @throws IllegalArgumentException when the port is no port or the limit is not positive
   */
  public LocalEngineConfig {
    if (port < 0 || port > 0xFFFF) {
      throw new IllegalArgumentException("port " + port);
    }
    if (maxUploadBytes <= 0) {
      throw new IllegalArgumentException("maxUploadBytes " + maxUploadBytes);
    }
    environment = Map.copyOf(environment);
  }

  /**
   * An engine on any free port, with nothing but its folder to know.
   *
   * @param dataDir where it keeps everything
   * @param clock the time to go by
   * @param version the version of dvp
   * @return a configuration to change with the {@code with} methods
   */
  public static LocalEngineConfig of(Path dataDir, Clock clock, String version) {
    DataFolder folder = new DataFolder(dataDir);
    return new LocalEngineConfig(
        folder,
        0,
        clock,
        version,
        folder.nativeLibraries(),
        Optional.empty(),
        DEFAULT_MAX_UPLOAD_BYTES,
        Patience.DEFAULT,
        Map.of());
  }

  /**
   * The same with another port.
   *
   * @param other the loopback port to listen on; 0 for any free one
   * @return a copy
   */
  public LocalEngineConfig withPort(int other) {
    return new LocalEngineConfig(
        folder,
        other,
        clock,
        version,
        nativeLibraries,
        kept,
        maxUploadBytes,
        patience,
        environment);
  }

  /**
   * The same with another folder for native libraries, such as the user's cache folder.
   *
   * @param other made when missing; must be writable by its owner alone, since code is loaded from
   *     it
   * @return a copy
   */
  public LocalEngineConfig withNativeLibraries(Path other) {
    return new LocalEngineConfig(
        folder,
        port,
        clock,
        version,
        other.toAbsolutePath(),
        kept,
        maxUploadBytes,
        patience,
        environment);
  }

  /**
   * The same with a cache.
   *
   * @param cache the user's own; made when missing
   * @return a copy
   */
  public LocalEngineConfig withKept(Path cache) {
    return new LocalEngineConfig(
        folder,
        port,
        clock,
        version,
        nativeLibraries,
        Optional.of(cache.toAbsolutePath()),
        maxUploadBytes,
        patience,
        environment);
  }

  /**
   * The same with another limit.
   *
   * @param bytes the largest artifact that is taken
   * @return a copy
   */
  public LocalEngineConfig withMaxUploadBytes(long bytes) {
    return new LocalEngineConfig(
        folder, port, clock, version, nativeLibraries, kept, bytes, patience, environment);
  }

  /**
   * The same with other limits for slow clients.
   *
   * @param other how slow they may be
   * @return a copy
   */
  public LocalEngineConfig withPatience(Patience other) {
    return new LocalEngineConfig(
        folder, port, clock, version, nativeLibraries, kept, maxUploadBytes, other, environment);
  }

  /**
   * The same with environment variables.
   *
   * @param variables by name
   * @return a copy
   */
  public LocalEngineConfig withEnvironment(Map<String, String> variables) {
    return new LocalEngineConfig(
        folder, port, clock, version, nativeLibraries, kept, maxUploadBytes, patience, variables);
  }
}

package dev.dvp.core.payload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a payload is collected from.
 *
 * @param srcDir the folder of the plugin's source
 * @param generated files that take the place of those on disk, by name below srcDir with {@code /}:
 *     the classes made from the schema, such as {@code generated/definitions/__init__.py}
 * @param staleGenerated whether a file on disk was made by our generator: such a file that is not
 *     among {@code generated} was left by an earlier schema and stays out
 * @param artifacts whether a file is a plugin's artifact or was written beside one: an old one
 *     never goes into a new one
 * @param target where the artifact will be written: it never goes into itself
 * @param pluginFolder the folder of the manifest, srcDir itself or above it: from there on {@code
 *     .dvpignore} files count
 * @param runtimeModules the names of the modules and packages at the root of the runtime packages,
 *     which the plugin's own must not take the place of
 * @param runtimeFiles the names of all files of the runtime packages, beside which the plugin's own
 *     must be able to lie
 * @param allowedSecrets files that may hold what looks like a secret: names below srcDir with
 *     {@code /}, or patterns of such
 */
public record PayloadRequest(
    Path srcDir,
    Map<String, String> generated,
    Predicate<Path> staleGenerated,
    Predicate<Path> artifacts,
    Optional<Path> target,
    Path pluginFolder,
    Set<String> runtimeModules,
    Set<String> runtimeFiles,
    List<String> allowedSecrets) {

  /** Copies the collections. */
  public PayloadRequest {
    generated = Map.copyOf(generated);
    runtimeModules = Set.copyOf(runtimeModules);
    runtimeFiles = Set.copyOf(runtimeFiles);
    allowedSecrets = List.copyOf(allowedSecrets);
  }

  /**
   * A source folder that stands for itself.
   *
   * @param srcDir the folder of the plugin's source
   * @param generated files that take the place of those on disk
   * @param staleGenerated whether a file on disk was made by our generator
   * @param artifacts whether a file is a plugin's artifact or was written beside one
   * @param target where the artifact will be written
   */
  public PayloadRequest(
      Path srcDir,
      Map<String, String> generated,
      Predicate<Path> staleGenerated,
      Predicate<Path> artifacts,
      Optional<Path> target) {
    this(
        srcDir,
        generated,
        staleGenerated,
        artifacts,
        target,
        srcDir,
        Set.of(),
        Set.of(),
        List.of());
  }

  /**
   * The same in a plugin's folder.
   *
   * @param folder the folder of the manifest
   * @return a copy
   */
  public PayloadRequest in(Path folder) {
    return new PayloadRequest(
        srcDir,
        generated,
        staleGenerated,
        artifacts,
        target,
        folder,
        runtimeModules,
        runtimeFiles,
        allowedSecrets);
  }

  /**
   * The same beside runtime packages.
   *
   * @param modules the names at their root, without endings
   * @param files the names of their files
   * @return a copy
   */
  public PayloadRequest beside(Set<String> modules, Set<String> files) {
    return new PayloadRequest(
        srcDir,
        generated,
        staleGenerated,
        artifacts,
        target,
        pluginFolder,
        modules,
        files,
        allowedSecrets);
  }

  /**
   * The same with files that may hold what looks like a secret.
   *
   * @param names names or patterns of names below srcDir
   * @return a copy
   */
  public PayloadRequest allowing(List<String> names) {
    return new PayloadRequest(
        srcDir,
        generated,
        staleGenerated,
        artifacts,
        target,
        pluginFolder,
        runtimeModules,
        runtimeFiles,
        names);
  }
}

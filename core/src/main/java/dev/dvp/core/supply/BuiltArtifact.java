package dev.dvp.core.supply;

import dev.dvp.core.manifest.PluginManifest;
import dev.dvp.core.runtime.RuntimePackages;
import java.util.Optional;

/**
 * An artifact that was just built.
 *
 * @param fileName the name of its file, without folders
 * @param sha256 the SHA-256 of its bytes, in lower-case hexadecimal
 * @param manifest the plugin's manifest
 * @param runtime the runtime packages in it
 * @param payload {@code bytecode} or {@code source}
 * @param python the version of the Python that compiled the bytecode, such as {@code 3.11.7}
 * @param dvpVersion the version of dvp that built it
 */
public record BuiltArtifact(
    String fileName,
    String sha256,
    PluginManifest manifest,
    RuntimePackages runtime,
    String payload,
    Optional<String> python,
    String dvpVersion) {}

package dev.dvp.localengine.plugins;

import java.nio.file.Path;

/**
 * An artifact that has arrived and is not installed yet.
 *
 * @param file where it lies; whoever takes it on deletes or moves it
 * @param hash the SHA-256 of its bytes, in lower-case hex
 * @param bytes its size
 */
public record ReceivedArtifact(Path file, String hash, long bytes) {}

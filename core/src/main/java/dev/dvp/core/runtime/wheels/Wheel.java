package dev.dvp.core.runtime.wheels;

import dev.dvp.core.payload.Payload;
import dev.dvp.core.runtime.RuntimePackage;
import java.nio.file.Path;
import java.util.List;

/**
 * A wheel whose every file is the one that its RECORD tells of.
 *
 * @param name what its file name says
 * @param file where it lies; nobody changes it
 * @param sha256 its SHA-256, in lower-case hexadecimal
 * @param metadata what its METADATA says
 * @param entries the files that go into a payload, under their names there
 */
public record Wheel(
    WheelName name, Path file, String sha256, WheelMetadata metadata, List<Payload.Entry> entries) {

  /** Copies the list. */
  public Wheel {
    entries = List.copyOf(entries);
  }

  /**
   * What is to be told of it.
   *
   * @return name, version, file, hash and licence
   */
  public RuntimePackage runtimePackage() {
    return new RuntimePackage(
        metadata.name().value(),
        metadata.version().toString(),
        name.file(),
        sha256,
        metadata.licence());
  }
}

package dev.dvp.core.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What some files would hold instead of what is on the disk, so that a plugin can be read as a
 * change would make it before anything is written.
 */
public final class Overlay {
  /** Everything is as it is on the disk. */
  public static final Overlay NONE = new Overlay(Map.of());

  private final Map<Path, byte[]> contents;

  private Overlay(Map<Path, byte[]> contents) {
    this.contents = contents;
  }

  /**
   * Lays contents over files that are there.
   *
   * @param contents bytes by real path, links followed; not to be changed afterwards
   * @return the overlay
   */
  public static Overlay of(Map<Path, byte[]> contents) {
    return contents.isEmpty() ? NONE : new Overlay(new LinkedHashMap<>(contents));
  }

  /**
   * What a file holds instead.
   *
   * @param file any path to it, links among them
   * @return its bytes, if it is overlaid
   */
  public Optional<byte[]> of(Path file) {
    if (contents.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(contents.get(file.toRealPath()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

package dev.dvp.core.runtime.lock;

import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.runtime.wheels.WheelName;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One package of a lock; two are equal wherever they stand.
 *
 * @param wheel the file, and with it the package's name and version
 * @param sha256 the file's SHA-256 in lower-case hexadecimal
 * @param requiredBy who asks for it and what, such as {@code dvp-api 1.9.0: protobuf>=3.20}
 * @param where its place in the lock file; none when it was not read from one
 */
public record LockedPackage(
    WheelName wheel, String sha256, List<String> requiredBy, Location where) {

  /** Sorts and copies. */
  public LockedPackage {
    requiredBy = requiredBy.stream().distinct().sorted().toList();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LockedPackage that
        && wheel.equals(that.wheel)
        && sha256.equals(that.sha256)
        && requiredBy.equals(that.requiredBy);
  }

  @Override
  public int hashCode() {
    return Objects.hash(wheel, sha256, requiredBy);
  }
}

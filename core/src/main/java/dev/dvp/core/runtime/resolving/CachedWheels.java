package dev.dvp.core.runtime.resolving;

import dev.dvp.core.runtime.index.ListedFile;
import dev.dvp.core.runtime.index.Origin;
import dev.dvp.core.runtime.index.PackageSource;
import dev.dvp.core.runtime.index.WheelCache;
import dev.dvp.core.runtime.lock.LockedPackage;
import dev.dvp.core.runtime.requirements.PackageName;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The wheels of the cache, as far as they were chosen for some plugin before: what is left where
 * the index cannot be asked. Of two files of one name the one that was chosen last counts.
 */
final class CachedWheels implements PackageSource {
  private final WheelCache cache;
  private final List<LockedPackage> chosen;

  CachedWheels(WheelCache cache, Remembered remembered) {
    this.cache = cache;
    this.chosen = remembered.allChosen();
  }

  @Override
  public List<ListedFile> files(PackageName name) {
    Map<String, ListedFile> files = new LinkedHashMap<>();
    for (LockedPackage one : chosen) {
      String file = one.wheel().file();
      if (one.wheel().name().equals(name) && !files.containsKey(file)) {
        Optional<Path> path = cache.find(one.sha256());
        path.ifPresent(
            at ->
                files.put(
                    file,
                    new ListedFile(
                        file, new Origin.Local(at), Optional.of(one.sha256()), "", false)));
      }
    }
    return List.copyOf(files.values());
  }

  @Override
  public String describe() {
    return "the cache of wheels";
  }
}

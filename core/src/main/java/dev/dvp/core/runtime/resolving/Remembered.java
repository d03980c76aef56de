package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.runtime.index.IndexSettings;
import dev.dvp.core.runtime.index.WheelCache;
import dev.dvp.core.runtime.index.Wheelhouse;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockReader;
import dev.dvp.core.runtime.lock.LockText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Notes in the cache of wheels: what was chosen the last time, so that a build needs no network
 * again, and that an index did not answer, so that not every build waits for it.
 */
final class Remembered {
  private static final Duration FRESH = Duration.ofHours(24);
  private static final Duration UNREACHABLE = Duration.ofMinutes(10);
  private static final String TIME = "# at ";

  private final WheelCache cache;
  private final IndexSettings index;

  Remembered(WheelCache cache, IndexSettings index) {
    this.cache = cache;
    this.index = index;
  }

  /**
   * The name under which a choice is remembered: another index, or another file in a wheelhouse,
   * makes another choice.
   */
  String key(String inputs, List<Wheelhouse> wheelhouses) {
    StringBuilder all = new StringBuilder(inputs).append('\n').append(index.index()).append('\n');
    wheelhouses.forEach(house -> all.append(house.fingerprint()));
    return "resolved/" + Sha256.of(all.toString()) + ".lock";
  }

  /**
   * A choice that was made before.
   *
   * @param lock what was chosen
   * @param isFresh whether it was made so lately that nobody need be asked again
   */
  record Choice(Lock lock, boolean isFresh) {}

  Optional<Choice> choice(String key) {
    Optional<String> text = cache.note(key);
    Optional<Lock> lock =
        text.isEmpty()
            ? Optional.empty()
            : LockReader.read(cache.notePlace(key), new Diagnostics());
    return lock.map(chosen -> new Choice(chosen, isWithin(text.orElse(""), FRESH)));
  }

  void keep(String key, Lock lock) {
    cache.keepNote(key, time() + LockText.of(lock));
  }

  private String unreachable() {
    return "unreachable/" + Sha256.of(index.index().toString());
  }

  boolean wasUnreachable() {
    return isWithin(cache.note(unreachable()).orElse(""), UNREACHABLE);
  }

  void keepUnreachable() {
    cache.keepNote(unreachable(), time());
  }

  void keepReachable() {
    cache.dropNote(unreachable());
  }

  private String time() {
    return TIME + index.clock().instant().getEpochSecond() + "\n";
  }

  private boolean isWithin(String note, Duration limit) {
    String line = note.lines().findFirst().orElse("");
    if (!line.startsWith(TIME)) {
      return false;
    }
    try {
      Instant then = Instant.ofEpochSecond(Long.parseLong(line.substring(TIME.length())));
      Instant now = index.clock().instant();
      return !then.isAfter(now) && then.plus(limit).isAfter(now);
    } catch (NumberFormatException | java.time.DateTimeException e) {
      return false;
    }
  }
}

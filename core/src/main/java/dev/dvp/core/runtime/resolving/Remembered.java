package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.files.Sha256;
import dev.dvp.core.runtime.index.IndexSettings;
import dev.dvp.core.runtime.index.SimpleIndex;
import dev.dvp.core.runtime.index.WheelCache;
import dev.dvp.core.runtime.index.Wheelhouse;
import dev.dvp.core.runtime.lock.Lock;
import dev.dvp.core.runtime.lock.LockReader;
import dev.dvp.core.runtime.lock.LockText;
import dev.dvp.core.runtime.lock.LockedPackage;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Notes in the cache of wheels: what was chosen the last time, so that a build needs no network
 * again, and that an index did not answer, so that not every build waits for it.
 */
final class Remembered {
  private static final Duration FRESH = Duration.ofHours(24);
  private static final Duration SILENCE = Duration.ofMinutes(10);
  private static final String TIME = "# at ";
  private static final String CHOICES = "resolved";
  private static final int MOST_CHOICES = 300;

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
    return CHOICES + "/" + Sha256.of(all.toString()) + ".lock";
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

  /** Keeps a choice; one that is not to be fresh serves only where nobody can be asked. */
  void keep(String key, Lock lock, boolean isFresh) {
    Instant at = isFresh ? index.clock().instant() : Instant.EPOCH;
    cache.keepNote(key, time(at) + LockText.of(lock));
  }

  /** What was ever chosen for any plugin, the last choice first. */
  List<LockedPackage> allChosen() {
    Map<String, Instant> times = new HashMap<>();
    for (String key : cache.notes(CHOICES)) {
      cache.note(key).flatMap(Remembered::writtenAt).ifPresent(at -> times.put(key, at));
    }
    return times.entrySet().stream()
        .sorted(
            Map.Entry.<String, Instant>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MOST_CHOICES)
        .flatMap(one -> LockReader.read(cache.notePlace(one.getKey()), new Diagnostics()).stream())
        .flatMap(lock -> lock.packages().stream())
        .toList();
  }

  private static String silence(SimpleIndex asked) {
    return "unreachable/" + Sha256.of(asked.way());
  }

  boolean wasSilent(SimpleIndex asked) {
    return isWithin(cache.note(silence(asked)).orElse(""), SILENCE);
  }

  void keepSilence(SimpleIndex asked) {
    cache.keepNote(silence(asked), time(index.clock().instant()));
  }

  void dropSilence(SimpleIndex asked) {
    cache.dropNote(silence(asked));
  }

  private static String time(Instant at) {
    return TIME + at.getEpochSecond() + "\n";
  }

  private boolean isWithin(String note, Duration limit) {
    Instant now = index.clock().instant();
    return writtenAt(note)
        .filter(then -> !then.isAfter(now) && then.plus(limit).isAfter(now))
        .isPresent();
  }

  private static Optional<Instant> writtenAt(String note) {
    String line = note.lines().findFirst().orElse("");
    if (!line.startsWith(TIME)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(line.substring(TIME.length()))));
    } catch (NumberFormatException | DateTimeException e) {
      return Optional.empty();
    }
  }
}

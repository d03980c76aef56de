package dev.dvp.core.operations;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What the writers of random plugins share: the dice, and which operations are still free. */
final class RandomSource {
  /** The arguments of every operation that is written. */
  static final String PARAMETERS = "(virtual_source, repository, source_config)";

  private static final List<String> OPERATIONS =
      List.of("start", "stop", "status", "cleanup", "unconfigure", "pre_snapshot", "post_snapshot");

  final Random random;
  private final List<String> free = new ArrayList<>(OPERATIONS);
  private int names;

  RandomSource(long seed) {
    this.random = new Random(seed);
  }

  String pick(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  boolean oneIn(int sides) {
    return random.nextInt(sides) == 0;
  }

  String fresh(String stem) {
    return stem + (++names);
  }

  int number() {
    return ++names;
  }

  /** So many operations, each once: a second registration ends the import. Empty: not enough. */
  List<String> take(int count) {
    List<String> taken = new ArrayList<>();
    while (free.size() >= count - taken.size() && taken.size() < count) {
      taken.add(free.remove(random.nextInt(free.size())));
    }
    return taken;
  }

  /** What is free now, to come back to. */
  List<String> free() {
    return new ArrayList<>(free);
  }

  /** Comes back to it: what was taken since is not registered after all. */
  void restore(List<String> kept) {
    free.clear();
    free.addAll(kept);
  }

  /** Only one of two branches ran: what either took is taken. */
  void retain(List<String> others) {
    free.retainAll(others);
  }

  /** Writes the lines of a text, moved in. */
  static void lines(StringBuilder out, String indent, String text) {
    text.lines().forEach(line -> out.append(indent).append(line).append('\n'));
  }
}

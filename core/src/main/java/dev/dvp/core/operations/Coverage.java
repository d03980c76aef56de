package dev.dvp.core.operations;

import java.util.ArrayList;
import java.util.List;

/** Tells whether something happens whichever way the undecided forks of a program go. */
final class Coverage {
  private static final int MAX_PATHS = 64;

  private Coverage() {}

  /**
   * Decides over all arms.
   *
   * @param paths for each place where it happens, the arms that lead there
   * @return whether every combination of arms leads to one of the places
   */
  static boolean isCertain(List<List<Branch>> paths) {
    if (paths.stream().anyMatch(List::isEmpty)) {
      return true;
    }
    if (paths.isEmpty() || paths.size() > MAX_PATHS) {
      return false;
    }
    Branch fork = paths.get(0).get(0);
    for (int arm = 0; arm < fork.arms; arm++) {
      if (!isCertain(within(paths, fork.fork, arm))) {
        return false;
      }
    }
    return true;
  }

  /** The paths that remain when a fork goes one way. */
  private static List<List<Branch>> within(List<List<Branch>> paths, int fork, int arm) {
    List<List<Branch>> remaining = new ArrayList<>();
    for (List<Branch> path : paths) {
      boolean isElsewhere = path.stream().anyMatch(b -> b.fork == fork && b.arm != arm);
      if (!isElsewhere) {
        remaining.add(path.stream().filter(b -> b.fork != fork).toList());
      }
    }
    return remaining;
  }
}

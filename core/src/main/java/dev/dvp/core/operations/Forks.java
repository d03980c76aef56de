package dev.dvp.core.operations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Follows every arm of a fork that cannot be decided, each from the same names, and joins what they
 * bind. An arm that does not come to its end leaves nothing behind, but what follows then happens
 * on the other arm only.
 */
final class Forks {
  private final List<Branch> open = new ArrayList<>();
  private int count;
  private int depth;
  private int raises;

  /** The undecided forks around the current place, outermost first. */
  List<Branch> branches() {
    return List.copyOf(open);
  }

  boolean isCertain() {
    return open.stream().allMatch(branch -> branch.isCertain);
  }

  /** How many forks that nothing has decided are being followed. */
  int depth() {
    return depth;
  }

  /** How many arms have ended by an exception that another arm does not raise. */
  int raises() {
    return raises;
  }

  /** Takes it that those since then have been caught. */
  void caught(int before) {
    raises = before;
  }

  int next() {
    return ++count;
  }

  /** What follows may not happen at all. */
  void doubt(Flow flow) {
    open.add(new Branch(next(), 0, 2, flow));
  }

  /**
   * Runs a function, a loop or one turn of it: behind it, those ends of other arms matter no more.
   */
  <T> T within(Set<Flow> ends, Supplier<T> work) {
    int before = open.size();
    try {
      return work.get();
    } finally {
      open.subList(Math.min(before, open.size()), open.size())
          .removeIf(branch -> ends.contains(branch.others));
    }
  }

  <T> T inside(Branch branch, Supplier<T> work) {
    open.add(branch);
    try {
      return work.get();
    } finally {
      open.remove(branch);
    }
  }

  /** Runs what may happen or not. */
  void perhaps(Frame frame, Runnable work) {
    List<Supplier<Flow>> arms =
        List.of(
            () -> {
              work.run();
              return Flow.NORMAL;
            },
            () -> Flow.NORMAL);
    run(frame, arms);
  }

  /** Runs the arms of one fork. */
  Flow run(Frame frame, List<Supplier<Flow>> arms) {
    int fork = next();
    Map<String, Value> before = frame.locals.snapshot();
    List<Map<String, Value>> ends = new ArrayList<>();
    List<Branch> onward = new ArrayList<>();
    Flow abrupt = Flow.NORMAL;
    PythonRaise raised = null;
    int last = 0;
    for (int i = 0; i < arms.size(); i++) {
      frame.locals.restore(new LinkedHashMap<>(before));
      int mark = open.size();
      Flow flow;
      try {
        flow = follow(new Branch(fork, i, arms.size()), arms.get(i));
      } catch (PythonRaise e) {
        flow = Flow.RAISE;
        raised = e;
      }
      List<Branch> narrowed = open.subList(mark, open.size());
      if (flow == Flow.NORMAL) {
        ends.add(frame.locals.snapshot());
        onward.addAll(narrowed);
        last = i;
      } else if (abrupt == Flow.NORMAL || abrupt == Flow.RAISE) {
        abrupt = flow;
      }
      narrowed.clear();
    }
    if (ends.isEmpty()) {
      if (abrupt == Flow.RAISE && raised != null) {
        throw raised;
      }
      return abrupt;
    }
    raises += raised == null ? 0 : 1;
    if (ends.size() == 1 && abrupt != Flow.NORMAL && abrupt != Flow.RAISE) {
      open.add(new Branch(fork, last, arms.size(), abrupt));
    }
    open.addAll(onward);
    frame.locals.restore(ends.get(0));
    ends.subList(1, ends.size()).forEach(frame.locals::merge);
    return Flow.NORMAL;
  }

  private Flow follow(Branch branch, Supplier<Flow> arm) {
    depth++;
    try {
      return inside(branch, arm);
    } finally {
      depth--;
    }
  }
}

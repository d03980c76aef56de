package dev.dvp.core.operations;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Follows every arm of a fork that cannot be decided, each from the same names, and joins what they
 * bind. An arm that does not come to its end leaves nothing behind.
 */
final class Forks {
  private final Deque<Branch> open = new ArrayDeque<>();
  private int count;
  private int depth;

  /** The undecided forks around the current place, outermost first. */
  List<Branch> branches() {
    List<Branch> branches = new ArrayList<>(open);
    Collections.reverse(branches);
    return branches;
  }

  boolean isCertain() {
    return open.stream().allMatch(branch -> branch.isCertain);
  }

  /** How many forks that nothing has decided are being followed. */
  int depth() {
    return depth;
  }

  int next() {
    return ++count;
  }

  <T> T inside(Branch branch, Supplier<T> work) {
    open.push(branch);
    try {
      return work.get();
    } finally {
      open.pop();
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
    Flow abrupt = Flow.NORMAL;
    PythonRaise raised = null;
    for (int i = 0; i < arms.size(); i++) {
      frame.locals.restore(new LinkedHashMap<>(before));
      Flow flow;
      try {
        depth++;
        flow = inside(new Branch(fork, i, arms.size()), arms.get(i));
      } catch (PythonRaise e) {
        flow = Flow.RAISE;
        raised = e;
      } finally {
        depth--;
      }
      if (flow == Flow.NORMAL) {
        ends.add(frame.locals.snapshot());
      } else if (abrupt == Flow.NORMAL || abrupt == Flow.RAISE) {
        abrupt = flow;
      }
    }
    if (ends.isEmpty()) {
      if (abrupt == Flow.RAISE && raised != null) {
        throw raised;
      }
      return abrupt;
    }
    frame.locals.restore(ends.get(0));
    ends.subList(1, ends.size()).forEach(frame.locals::merge);
    return Flow.NORMAL;
  }
}

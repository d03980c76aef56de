package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * What a generator, {@code map} or {@code filter} gives: nothing of it runs before somebody walks
 * it, and no more of it than is asked for. Python hands the elements out one by one; here the walk
 * calls the one who takes them, which comes to the same course of events.
 */
final class Lazy implements Value {
  /** Makes the elements, one after the other, for as long as they are taken. */
  interface Source {
    void giveTo(Taker taker);
  }

  /** Gets the elements. */
  interface Taker {
    void take(Value element);
  }

  /** Ends the walk in whose taker it is thrown; {@code finally} blocks on the way run. */
  static final class Stop extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Object walk;
    private final transient Optional<PythonRaise> raised;

    private Stop(Object walk, Optional<PythonRaise> raised) {
      super("stop", null, false, false);
      this.walk = walk;
      this.raised = raised;
    }
  }

  private final Interpreter interpreter;
  private final Source source;
  private final Location where;
  private final BooleanSupplier mayRegister;

  /** The forks in which it was walked, if it was. */
  private Optional<List<Branch>> walkedIn = Optional.empty();

  private boolean isCut;

  /**
   * Makes one.
   *
   * @param mayRegister whether operations may be registered by it
   */
  Lazy(Interpreter interpreter, Location where, BooleanSupplier mayRegister, Source source) {
    this.interpreter = interpreter;
    this.source = source;
    this.where = where;
    this.mayRegister = mayRegister;
  }

  /**
   * Hands out what is left. What the taker raises comes out here and not in the generator.
   *
   * @param taker says whether it wants more; an end under a condition that cannot be decided is
   *     none
   */
  void walk(Predicate<Value> taker) {
    Object walk = new Object();
    int depth = interpreter.forks.depth();
    int guards = interpreter.guards;
    start(
        element -> {
          boolean isCertain = interpreter.forks.depth() == depth;
          int inner = interpreter.guards;
          interpreter.guards = guards;
          boolean goesOn;
          try {
            goesOn = taker.test(element);
          } catch (PythonRaise raised) {
            if (!isCertain) {
              throw raised;
            }
            isCut = true;
            throw new Stop(walk, Optional.of(raised));
          } finally {
            interpreter.guards = inner;
          }
          if (!goesOn && isCertain) {
            isCut = true;
            throw new Stop(walk, Optional.empty());
          }
        },
        walk);
  }

  /**
   * Runs it as {@code with} does: what is raised while the element is used is raised at its yield.
   */
  void enter(Taker taker) {
    start(taker, this);
  }

  private void start(Taker taker, Object walk) {
    if (walkedIn.isPresent() && !isElsewhere(walkedIn.get())) {
      if (isCut) {
        stepped();
      }
      return;
    }
    walkedIn = Optional.of(interpreter.forks.branches());
    isCut = false;
    try {
      source.giveTo(taker);
    } catch (Stop stop) {
      if (stop.walk != walk) {
        throw stop;
      }
      if (stop.raised.isPresent()) {
        throw stop.raised.get();
      }
    }
  }

  /** Whether that walk happened on a course of the program that does not lead here. */
  private boolean isElsewhere(List<Branch> other) {
    return Branch.exclude(other, interpreter.forks.branches());
  }

  /** All that is left, if it is known; it is walked in any case. */
  Optional<List<Value>> all() {
    List<Value> elements = new ArrayList<>();
    boolean[] isKnown = {!isCut};
    int depth = interpreter.forks.depth();
    walk(
        element -> {
          isKnown[0] &=
              interpreter.forks.depth() == depth
                  && !interpreter.budget.isTooLong(elements.size() + 1L);
          if (isKnown[0]) {
            elements.add(element);
          }
          return true;
        });
    return isKnown[0] ? Optional.of(elements) : Optional.empty();
  }

  /** Notes that it is run piece by piece, which cannot be followed. */
  void stepped() {
    if (mayRegister.getAsBoolean()) {
      interpreter.notSeen(
          where,
          "What is made here is run piece by piece, so operations that it registers may be missing.");
    }
  }
}

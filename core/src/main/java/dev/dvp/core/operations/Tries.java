package dev.dvp.core.operations;

import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs {@code try}: the body, and the handlers only when the body raises for certain or imports
 * what cannot be found, in which case it may go either way.
 */
final class Tries {
  private final Interpreter interpreter;

  Tries(Interpreter interpreter) {
    this.interpreter = interpreter;
  }

  Flow run(PyStatement.Try tried, Frame frame) {
    Flow flow = Flow.NORMAL;
    PythonRaise pending = null;
    try {
      flow =
          tried.handlers().isEmpty() ? interpreter.run(tried.body(), frame) : guarded(tried, frame);
    } catch (PythonRaise raised) {
      pending = raised;
    } catch (Lazy.Stop stop) {
      interpreter.run(tried.finalBody(), frame);
      throw stop;
    }
    Flow last = interpreter.run(tried.finalBody(), frame);
    if (last != Flow.NORMAL) {
      return last;
    }
    if (pending != null) {
      throw pending;
    }
    return flow;
  }

  private Flow guarded(PyStatement.Try tried, Frame frame) {
    Map<String, Value> before = frame.locals.snapshot();
    int unresolved = interpreter.imports.unresolved();
    int raises = interpreter.forks.raises();
    int arms = tried.handlers().size() + 1;
    Branch branch = new Branch(interpreter.forks.next(), 0, arms);
    PythonRaise raised = null;
    Flow flow = Flow.RAISE;
    interpreter.guards++;
    try {
      flow = interpreter.forks.inside(branch, () -> interpreter.run(tried.body(), frame));
    } catch (PythonRaise e) {
      raised = e;
    } catch (Lazy.Stop stop) {
      branch.isCertain = interpreter.imports.unresolved() == unresolved;
      throw stop;
    } finally {
      interpreter.guards--;
    }
    if (raised != null) {
      branch.isCertain = true;
      return handle(tried, raised, frame);
    }
    if (interpreter.imports.unresolved() == unresolved && interpreter.forks.raises() == raises) {
      branch.isCertain = true;
      return flow == Flow.NORMAL ? interpreter.run(tried.orElse(), frame) : flow;
    }
    interpreter.forks.caught(raises);
    return either(tried, branch, flow, before, frame);
  }

  private Flow handle(PyStatement.Try tried, PythonRaise raised, Frame frame) {
    List<Supplier<Flow>> arms = new ArrayList<>();
    for (PyStatement.Handler handler : tried.handlers()) {
      Optional<Boolean> caught = catches(handler.type(), raised, frame);
      if (!caught.equals(Optional.of(false))) {
        arms.add(() -> handler(handler, frame));
      }
      if (caught.equals(Optional.of(true))) {
        break;
      }
    }
    if (arms.isEmpty()) {
      throw raised;
    }
    return arms.size() == 1 ? arms.get(0).get() : interpreter.forks.run(frame, arms);
  }

  private Optional<Boolean> catches(
      Optional<PyExpression> handler, PythonRaise raised, Frame frame) {
    if (raised.what().startsWith("os.")) {
      return Optional.of(false);
    }
    return handler.isEmpty()
        ? Optional.of(true)
        : Exceptions.catches(interpreter.evaluate(handler.get(), frame), raised.type());
  }

  /** The body may have failed at an import: its end and each handler are arms of one fork. */
  private Flow either(
      PyStatement.Try tried, Branch body, Flow bodyFlow, Map<String, Value> before, Frame frame) {
    Flow flow = bodyFlow;
    if (flow == Flow.NORMAL) {
      flow = interpreter.forks.inside(body, () -> interpreter.run(tried.orElse(), frame));
    }
    @Nullable Map<String, Value> end = flow == Flow.NORMAL ? frame.locals.snapshot() : null;
    int arm = 1;
    for (PyStatement.Handler handler : tried.handlers()) {
      frame.locals.restore(new LinkedHashMap<>(before));
      Branch branch = new Branch(body.fork, arm++, body.arms);
      Flow handled;
      try {
        handled = interpreter.forks.inside(branch, () -> handler(handler, frame));
      } catch (PythonRaise e) {
        handled = Flow.RAISE;
      }
      if (handled == Flow.NORMAL) {
        Map<String, Value> handledEnd = frame.locals.snapshot();
        if (end != null) {
          frame.locals.restore(end);
          frame.locals.merge(handledEnd);
        }
        end = frame.locals.snapshot();
      }
    }
    if (end == null) {
      return flow;
    }
    frame.locals.restore(end);
    return Flow.NORMAL;
  }

  private Flow handler(PyStatement.Handler handler, Frame frame) {
    handler.name().ifPresent(name -> frame.bind(name, Value.UNKNOWN));
    Flow flow = interpreter.run(handler.body(), frame);
    handler.name().ifPresent(frame::unbind);
    return flow;
  }
}

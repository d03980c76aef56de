package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.operations.Value.ModuleValue;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyModule;
import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.SourceTree;
import java.util.List;
import java.util.Optional;

/**
 * Runs a plugin's modules as importing them would, without doing anything: an abstract interpreter.
 * Names are bound, functions that modules call are followed, and what the platform's decorators are
 * given is noted. What depends on the machine stays open: of an undecided condition both branches
 * are followed, and an unknown object is just that. Time and depth are bounded.
 *
 * <p>This is the hub that its parts find each other through.
 */
final class Interpreter {
  final SourceTree tree;
  final Diagnostics findings = new Diagnostics();
  final Budget budget = new Budget();
  final Forks forks = new Forks();
  final Platform platform = new Platform(this);
  final Imports imports = new Imports(this);
  final SourceFixes fixes = new SourceFixes(imports);
  final Attributes attributes = new Attributes(this);
  final Targets targets = new Targets(this);
  final Iterables iterables = new Iterables(this);
  final KnownCalls known = new KnownCalls(this);
  final Calls calls = new Calls(this);
  final Objects objects = new Objects(this);
  final Reach reach = new Reach(this);
  final Loops loops = new Loops(this);

  private final Expressions expressions = new Expressions(this);
  private final Statements statements = new Statements(this);

  /** How many {@code try} blocks with handlers are open. */
  int guards;

  Interpreter(SourceTree tree) {
    this.tree = tree;
  }

  Value evaluate(PyExpression expression, Frame frame) {
    return expressions.evaluate(expression, frame);
  }

  Optional<Boolean> truth(PyExpression condition, Frame frame) {
    return expressions.truth(condition, frame);
  }

  Flow run(List<PyStatement> block, Frame frame) {
    return statements.block(block, frame);
  }

  /** Runs a module's own code. */
  void runModule(ModuleValue value, PyModule module) {
    int[] outer = budget.suspend();
    try {
      run(module.body(), Frame.ofModule(value));
    } finally {
      value.isRunning = false;
      budget.resume(outer);
    }
  }

  /** Says that something cannot be known without running the program. */
  void notSeen(Location where, String message) {
    notSeen(
        where,
        message,
        "Register each operation with a decorator that stands in the source,"
            + " `@plugin.virtual.start()`, or build with `--import`, which imports the plugin and"
            + " sees.");
  }

  void notSeen(Location where, String message, String help) {
    findings.add(OperationRule.NOT_SEEN.at(where, message, help));
  }

  void report(Diagnostic diagnostic) {
    findings.add(diagnostic);
  }
}

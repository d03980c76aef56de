package dev.dvp.core.python.names;

import dev.dvp.core.python.PyModule;
import dev.dvp.core.python.Span;
import java.util.Map;

/** Reads one file's names: a single pass over its syntax tree. */
final class FileScan {
  private FileScan() {}

  /**
   * Scans a file. It recurses with the depth of the source, so it is called on a thread of {@link
   * dev.dvp.core.python.DeepStack}.
   */
  static FileNames of(PyModule module, boolean isPackage) {
    FileNames facts = new FileNames();
    Names names = new Names(facts);
    Scope top = names.scope;
    if (isPackage) {
      names.bind("__path__");
    }
    new StatementWalk(names).block(module.body());
    names.runDeferred();
    facts.bound.addAll(top.names.keySet());
    facts.bound.addAll(names.globals);
    facts.hasGetattr |= top.names.containsKey("__getattr__");
    facts.undefined.removeIf(use -> names.globals.contains(use.name()));
    for (Map.Entry<String, Span> export : facts.exports.entrySet()) {
      if (!isBound(top, export.getKey()) && !names.globals.contains(export.getKey())) {
        facts.undefined.add(
            new Undefined(
                export.getKey(),
                export.getValue(),
                top,
                top.frame,
                facts.stars.size(),
                Undefined.Use.EXPORT));
      }
    }
    return facts;
  }

  private static boolean isBound(Scope scope, String name) {
    Binding binding = scope.names.get(name);
    return (binding != null && binding.state() == Binding.State.BOUND)
        || (name.startsWith("__") && Builtins.contains(name));
  }
}

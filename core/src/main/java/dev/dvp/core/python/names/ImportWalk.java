package dev.dvp.core.python.names;

import dev.dvp.core.python.PyStatement;
import dev.dvp.core.python.PyStatement.Alias;
import dev.dvp.core.python.Span;
import java.util.List;

/** Binds what imports bind, and notes those that nothing guards. */
final class ImportWalk {
  private final Names names;

  ImportWalk(Names names) {
    this.names = names;
  }

  void visit(PyStatement.Import statement) {
    for (Alias alias : statement.names()) {
      note(alias.name(), 0, List.of(), alias.span());
      String name = alias.name();
      int dot = name.indexOf('.');
      String bound = alias.alias().orElse(dot < 0 ? name : name.substring(0, dot));
      boolean isTyping = isTyping(name) && dot < 0;
      names.bind(bound, isTyping ? Binding.typing(Binding.MODULE) : Binding.PLAIN);
    }
  }

  void visit(PyStatement.ImportFrom statement) {
    if (statement.level() == 0 && statement.module().equals("__future__")) {
      for (Alias alias : statement.names()) {
        names.hasFutureAnnotations |= alias.name().equals("annotations");
        names.bind(alias.alias().orElse(alias.name()));
      }
      return;
    }
    note(statement.module(), statement.level(), statement.names(), statement.span());
    boolean isTyping = statement.level() == 0 && isTyping(statement.module());
    for (Alias alias : statement.names()) {
      names.facts.changesPath |= Magic.isPathChange(statement.module(), alias.name());
      if (alias.name().equals("*")) {
        names.facts.stars.add(
            new ImportUse(
                statement.module(), statement.level(), statement.names(), alias.span(), false));
      } else {
        Binding binding = isTyping ? Binding.typing(alias.name()) : Binding.PLAIN;
        names.bind(alias.alias().orElse(alias.name()), binding);
      }
    }
  }

  private static boolean isTyping(String module) {
    return module.equals("typing") || module.equals("typing_extensions");
  }

  private void note(String module, int level, List<Alias> taken, Span span) {
    boolean isGuarded = names.muted > 0 || names.importGuards > 0 || names.platformGuards > 0;
    if (!isGuarded) {
      boolean isSure = names.isModuleLevel() && names.frame().branches == 0;
      names.facts.imports.add(new ImportUse(module, level, taken, span, isSure));
    } else if (level == 0) {
      int dot = module.indexOf('.');
      names.facts.optional.add(dot < 0 ? module : module.substring(0, dot));
    }
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.report.Printable;
import dev.dvp.cli.report.Style;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.FoundOperation;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.operations.PluginOperations;
import java.util.List;
import java.util.Optional;

/** The operations of a plugin as a table that fits into 80 columns. */
final class OperationsTable {
  private static final int NAME_WIDTH = 28;
  private static final int STATE_WIDTH = 18;

  private final Invocation call;
  private final Style style;

  OperationsTable(Invocation call) {
    this.call = call;
    this.style = call.outStyle();
  }

  String render(PluginOperations operations, PluginType type, String pluginName) {
    List<Operation> all = OperationCatalogue.get().operationsFor(type);
    StringBuilder text = new StringBuilder();
    long implemented = all.stream().filter(o -> find(operations, o).isPresent()).count();
    String title = Printable.text(pluginName) + " (" + type + ")";
    text.append(style.strong(title));
    text.append(": ").append(implemented).append(" of ").append(all.size());
    text.append(" operations implemented\n\n");
    for (Operation operation : all) {
      append(text, operation, find(operations, operation));
    }
    List<FoundOperation> uncalled = OperationsCommand.uncalled(operations, type);
    for (FoundOperation found : uncalled) {
      line(text, found.decorator(), style::warning, "never called", place(found));
    }
    if (!operations.migrationIds().isEmpty()) {
      text.append("\nMigrations: ").append(String.join(", ", operations.migrationIds()));
      text.append('\n');
    }
    return text.toString();
  }

  private void append(StringBuilder text, Operation operation, Optional<FoundOperation> found) {
    String required = operation.required() ? ", required" : "";
    if (found.isPresent()) {
      line(text, operation.decorator(), style::good, "yes" + required, place(found.get()));
    } else if (operation.required()) {
      line(text, operation.decorator(), style::warning, "MISSING" + required, "");
    } else {
      line(text, operation.decorator(), style::faint, "no", "");
    }
  }

  private static void line(
      StringBuilder text,
      String name,
      java.util.function.UnaryOperator<String> paint,
      String state,
      String place) {
    text.append("  ").append(pad(name, NAME_WIDTH)).append(' ');
    text.append(paint.apply(place.isEmpty() ? state : pad(state, STATE_WIDTH)));
    text.append(place.isEmpty() ? "" : " " + place).append('\n');
  }

  private String place(FoundOperation found) {
    return call.host().show(found.location().file()) + ":" + found.location().line();
  }

  private static Optional<FoundOperation> find(PluginOperations operations, Operation operation) {
    return operations.found().stream()
        .filter(f -> f.decorator().equals(operation.decorator()))
        .findFirst();
  }

  private static String pad(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }
}

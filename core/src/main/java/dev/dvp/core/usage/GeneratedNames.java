package dev.dvp.core.usage;

import dev.dvp.core.codegen.GeneratedClass;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyStatement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds names of the package {@code generated} that it will not have. */
final class GeneratedNames implements Visitor {
  private static final String ROOT = "generated";

  /** What the module of a class binds besides the class. */
  private static final Set<String> IN_CLASS_MODULE =
      Set.of("Model", "NestedModel", "REQUIRED", "TYPE_CHECKING", "annotations");

  private final Program program;
  private final GeneratedPackage generated;
  private final Diagnostics out;

  GeneratedNames(Program program, GeneratedPackage generated, Diagnostics out) {
    this.program = program;
    this.generated = generated;
    this.out = out;
  }

  @Override
  public void statement(PyStatement statement, Place place) {
    if (place.catchesImportErrors()) {
      return;
    }
    SourceModule module = place.scope().module;
    if (statement instanceof PyStatement.ImportFrom from && from.level() == 0) {
      if (isModule(from.module())) {
        for (PyStatement.Alias alias : from.names()) {
          if (!alias.name().equals("*")) {
            check(from.module(), alias.name(), true, module.at(alias.span()));
          }
        }
      } else {
        checkModule(from.module(), module.at(from.span()));
      }
    } else if (statement instanceof PyStatement.Import imported) {
      for (PyStatement.Alias alias : imported.names()) {
        checkModule(alias.name(), module.at(alias.span()));
      }
    }
  }

  @Override
  public void load(PyExpression expression, @Nullable PyExpression parent, Place place) {
    if (expression instanceof PyExpression.Attribute attribute && !place.catchesAttributeErrors()) {
      program
          .dotted(attribute.value(), place.scope())
          .filter(this::isModule)
          .ifPresent(
              dotted ->
                  check(
                      dotted,
                      attribute.name(),
                      false,
                      place.scope().module.at(attribute.nameSpan())));
    }
  }

  /** Whether a full name is one of the modules that we know all names of. */
  private boolean isModule(String dotted) {
    return dotted.equals(ROOT)
        || dotted.equals(GeneratedPackage.NAME)
        || dotted.equals(GeneratedPackage.OLD_NAME)
        || classModule(dotted).isPresent();
  }

  private Optional<GeneratedClass> classModule(String dotted) {
    String prefix = GeneratedPackage.NAME + ".";
    return dotted.startsWith(prefix)
        ? generated.ofModule(dotted.substring(prefix.length()))
        : Optional.empty();
  }

  /** Checks a module that is imported: each part of its name must be there. */
  private void checkModule(String name, Location where) {
    if (!Program.isBelow(name, ROOT)) {
      return;
    }
    int dot = name.indexOf('.');
    while (dot >= 0) {
      int next = name.indexOf('.', dot + 1);
      String parent = name.substring(0, dot);
      String part = name.substring(dot + 1, next < 0 ? name.length() : next);
      if (!isModule(parent) || !check(parent, part, true, where)) {
        return;
      }
      dot = next;
    }
  }

  private boolean check(String module, String name, boolean isImport, Location where) {
    boolean isDunder = name.startsWith("__") && name.endsWith("__");
    if (isDunder || program.hasModule(module + "." + name)) {
      return true;
    }
    Collection<String> known = names(module);
    if (known.contains(name)) {
      return true;
    }
    Optional<String> near = near(name, known);
    if (module.equals(GeneratedPackage.OLD_NAME) && near.isEmpty()) {
      return true; // Nobody can look any more at what else that module had.
    }
    out.add(
        UsageRule.UNKNOWN_GENERATED_NAME.at(
            where,
            "`"
                + module
                + "` has no `"
                + name
                + "`: it is made from the schema, which gives no such name, so that "
                + (isImport ? "this import fails." : "this raises an AttributeError."),
            near.map(right -> "Did you mean `" + right + "`?")
                .orElseGet(() -> elsewhere(module, name))));
    return false;
  }

  /** Classes and their modules differ in nothing but case and underscores. */
  private static Optional<String> near(String name, Collection<String> known) {
    boolean isClass = Character.isUpperCase(name.charAt(0));
    List<String> alike =
        known.stream().filter(one -> Character.isUpperCase(one.charAt(0)) == isClass).toList();
    return DidYouMean.nearest(name, alike).or(() -> DidYouMean.nearest(name, known));
  }

  private String elsewhere(String module, String name) {
    if (!module.equals(GeneratedPackage.NAME) && generated.named(name).isPresent()) {
      return "Write `from " + GeneratedPackage.NAME + " import " + name + "`.";
    }
    return "The schema gives the classes "
        + Words.listed(generated.exported().stream().filter(n -> !n.endsWith("Error")).toList())
        + ".";
  }

  private Collection<String> names(String module) {
    if (module.equals(ROOT)) {
      return List.of("definitions");
    }
    Optional<GeneratedClass> one = classModule(module);
    if (one.isEmpty()) {
      return generated.names();
    }
    List<String> names = new ArrayList<>(IN_CLASS_MODULE);
    names.add(one.get().name());
    return names;
  }
}

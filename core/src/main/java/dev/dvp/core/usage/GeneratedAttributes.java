package dev.dvp.core.usage;

import dev.dvp.core.codegen.GeneratedClass;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.Severity;
import dev.dvp.core.python.PyExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds attributes that objects of generated classes do not have. */
final class GeneratedAttributes implements Visitor {
  private static final Set<String> TESTS =
      Set.of("builtins.hasattr", "builtins.getattr", "builtins.setattr", "builtins.delattr");

  /** An attribute of some name in some module. */
  private record Use(SourceModule module, String name) {}

  private record Found(Use use, boolean isStore, Diagnostic diagnostic) {}

  private final Program program;
  private final Things things;
  private final Diagnostics out;
  private final List<Found> found = new ArrayList<>();
  private final Set<Use> tested = new HashSet<>();
  private final Set<Use> stored = new HashSet<>();
  private final Map<String, Set<String>> attributes = new HashMap<>();

  GeneratedAttributes(Program program, Things things, Diagnostics out) {
    this.program = program;
    this.things = things;
    this.out = out;
  }

  @Override
  public void load(PyExpression expression, @Nullable PyExpression parent, Place place) {
    if (expression instanceof PyExpression.Attribute attribute) {
      check(attribute, false, place);
    } else if (expression instanceof PyExpression.Call call
        && call.arguments().size() > 1
        && call.arguments().get(1) instanceof PyExpression.Text name
        && program.dotted(call.function(), place.scope()).filter(TESTS::contains).isPresent()) {
      tested.add(new Use(place.scope().module, name.value()));
    }
  }

  @Override
  public void store(PyExpression target, Place place) {
    if (target instanceof PyExpression.Attribute attribute) {
      check(attribute, true, place);
    }
  }

  private void check(PyExpression.Attribute attribute, boolean isStore, Place place) {
    String name = attribute.name();
    if (name.startsWith("_") || place.catchesAttributeErrors()) {
      return;
    }
    Optional<Thing> thing = things.of(attribute.value(), place.scope());
    GeneratedClass type = null;
    if (thing.orElse(null) instanceof Thing.Instance instance) {
      type = instance.type();
    } else if (thing.orElse(null) instanceof Thing.TheClass of && !name.equals("mro")) {
      type = of.type();
    }
    if (type == null || attributes(type).contains(name)) {
      return;
    }
    SourceModule module = place.scope().module;
    Use use = new Use(module, name);
    if (isStore) {
      stored.add(use);
    }
    found.add(new Found(use, isStore, finding(attribute, isStore, type, module)));
  }

  private Set<String> attributes(GeneratedClass type) {
    return attributes.computeIfAbsent(type.name(), name -> type.attributes());
  }

  private static Diagnostic finding(
      PyExpression.Attribute attribute, boolean isStore, GeneratedClass type, SourceModule module) {
    String name = attribute.name();
    Optional<String> meant = Words.meant(name, type, GeneratedClass.Property::attribute);
    Diagnostic finding =
        UsageRule.UNKNOWN_GENERATED_ATTRIBUTE.at(
            module.at(attribute.nameSpan()),
            "`"
                + type.name()
                + "` has no attribute `"
                + name
                + "`, "
                + Words.reason(name, type, GeneratedClass.Property::attribute)
                + ", so that "
                + (isStore ? "the value is not kept." : "this raises an AttributeError."),
            Words.help(meant, type, GeneratedClass.Property::attribute));
    // Python lets anything be put there: a note that the plugin keeps for itself does no harm.
    return isStore && meant.isEmpty() ? finding.withSeverity(Severity.WARNING) : finding;
  }

  @Override
  public void end() {
    for (Found one : found) {
      boolean isFollowUp = !one.isStore() && stored.contains(one.use());
      if (!tested.contains(one.use()) && !isFollowUp) {
        out.add(one.diagnostic());
      }
    }
  }
}

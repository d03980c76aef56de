package dev.dvp.core.usage;

import dev.dvp.core.codegen.GeneratedClass;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks what the constructors of generated classes are given. */
final class GeneratedArguments implements Visitor {
  private static final String VALIDATE = "validate";

  private final Things things;
  private final Diagnostics out;

  GeneratedArguments(Things things, Diagnostics out) {
    this.things = things;
    this.out = out;
  }

  @Override
  public void load(PyExpression expression, @Nullable PyExpression parent, Place place) {
    if (expression instanceof PyExpression.Call call
        && things.of(call.function(), place.scope()).orElse(null) instanceof Thing.TheClass of) {
      new OneCall(of.type(), call, place.scope().module).check();
    }
  }

  /** One call, and what was seen of its arguments so far. */
  private final class OneCall {
    private final GeneratedClass type;
    private final PyExpression.Call call;
    private final SourceModule module;

    /** The arguments that have, or were meant to get, a value that is not plainly None. */
    private final Set<String> given = new HashSet<>();

    private final Set<String> byPosition = new HashSet<>();
    private boolean isOpen;

    OneCall(GeneratedClass type, PyExpression.Call call, SourceModule module) {
      this.type = type;
      this.call = call;
      this.module = module;
    }

    void check() {
      positions();
      for (PyExpression.Keyword keyword : call.keywords()) {
        if (keyword.name().isPresent()) {
          argument(keyword.name().get(), keyword.value(), keyword.span());
        } else {
          unpacked(keyword.value());
        }
      }
      if (!isOpen) {
        missing();
      }
    }

    private void positions() {
      List<GeneratedClass.Property> properties = type.properties();
      List<PyExpression> values = call.arguments();
      for (int i = 0; i < values.size(); i++) {
        PyExpression value = values.get(i);
        if (value instanceof PyExpression.Starred) {
          isOpen = true;
          return;
        }
        if (i < properties.size()) {
          byPosition.add(properties.get(i).argument());
          give(properties.get(i).argument(), value);
        } else if (i == properties.size()) {
          byPosition.add(VALIDATE);
          isOpen = true;
        } else {
          tooMany(value.span());
          return;
        }
      }
    }

    private void unpacked(PyExpression value) {
      if (!(value instanceof PyExpression.DictDisplay dict)) {
        isOpen = true;
        return;
      }
      for (PyExpression.DictEntry entry : dict.entries()) {
        if (entry.key().isEmpty()) {
          unpacked(entry.value());
        } else if (entry.key().get() instanceof PyExpression.Text key) {
          argument(key.value(), entry.value(), key.span());
        } else {
          isOpen = true;
        }
      }
    }

    private void argument(String name, PyExpression value, Span span) {
      if (name.equals(VALIDATE)) {
        isOpen |= !(value instanceof PyExpression.Truth truth && truth.value());
        return;
      }
      if (type.properties().stream().anyMatch(p -> p.argument().equals(name))) {
        if (byPosition.contains(name)) {
          twice(name, span);
        }
        give(name, value);
        return;
      }
      Optional<String> meant = Words.meant(name, type, GeneratedClass.Property::argument);
      meant.ifPresent(given::add);
      out.add(
          UsageRule.UNKNOWN_GENERATED_ARGUMENT.at(
              module.at(span),
              "`"
                  + type.name()
                  + "` takes no argument `"
                  + name
                  + "`, "
                  + Words.reason(name, type, GeneratedClass.Property::argument)
                  + ", so that this call raises a TypeError.",
              Words.help(meant, type, GeneratedClass.Property::argument)));
    }

    private void give(String name, PyExpression value) {
      if (!(value instanceof PyExpression.None)) {
        given.add(name);
      }
    }

    private void tooMany(Span span) {
      isOpen = true;
      out.add(
          UsageRule.UNKNOWN_GENERATED_ARGUMENT.at(
              module.at(span),
              "`"
                  + type.name()
                  + "` takes no more than "
                  + (type.properties().size() + 1)
                  + " arguments, so that this call raises a TypeError.",
              "Pass them by name: "
                  + Words.listed(
                      type.properties().stream().map(GeneratedClass.Property::argument).toList())
                  + "."));
    }

    private void twice(String name, Span span) {
      out.add(
          UsageRule.UNKNOWN_GENERATED_ARGUMENT.at(
              module.at(span),
              "`"
                  + type.name()
                  + "` gets its argument `"
                  + name
                  + "` twice, by position and by name, so that this call raises a TypeError.",
              "Pass all of them by name."));
    }

    private void missing() {
      List<String> missing =
          type.properties().stream()
              .filter(property -> property.isRequired() && !given.contains(property.argument()))
              .map(GeneratedClass.Property::argument)
              .toList();
      if (!missing.isEmpty()) {
        out.add(
            UsageRule.MISSING_GENERATED_ARGUMENT.at(
                module.at(call.span()),
                "`"
                    + type.name()
                    + "` needs a value for "
                    + Words.listed(missing)
                    + ", which the schema requires, so that this call raises a"
                    + " GeneratedClassesError.",
                "Pass "
                    + Words.listed(missing)
                    + ", or take "
                    + (missing.size() == 1 ? "it" : "them")
                    + " out of the schema's `required`."));
      }
    }
  }
}

package dev.dvp.core.usage;

import dev.dvp.core.codegen.GeneratedClass;
import dev.dvp.core.python.PyExpression;
import dev.dvp.core.python.PyOperator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the parts of an expression whose text holds a secret. */
final class Secrets {
  /** How many expressions are looked at for one question: names may fan out without end. */
  private static final int MAX_STEPS = 500;

  private static final int MAX_ALIASES = 20;
  private static final int MAX_ADDITIONS = 50;

  /** Functions whose result still holds what they were given. */
  private static final Set<String> TRANSPARENT =
      Set.of("shlex.quote", "pipes.quote", "builtins.str", "builtins.repr", "builtins.format");

  /** Methods of a text whose result still holds the text. */
  private static final Set<String> TRANSPARENT_METHODS =
      Set.of("strip", "lstrip", "rstrip", "replace", "encode", "decode", "lower", "upper");

  private static final Set<String> UNMASKED = Set.of("to_dict", "to_str");

  private final Program program;
  private final Things things;

  Secrets(Program program, Things things) {
    this.program = program;
    this.things = things;
  }

  /** The secrets that are themselves handed on: a value, or what stands in a text that is built. */
  List<PyExpression> in(PyExpression expression, Scope scope) {
    Search search = new Search();
    search.visit(expression, scope);
    return search.found;
  }

  /** The secrets that a text is built with; a secret that is the whole text does not count. */
  List<PyExpression> builtInto(PyExpression text, Scope scope) {
    Search search = new Search();
    search.isWhole = true;
    search.visit(text, scope);
    return search.found;
  }

  private final class Search {
    final List<PyExpression> found = new ArrayList<>();
    boolean isWhole;
    private int steps;

    void visit(PyExpression expression, Scope scope) {
      if (++steps > MAX_STEPS) {
        return;
      }
      if (!isWhole && isSecret(expression, scope)) {
        found.add(expression);
      } else if (expression instanceof PyExpression.Name name) {
        assigned(name, scope);
      } else if (expression instanceof PyExpression.FormattedText
          || expression instanceof PyExpression.Tuple
          || expression instanceof PyExpression.ListDisplay) {
        parts(expression.children(), scope);
      } else if (expression instanceof PyExpression.FormattedValue value) {
        parts(List.of(value.value()), scope);
      } else if (expression instanceof PyExpression.DictDisplay dict) {
        parts(dict.entries().stream().map(PyExpression.DictEntry::value).toList(), scope);
      } else if (expression instanceof PyExpression.Binary binary) {
        binary(binary, scope);
      } else if (expression instanceof PyExpression.Conditional choice) {
        visit(choice.body(), scope);
        visit(choice.orElse(), scope);
      } else if (expression instanceof PyExpression.Logical logical) {
        List<PyExpression> operands = logical.operands();
        int from = logical.isAnd() ? operands.size() - 1 : 0;
        operands.subList(from, operands.size()).forEach(part -> visit(part, scope));
      } else if (expression instanceof PyExpression.Call call) {
        call(call, scope);
      }
    }

    private void parts(List<PyExpression> parts, Scope scope) {
      isWhole = false;
      parts.forEach(part -> visit(part, scope));
    }

    private void binary(PyExpression.Binary binary, Scope scope) {
      boolean isText =
          binary.operator() == PyOperator.ADD || binary.operator() == PyOperator.MODULO;
      if (isText) {
        // `a % b` of numbers has no secret in it that we know of.
        parts(binary.children(), scope);
      }
    }

    private void call(PyExpression.Call call, Scope scope) {
      if (call.function() instanceof PyExpression.Attribute method) {
        if (method.name().equals("format") || method.name().equals("join")) {
          parts(call.arguments(), scope);
          parts(call.keywords().stream().map(PyExpression.Keyword::value).toList(), scope);
          visit(method.value(), scope);
          return;
        }
        if (TRANSPARENT_METHODS.contains(method.name())) {
          visit(method.value(), scope);
          return;
        }
      }
      if (!call.arguments().isEmpty()
          && program.dotted(call.function(), scope).filter(TRANSPARENT::contains).isPresent()) {
        visit(call.arguments().get(0), scope);
      }
    }

    /** Follows a local that is made in one go, or by adding to what it was. */
    private void assigned(PyExpression.Name name, Scope scope) {
      Optional<Scope> owner = scope.owner(name.id());
      List<Binding> bindings = owner.map(o -> o.bindings(name.id())).orElse(List.of());
      if (bindings.size() > MAX_ADDITIONS) {
        return;
      }
      long assignments = bindings.stream().filter(Binding.Assigned.class::isInstance).count();
      boolean isFollowed =
          assignments == 1
              && bindings.stream()
                  .allMatch(b -> b instanceof Binding.Assigned || b instanceof Binding.Added);
      if (!isFollowed) {
        return;
      }
      for (Binding binding : bindings) {
        if (binding instanceof Binding.Assigned assigned) {
          visit(assigned.value(), owner.get());
        } else if (binding instanceof Binding.Added added) {
          parts(List.of(added.value()), owner.get());
        }
      }
    }
  }

  private boolean isSecret(PyExpression expression, Scope scope) {
    return isSecret(expression, scope, MAX_ALIASES);
  }

  private boolean isSecret(PyExpression expression, Scope scope, int aliases) {
    if (expression instanceof PyExpression.Name name) {
      return (SecretWords.isSecret(name.id()) && !isConstant(name, scope))
          || (aliases > 0 && isAlias(name, scope, aliases - 1));
    }
    if (expression instanceof PyExpression.Attribute attribute) {
      Optional<GeneratedClass.Property> property = property(attribute, scope);
      return property.isPresent()
          ? isSecret(property.get())
          : SecretWords.isSecret(attribute.name()) && !isModuleConstant(attribute, scope);
    }
    if (expression instanceof PyExpression.Subscript item) {
      return item.index() instanceof PyExpression.Text key && SecretWords.isSecret(key.value());
    }
    return expression instanceof PyExpression.Call call && isSecretCall(call, scope);
  }

  private static boolean isSecret(GeneratedClass.Property property) {
    boolean mayBeText = property.type().isEmpty() || property.type().equals("string");
    return property.isSecret() || (mayBeText && SecretWords.isSecret(property.argument()));
  }

  private Optional<GeneratedClass.Property> property(
      PyExpression.Attribute attribute, Scope scope) {
    return things.of(attribute.value(), scope).orElse(null) instanceof Thing.Instance instance
        ? instance.type().property(attribute.name())
        : Optional.empty();
  }

  private boolean isSecretCall(PyExpression.Call call, Scope scope) {
    if (isRetrieval(call, scope)) {
      return true;
    }
    if (!(call.function() instanceof PyExpression.Attribute method)) {
      return call.function() instanceof PyExpression.Name name && SecretWords.isGetter(name.id());
    }
    if (method.name().equals("get")) {
      return !call.arguments().isEmpty()
          && call.arguments().get(0) instanceof PyExpression.Text key
          && SecretWords.isSecret(key.value());
    }
    if (UNMASKED.contains(method.name())) {
      return things.of(method.value(), scope).orElse(null) instanceof Thing.Instance instance
          && instance.type().properties().stream().anyMatch(GeneratedClass.Property::isSecret);
    }
    return SecretWords.isGetter(method.name());
  }

  private boolean isRetrieval(PyExpression.Call call, Scope scope) {
    return program
        .dotted(call.function(), scope)
        .filter(dotted -> dotted.equals(Library.NAME + ".retrieve_credentials"))
        .isPresent();
  }

  /** Another name for a secret, such as what {@code retrieve_credentials} gave. */
  private boolean isAlias(PyExpression.Name name, Scope scope, int aliases) {
    Optional<Program.Bound> bound = program.bound(name, scope);
    return bound.isPresent()
        && bound.get().binding() instanceof Binding.Assigned assigned
        && isSecret(assigned.value(), bound.get().scope(), aliases);
  }

  /** A name for a text that stands in the source is hardly the secret: `$DB_PASSWORD`, a prompt. */
  private boolean isConstant(PyExpression.Name name, Scope scope) {
    if (name.id().equals(name.id().toUpperCase(Locale.ROOT))) {
      return true;
    }
    Optional<Scope> owner = scope.owner(name.id());
    List<Binding> bindings = owner.map(o -> o.bindings(name.id())).orElse(List.of());
    return bindings.stream()
        .limit(MAX_ADDITIONS)
        .allMatch(
            b ->
                b instanceof Binding.Defined
                    || b instanceof Binding.Imported
                    || (b instanceof Binding.Assigned assigned && isPlain(assigned.value())));
  }

  private static boolean isPlain(PyExpression value) {
    return value instanceof PyExpression.Text
        || value instanceof PyExpression.Truth
        || value instanceof PyExpression.Int
        || value instanceof PyExpression.None
        || value instanceof PyExpression.Comparison;
  }

  /** `constants.PASSWORD`, or whatever else belongs to a module. */
  private boolean isModuleConstant(PyExpression.Attribute attribute, Scope scope) {
    return attribute.name().equals(attribute.name().toUpperCase(Locale.ROOT))
        || program.dotted(attribute, scope).isPresent();
  }
}

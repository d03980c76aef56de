package dev.dvp.core.operations;

import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.python.ParameterKind;
import dev.dvp.core.python.PyParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Tells whether the platform can call a function: it passes every argument of the operation by
 * keyword, and nothing else, so order is free, defaults and {@code **kwargs} do no harm, and
 * positional-only parameters cannot be reached.
 */
final class SignatureCheck {
  /** Names of older releases. */
  private static final Map<String, String> RENAMED =
      Map.of("snapshot_parameters", "optional_snapshot_parameters");

  private final String path;
  private final List<String> arguments;
  private final FunctionValue function;
  private final SourceFixes fixes;
  private final Diagnostics diagnostics;

  SignatureCheck(
      String path,
      List<String> arguments,
      FunctionValue function,
      SourceFixes fixes,
      Diagnostics diagnostics) {
    this.fixes = fixes;
    this.path = path;
    this.arguments = arguments;
    this.function = function;
    this.diagnostics = diagnostics;
  }

  void check() {
    List<String> open = new ArrayList<>(arguments);
    boolean takesAny = has(ParameterKind.VAR_KEYWORD);
    List<PyParameter> wrong = new ArrayList<>();
    List<PyParameter> spare = new ArrayList<>();
    for (PyParameter parameter : function.parameters) {
      boolean isPassed = arguments.contains(parameter.name());
      switch (parameter.kind()) {
        case POSITIONAL_ONLY -> {
          boolean isRequired = parameter.defaultValue().isEmpty();
          if (isRequired || (isPassed && !takesAny)) {
            positionalOnly(parameter);
            open.remove(parameter.name());
          }
        }
        case POSITIONAL_OR_KEYWORD, KEYWORD_ONLY -> {
          if (isPassed) {
            open.remove(parameter.name());
          } else {
            (parameter.defaultValue().isEmpty() ? wrong : spare).add(parameter);
          }
        }
        case VAR_POSITIONAL, VAR_KEYWORD -> {
          // Take nothing away from the platform's call.
        }
      }
    }
    if (takesAny) {
      open.clear();
    }
    report(wrong, spare, open);
  }

  private boolean has(ParameterKind kind) {
    return function.parameters.stream().anyMatch(parameter -> parameter.kind() == kind);
  }

  /**
   * Pairs each wrong parameter with the argument that it was meant to be, as far as it is plain.
   */
  private void report(List<PyParameter> wrong, List<PyParameter> spare, List<String> open) {
    List<PyParameter> unpaired = new ArrayList<>();
    for (PyParameter parameter : wrong) {
      Optional<String> meant = meant(parameter, open);
      meant.ifPresentOrElse(
          argument -> rename(parameter, argument, open), () -> unpaired.add(parameter));
    }
    for (PyParameter parameter : spare) {
      meant(parameter, open).ifPresent(argument -> rename(parameter, argument, open));
    }
    if (unpaired.size() == 1 && open.size() == 1) {
      rename(unpaired.remove(0), open.get(0), open);
    }
    unpaired.forEach(this::superfluous);
    if (!open.isEmpty()) {
      missing(open);
    }
  }

  /** The argument by the name that it had in an older release, or that is misspelt. */
  private static Optional<String> meant(PyParameter parameter, List<String> open) {
    return Optional.ofNullable(RENAMED.get(parameter.name()))
        .filter(open::contains)
        .or(() -> DidYouMean.nearest(parameter.name(), open));
  }

  private void rename(PyParameter parameter, String argument, List<String> open) {
    boolean isSure =
        argument.equals(RENAMED.get(parameter.name()))
            || DidYouMean.only(parameter.name(), open).filter(argument::equals).isPresent();
    open.remove(argument);
    Diagnostic finding =
        OperationRule.WRONG_PARAMETER.at(
            at(parameter),
            "`"
                + function.name
                + "` takes `"
                + parameter.name()
                + "` where the platform passes `"
                + argument
                + "`, so the engine's call fails.",
            "Rename the parameter to `" + argument + "`: " + passed() + ".");
    diagnostics.add(
        isSure ? finding.withFix(fixes.renameParameter(function, parameter, argument)) : finding);
  }

  private void superfluous(PyParameter parameter) {
    diagnostics.add(
        OperationRule.WRONG_PARAMETER.at(
            at(parameter),
            "`"
                + function.name
                + "` requires `"
                + parameter.name()
                + "`, which the platform does"
                + " not pass, so the engine's call fails.",
            "Remove the parameter, or give it a default value: " + passed() + "."));
  }

  private void positionalOnly(PyParameter parameter) {
    diagnostics.add(
        OperationRule.WRONG_PARAMETER.at(
            at(parameter),
            "`"
                + parameter.name()
                + "` stands before a `/` and cannot be passed by keyword, so the"
                + " engine's call fails.",
            "Remove the `/` from the parameters: " + passed() + "."));
  }

  private void missing(List<String> missing) {
    diagnostics.add(
        OperationRule.MISSING_PARAMETER.at(
            function.where,
            "`"
                + function.name
                + "` does not take "
                + list(missing)
                + ", which the platform"
                + " passes, so the engine's call fails.",
            "Write `def " + function.name + "(" + String.join(", ", arguments) + "):`."));
  }

  private Location at(PyParameter parameter) {
    return new Location(function.where.file(), parameter.span().line(), parameter.span().column());
  }

  private String passed() {
    return "the platform passes " + list(arguments) + " by keyword to `" + path + "`";
  }

  private static String list(List<String> names) {
    String last = "`" + names.get(names.size() - 1) + "`";
    if (names.size() == 1) {
      return last;
    }
    return names.subList(0, names.size() - 1).stream()
            .map(name -> "`" + name + "`")
            .collect(Collectors.joining(", "))
        + " and "
        + last;
  }
}

package dev.dvp.core.scaffold;

import dev.dvp.core.payload.PayloadNames;
import java.util.Optional;

/** Names that a template may give the files of a plugin. */
final class TemplateNames {
  private static final int LONGEST = 260;

  private TemplateNames() {}

  /** Why a name, with {@code /} between folders, will not do; as the end of a sentence. */
  static Optional<String> problem(String name) {
    if (name.length() > LONGEST) {
      return Optional.of("is longer than " + LONGEST + " characters");
    }
    if (name.startsWith("/")) {
      return Optional.of("begins at the root");
    }
    for (String step : name.split("/", -1)) {
      if (step.isEmpty() || step.equals(".") || step.equals("..")) {
        return Optional.of("holds a step that names no file");
      }
      Optional<String> problem = PayloadNames.problem(step);
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }
}

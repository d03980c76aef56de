package dev.dvp.core.usage;

import dev.dvp.core.python.PyExpression;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platform's library, as far as habits have to do with it. */
enum Library {
  /** Runs a shell script. */
  RUN_BASH("run_bash", 4),
  /** Runs a PowerShell script. */
  RUN_POWERSHELL("run_powershell", 3),
  /** Runs an Expect script; it has no {@code check}. */
  RUN_EXPECT("run_expect", -1);

  static final String NAME = "dlpx.virtualization.libs";

  /** What a star import from the library binds, as far as we look at it. */
  static final List<String> NAMES =
      List.of(
          "run_bash",
          "run_powershell",
          "run_expect",
          "run_sync",
          "retrieve_credentials",
          "PlatformHandler");

  private final String function;
  private final int checkPosition;

  Library(String function, int checkPosition) {
    this.function = function;
    this.checkPosition = checkPosition;
  }

  /** The name as it is called. */
  String function() {
    return function;
  }

  /** Whether the function takes {@code check=True}. */
  boolean hasCheck() {
    return checkPosition >= 0;
  }

  /** The function of the library that a call calls. */
  static Optional<Library> called(PyExpression.Call call, Scope scope, Program program) {
    Optional<String> dotted = program.dotted(call.function(), scope);
    if (dotted.isPresent() && dotted.get().startsWith(NAME + ".")) {
      String name = dotted.get().substring(NAME.length() + 1);
      for (Library one : values()) {
        if (one.function.equals(name)) {
          return Optional.of(one);
        }
      }
    }
    return Optional.empty();
  }

  /** The command that a call runs, if it is there to be seen. */
  static Optional<PyExpression> command(PyExpression.Call call) {
    return argument(call, 1, "command");
  }

  private static Optional<PyExpression> argument(
      PyExpression.Call call, int position, String name) {
    List<PyExpression> values = call.arguments();
    for (int i = 0; i < values.size() && i <= position; i++) {
      if (values.get(i) instanceof PyExpression.Starred) {
        return Optional.empty();
      }
      if (i == position) {
        return Optional.of(values.get(i));
      }
    }
    return call.keywords().stream()
        .filter(keyword -> keyword.name().equals(Optional.of(name)))
        .map(PyExpression.Keyword::value)
        .findFirst();
  }

  /** Whether a call plainly leaves it to the caller to look whether the command worked. */
  boolean isUnchecked(PyExpression.Call call) {
    boolean isOpen =
        call.arguments().stream().anyMatch(PyExpression.Starred.class::isInstance)
            || call.keywords().stream().anyMatch(keyword -> keyword.name().isEmpty());
    if (isOpen) {
      return false;
    }
    @Nullable PyExpression check =
        hasCheck() ? argument(call, checkPosition, "check").orElse(null) : null;
    return check == null || (check instanceof PyExpression.Truth truth && !truth.value());
  }
}

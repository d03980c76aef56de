package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Known;
import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Truth;
import java.util.List;

/** Objects of the standard library whose value is the same on every engine. */
final class KnownValues {
  private KnownValues() {}

  static Value of(String name) {
    return switch (name) {
      case "typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING", "six.PY2" -> new Truth(false);
      case "six.PY3" -> new Truth(true);
      // The third number depends on the engine's release.
      case "sys.version_info" ->
          new Sequence(
              List.of(Value.Int.of(3), Value.Int.of(11), Value.UNKNOWN, Value.UNKNOWN), true);
      default -> new Known(name);
    };
  }
}

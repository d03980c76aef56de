package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.PathValue;
import dev.dvp.core.operations.Value.Text;
import java.util.List;
import java.util.Optional;

/** Python's {@code os.path} on texts: what plugins use to find folders beside their own file. */
final class Paths {
  private Paths() {}

  static Optional<String> text(Value value) {
    if (value instanceof Text text) {
      return Optional.of(text.value());
    }
    return value instanceof PathValue path ? Optional.of(path.value()) : Optional.empty();
  }

  static Optional<String> join(List<Value> parts, Budget budget) {
    String joined = "";
    for (Value part : parts) {
      Optional<String> text = text(part);
      if (text.isEmpty()) {
        return Optional.empty();
      }
      if (!budget.allowsText((long) joined.length() + text.get().length() + 1)) {
        return Optional.empty();
      }
      boolean isFresh = joined.isEmpty() || text.get().startsWith("/");
      boolean needsSlash = !joined.endsWith("/");
      joined = isFresh ? text.get() : joined + (needsSlash ? "/" : "") + text.get();
    }
    return Optional.of(joined);
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    if (slash < 0) {
      return "";
    }
    return slash == 0 ? "/" : path.substring(0, slash);
  }

  static String lastName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

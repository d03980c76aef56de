package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The methods of Python's strings. */
final class TextMethods {
  private final Budget budget;

  TextMethods(Budget budget) {
    this.budget = budget;
  }

  Value call(String text, String method, Arguments arguments) {
    return switch (method) {
      case "format" -> Formatting.braces(text, arguments, budget);
      case "lower" ->
          budget.allowsText(text.length())
              ? new Text(text.toLowerCase(Locale.ROOT))
              : Value.UNKNOWN;
      case "upper" ->
          budget.allowsText(text.length())
              ? new Text(text.toUpperCase(Locale.ROOT))
              : Value.UNKNOWN;
      case "strip", "lstrip", "rstrip" -> strip(text, method, arguments);
      case "removeprefix", "removesuffix" -> without(text, method, arguments);
      case "partition", "rpartition" -> partition(text, method, arguments);
      case "splitlines" ->
          arguments.isEmpty() && budget.allowsElements(text.length())
              ? texts(text.lines().toList(), false)
              : Value.UNKNOWN;
      case "join" -> join(text, arguments.first().orElse(Value.UNKNOWN));
      case "split" -> split(text, arguments);
      case "replace" -> replace(text, arguments);
      case "startswith", "endswith" -> edge(text, method, arguments);
      default -> Value.UNKNOWN;
    };
  }

  private static Value texts(List<String> parts, boolean isTuple) {
    return new Sequence(parts.stream().<Value>map(Text::new).toList(), isTuple);
  }

  private Value strip(String text, String method, Arguments arguments) {
    Value given = arguments.first().orElse(Value.NONE);
    boolean isAny = given instanceof Value.None;
    if ((!isAny && !(given instanceof Text)) || !budget.allowsText(text.length())) {
      return Value.UNKNOWN;
    }
    String stripped = given instanceof Text set ? set.value() : "";
    int start = 0;
    int end = text.length();
    while (!method.equals("rstrip") && start < end && isIn(text.charAt(start), isAny, stripped)) {
      start++;
    }
    while (!method.equals("lstrip") && end > start && isIn(text.charAt(end - 1), isAny, stripped)) {
      end--;
    }
    return new Text(text.substring(start, end));
  }

  private static boolean isIn(char c, boolean isAny, String set) {
    return isAny ? Character.isWhitespace(c) : set.indexOf(c) >= 0;
  }

  private static Value without(String text, String method, Arguments arguments) {
    if (!(arguments.first().orElse(Value.UNKNOWN) instanceof Text part)) {
      return Value.UNKNOWN;
    }
    String edge = part.value();
    if (method.equals("removeprefix")) {
      return new Text(text.startsWith(edge) ? text.substring(edge.length()) : text);
    }
    return new Text(text.endsWith(edge) ? text.substring(0, text.length() - edge.length()) : text);
  }

  private Value partition(String text, String method, Arguments arguments) {
    if (!(arguments.first().orElse(Value.UNKNOWN) instanceof Text part)
        || part.value().isEmpty()
        || !budget.allowsText(text.length())) {
      return Value.UNKNOWN;
    }
    String separator = part.value();
    budget.chargeSearch(text, separator);
    boolean isLast = method.equals("rpartition");
    int at = isLast ? text.lastIndexOf(separator) : text.indexOf(separator);
    if (at < 0) {
      return texts(isLast ? List.of("", "", text) : List.of(text, "", ""), true);
    }
    String after = text.substring(at + separator.length());
    return texts(List.of(text.substring(0, at), separator, after), true);
  }

  private static Value edge(String text, String method, Arguments arguments) {
    boolean isPlain = arguments.positional().size() == 1 && arguments.named().isEmpty();
    if (!isPlain || !(arguments.positional().get(0) instanceof Text part)) {
      return Value.UNKNOWN;
    }
    boolean isStart = method.equals("startswith");
    return new Value.Truth(isStart ? text.startsWith(part.value()) : text.endsWith(part.value()));
  }

  private Value join(String separator, Value parts) {
    Optional<List<Value>> elements = Loops.elements(parts, budget);
    if (elements.isEmpty()) {
      return Value.UNKNOWN;
    }
    StringBuilder joined = new StringBuilder();
    String between = "";
    for (Value element : elements.get()) {
      boolean isAppended =
          element instanceof Text text
              && Formatting.append(joined, between, budget)
              && Formatting.append(joined, text.value(), budget);
      if (!isAppended) {
        return Value.UNKNOWN;
      }
      between = separator;
    }
    return new Text(joined.toString());
  }

  private Value split(String text, Arguments arguments) {
    if (!budget.allowsElements(text.length())) {
      return Value.UNKNOWN;
    }
    List<Value> parts = new ArrayList<>();
    if (arguments.isEmpty()) {
      for (String part : text.strip().split("\\s+", -1)) {
        if (!part.isEmpty()) {
          parts.add(new Text(part));
        }
      }
      return new Sequence(parts, false);
    }
    boolean isPlain = arguments.positional().size() == 1 && arguments.named().isEmpty();
    if (!isPlain
        || !(arguments.positional().get(0) instanceof Text separator)
        || separator.value().isEmpty()) {
      return Value.UNKNOWN;
    }
    budget.chargeSearch(text, separator.value());
    int start = 0;
    for (int at = text.indexOf(separator.value());
        at >= 0;
        at = text.indexOf(separator.value(), start)) {
      parts.add(new Text(text.substring(start, at)));
      start = at + separator.value().length();
    }
    parts.add(new Text(text.substring(start)));
    return new Sequence(parts, false);
  }

  private Value replace(String text, Arguments arguments) {
    boolean isPlain = arguments.positional().size() == 2;
    if (!isPlain
        || !(arguments.positional().get(0) instanceof Text old)
        || !(arguments.positional().get(1) instanceof Text fresh)
        || old.value().isEmpty()) {
      return Value.UNKNOWN;
    }
    budget.chargeSearch(text, old.value());
    StringBuilder replaced = new StringBuilder();
    int start = 0;
    for (int at = text.indexOf(old.value()); at >= 0; at = text.indexOf(old.value(), start)) {
      boolean isAppended =
          Formatting.append(replaced, text.substring(start, at), budget)
              && Formatting.append(replaced, fresh.value(), budget);
      if (!isAppended) {
        return Value.UNKNOWN;
      }
      start = at + old.value().length();
    }
    return Formatting.append(replaced, text.substring(start), budget)
        ? new Text(replaced.toString())
        : Value.UNKNOWN;
  }
}

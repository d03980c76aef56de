package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The plainest of Python's string formatting: {@code %s}, {@code %d} and {@code {}}. */
final class Formatting {
  private Formatting() {}

  static Value percent(String format, Value right) {
    List<Value> values =
        new ArrayList<>(
            right instanceof Sequence tuple && tuple.isTuple ? tuple.elements : List.of(right));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c != '%') {
        text.append(c);
        continue;
      }
      char kind = ++i < format.length() ? format.charAt(i) : ' ';
      if (kind == '%') {
        text.append('%');
        continue;
      }
      boolean isPlain = (kind == 's' || kind == 'd') && !values.isEmpty();
      Optional<String> value = isPlain ? Arithmetic.string(values.remove(0)) : Optional.empty();
      if (value.isEmpty()) {
        return Value.UNKNOWN;
      }
      text.append(value.get());
    }
    return new Text(text.toString());
  }

  static Value braces(String format, Arguments arguments) {
    StringBuilder text = new StringBuilder();
    int next = 0;
    int i = 0;
    while (i < format.length()) {
      char c = format.charAt(i);
      int end = c == '{' ? format.indexOf('}', i) : i;
      if (end < 0 || (c == '}')) {
        return Value.UNKNOWN;
      }
      if (c == '{') {
        String field = format.substring(i + 1, end);
        Optional<Value> value = field.isEmpty() ? arguments.at(next++) : field(field, arguments);
        Optional<String> string = value.flatMap(Arithmetic::string);
        if (string.isEmpty()) {
          return Value.UNKNOWN;
        }
        text.append(string.get());
      } else {
        text.append(c);
      }
      i = end + 1;
    }
    return new Text(text.toString());
  }

  private static Optional<Value> field(String field, Arguments arguments) {
    boolean isIndex = field.length() == 1 && Character.isDigit(field.charAt(0));
    return isIndex
        ? arguments.at(field.charAt(0) - '0')
        : Optional.ofNullable(arguments.named().get(field));
  }
}

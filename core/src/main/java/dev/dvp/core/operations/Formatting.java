package dev.dvp.core.operations;

import dev.dvp.core.operations.Value.Sequence;
import dev.dvp.core.operations.Value.Text;
import java.util.List;
import java.util.Optional;

/** The plainest of Python's string formatting: {@code %s}, {@code %d} and {@code {}}. */
final class Formatting {
  private Formatting() {}

  static Value percent(String format, Value right, Budget budget) {
    if (!budget.allowsText(format.length())) {
      return Value.UNKNOWN;
    }
    List<Value> values =
        right instanceof Sequence tuple && tuple.isTuple ? tuple.elements : List.of(right);
    int next = 0;
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
      boolean isPlain = (kind == 's' || kind == 'd') && next < values.size();
      Optional<String> value = isPlain ? Arithmetic.string(values.get(next++)) : Optional.empty();
      if (value.isEmpty() || !append(text, value.get(), budget)) {
        return Value.UNKNOWN;
      }
    }
    return new Text(text.toString());
  }

  static Value braces(String format, Arguments arguments, Budget budget) {
    if (!budget.allowsText(format.length())) {
      return Value.UNKNOWN;
    }
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
        if (string.isEmpty() || !append(text, string.get(), budget)) {
          return Value.UNKNOWN;
        }
      } else {
        text.append(c);
      }
      i = end + 1;
    }
    return new Text(text.toString());
  }

  /** {@code format(number, "02d")}; nothing is known of any other format. */
  static Value padded(Value number, Value format) {
    if (!(number instanceof Value.Int known)
        || !(format instanceof Text spec)
        || !spec.value().matches("0?[1-9]?d?")) {
      return Value.UNKNOWN;
    }
    String plain = known.value().toString();
    String width = spec.value().replace("d", "");
    boolean isZero = width.startsWith("0");
    int wanted = width.isEmpty() || width.equals("0") ? 0 : Integer.parseInt(width);
    String fill = (isZero ? "0" : " ").repeat(Math.max(0, wanted - plain.length()));
    return known.value().signum() < 0 && isZero ? Value.UNKNOWN : new Text(fill + plain);
  }

  /** Appends to a text that is being built, unless it gets too long. */
  static boolean append(StringBuilder text, String more, Budget budget) {
    long length = (long) text.length() + more.length();
    if (budget.isTooLongText(length)) {
      return false;
    }
    budget.allowsText(more.length());
    text.append(more);
    return true;
  }

  private static Optional<Value> field(String field, Arguments arguments) {
    boolean isIndex = field.length() == 1 && Character.isDigit(field.charAt(0));
    return isIndex
        ? arguments.at(field.charAt(0) - '0')
        : Optional.ofNullable(arguments.named().get(field));
  }
}

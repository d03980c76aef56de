package dev.dvp.core.runtime.wheels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of METADATA and WHEEL, written like the headers of an e-mail (RFC 822). */
final class HeaderFields {
  private record Field(String name, String value) {}

  private final List<Field> fields = new ArrayList<>();

  private HeaderFields() {}

  /** Reads fields up to the first empty line; lines that are none are passed over. */
  static HeaderFields parse(String text) {
    HeaderFields headers = new HeaderFields();
    for (String line : text.lines().toList()) {
      if (line.isEmpty()) {
        break;
      }
      int colon = line.indexOf(':');
      int last = headers.fields.size() - 1;
      if ((line.charAt(0) == ' ' || line.charAt(0) == '\t') && last >= 0) {
        Field before = headers.fields.get(last);
        headers.fields.set(last, new Field(before.name(), before.value() + "\n" + line.strip()));
      } else if (colon > 0) {
        headers.fields.add(
            new Field(line.substring(0, colon).strip(), line.substring(colon + 1).strip()));
      }
    }
    return headers;
  }

  Optional<String> first(String name) {
    return all(name).stream().findFirst();
  }

  List<String> all(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }
}

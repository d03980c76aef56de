package dev.dvp.core.runtime.wheels;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A wheel's RECORD: a line of CSV for each of its files, with a hash and a size.
 *
 * @param lines what it says of each file, by the file's name
 * @param problems what is wrong with it, each as the end of a sentence that begins with RECORD
 */
record WheelRecord(Map<String, Line> lines, List<String> problems) {
  private static final int MOST_PROBLEMS = 5;

  WheelRecord {
    lines = Collections.unmodifiableMap(new LinkedHashMap<>(lines));
    problems = List.copyOf(problems);
  }

  /**
   * What is said of a file.
   *
   * @param algorithm the hash's name, for example {@code sha256}; empty when there is no hash
   * @param hash the hash in base64 for addresses, without padding
   * @param size the size in bytes; empty when it is not said
   */
  record Line(String algorithm, String hash, Optional<Long> size) {}

  /** Reads RECORD; a line that is none is a problem, and the others hold. */
  static WheelRecord parse(String text) {
    Map<String, Line> lines = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    int number = 0;
    for (String row : text.lines().toList()) {
      number++;
      if (row.isBlank()) {
        continue;
      }
      Optional<List<String>> fields = fields(row);
      Optional<Line> line = fields.flatMap(WheelRecord::line);
      if (line.isEmpty()) {
        add(problems, "has a line " + number + " that is no name, hash and size");
      } else if (lines.put(fields.orElseThrow().get(0), line.get()) != null) {
        add(problems, "names the file of line " + number + " twice");
      }
    }
    return new WheelRecord(lines, problems);
  }

  private static void add(List<String> problems, String problem) {
    if (problems.size() < MOST_PROBLEMS) {
      problems.add(problem);
    }
  }

  private static Optional<Line> line(List<String> fields) {
    if (fields.size() != 3 || fields.get(0).isEmpty()) {
      return Optional.empty();
    }
    String hash = fields.get(1);
    int equals = hash.indexOf('=');
    if (!hash.isEmpty() && equals < 1) {
      return Optional.empty();
    }
    String size = fields.get(2);
    if (size.length() > 18 || !size.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    return Optional.of(
        new Line(
            hash.isEmpty() ? "" : hash.substring(0, equals),
            hash.substring(equals + 1),
            size.isEmpty() ? Optional.empty() : Optional.of(Long.parseLong(size))));
  }

  /** The fields of a row of CSV; a name with a comma or a quote stands in quotes. */
  private static Optional<List<String>> fields(String row) {
    List<String> fields = new ArrayList<>();
    StringBuilder field = new StringBuilder();
    boolean inQuotes = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      boolean doubled = inQuotes && c == '"' && i + 1 < row.length() && row.charAt(i + 1) == '"';
      if (doubled) {
        field.append('"');
        i++;
      } else if (c == '"') {
        inQuotes = !inQuotes;
      } else if (c == ',' && !inQuotes) {
        fields.add(field.toString());
        field.setLength(0);
      } else {
        field.append(c);
      }
    }
    fields.add(field.toString());
    return inQuotes ? Optional.empty() : Optional.of(fields);
  }
}

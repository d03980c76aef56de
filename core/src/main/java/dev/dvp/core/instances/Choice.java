package dev.dvp.core.instances;

import dev.dvp.core.documents.JsonPointers;
import dev.dvp.core.documents.SchemaFinding;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An {@code anyOf} or {@code oneOf} that a value meets: what its alternatives say belongs together.
 *
 * @param way how the schema led to the keyword
 * @param pointer the value that has the choice
 */
record Choice(String way, String pointer) {
  /** Keywords whose schemas speak of a part of the value; a name or an index may follow. */
  private static final Set<String> OF_NAMED = Set.of("properties", "patternProperties");

  private static final Set<String> OF_ITEMS = Set.of("items", "additionalItems", "contains");

  private static final Set<String> ALTERNATIVES = Set.of("anyOf", "oneOf");

  /** The outermost choice of which the finding is one alternative's. */
  static Optional<Choice> of(SchemaFinding finding) {
    List<String> way = JsonPointers.steps(finding.way());
    List<String> value = JsonPointers.steps(finding.pointer());
    StringBuilder path = new StringBuilder();
    int depth = 0;
    for (int i = 0; i < way.size(); i++) {
      String keyword = way.get(i);
      path.append('/').append(keyword);
      boolean isIndexNext = i + 1 < way.size() && JsonPointers.isIndex(way.get(i + 1));
      if (ALTERNATIVES.contains(keyword) && isIndexNext) {
        return Optional.of(new Choice(path.toString(), first(value, depth)));
      }
      boolean isNamed = OF_NAMED.contains(keyword);
      boolean isOfPart =
          isNamed || OF_ITEMS.contains(keyword) || keyword.equals("additionalProperties");
      depth += isOfPart ? 1 : 0;
      if (isNamed || isIndexNext || keyword.equals("dependencies")) {
        i++;
        path.append('/').append(i < way.size() ? way.get(i) : "");
      }
    }
    return Optional.empty();
  }

  private static String first(List<String> value, int depth) {
    String pointer = "";
    for (String step : value.subList(0, Math.min(depth, value.size()))) {
      pointer = JsonPointers.child(pointer, step);
    }
    return pointer;
  }
}

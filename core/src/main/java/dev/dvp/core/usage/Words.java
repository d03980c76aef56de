package dev.dvp.core.usage;

import dev.dvp.core.codegen.GeneratedClass;
import dev.dvp.core.diagnostics.DidYouMean;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What messages have in common. */
final class Words {
  private static final int MOST = 10;

  private Words() {}

  /** Names in a row, the first of many. */
  static String listed(List<String> names) {
    String row =
        names.stream().limit(MOST).map(n -> "`" + n + "`").collect(Collectors.joining(", "));
    return names.size() > MOST ? row + ", …" : row;
  }

  /**
   * What a wrong argument or attribute was meant to be.
   *
   * @param written what was written
   * @param type the class
   * @param name what Python calls a property: its argument or its attribute
   */
  static Optional<String> meant(
      String written, GeneratedClass type, Function<GeneratedClass.Property, String> name) {
    for (GeneratedClass.Property property : type.properties()) {
      if (property.schemaName().equals(written) || property.argument().equals(written)) {
        return Optional.of(name.apply(property));
      }
    }
    return DidYouMean.nearest(written, type.properties().stream().map(name).toList());
  }

  /** Why a class has no argument or attribute of that name. */
  static String reason(
      String written, GeneratedClass type, Function<GeneratedClass.Property, String> name) {
    return type.properties().stream()
        .filter(property -> property.schemaName().equals(written))
        .findFirst()
        .map(
            property ->
                "since the schema's `" + written + "` is `" + name.apply(property) + "` in Python")
        .orElse("since the schema has no such property");
  }

  /** What was meant, as a sentence; names what there is when nothing is near. */
  static String help(
      Optional<String> meant, GeneratedClass type, Function<GeneratedClass.Property, String> name) {
    if (meant.isPresent()) {
      return "Did you mean `" + meant.get() + "`?";
    }
    return type.properties().isEmpty()
        ? "The schema gives it no property; add one there."
        : "The schema gives it "
            + listed(type.properties().stream().map(name).toList())
            + "; add others there.";
  }
}

package dev.dvp.core.usage;

import dev.dvp.core.codegen.GeneratedClass;
import dev.dvp.core.schema.PluginSchemas;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What {@code generated.definitions} holds for the plugin's schema. */
final class GeneratedPackage {
  static final String NAME = "generated.definitions";

  /** What the six classes were imported from at first. */
  static final String OLD_NAME = "dlpx.virtualization.generated";

  private final Map<String, GeneratedClass> classes = new LinkedHashMap<>();
  private final Map<String, GeneratedClass> modules = new LinkedHashMap<>();

  GeneratedPackage(PluginSchemas schemas) {
    for (GeneratedClass one : GeneratedClass.of(schemas)) {
      classes.put(one.name(), one);
      modules.put(one.module(), one);
    }
  }

  /** A class by its plain name. */
  Optional<GeneratedClass> named(String name) {
    return Optional.ofNullable(classes.get(name));
  }

  /** The class of a module of the package. */
  Optional<GeneratedClass> ofModule(String module) {
    return Optional.ofNullable(modules.get(module));
  }

  /** The class that a full name stands for: from the package, one of its modules or the old one. */
  Optional<GeneratedClass> ofFullName(String dotted) {
    int dot = dotted.lastIndexOf('.');
    if (dot < 0) {
      return Optional.empty();
    }
    Optional<GeneratedClass> found = named(dotted.substring(dot + 1));
    String parent = dotted.substring(0, dot);
    return found.filter(
        one ->
            parent.equals(NAME)
                || parent.equals(OLD_NAME)
                || parent.equals(NAME + "." + one.module()));
  }

  /** What may be imported from the package. */
  Set<String> names() {
    Set<String> names = new LinkedHashSet<>(classes.keySet());
    names.addAll(GeneratedClass.otherNames());
    names.addAll(modules.keySet());
    return names;
  }

  /** What a star import from the package binds. */
  List<String> exported() {
    List<String> names = new ArrayList<>(classes.keySet());
    GeneratedClass.otherNames().stream().filter(n -> !n.endsWith("_")).forEach(names::add);
    return names;
  }
}

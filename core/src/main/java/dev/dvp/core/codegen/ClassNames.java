package dev.dvp.core.codegen;

import java.util.HashSet;
import java.util.Set;

/** Gives each class a name, and so a module, of its own. Short enough for any file system. */
final class ClassNames {
  private static final int LONGEST = 100;

  private final Set<String> modules = new HashSet<>();

  /**
   * Takes a name.
   *
   * @param wanted the name by the rule: the outer class's and the property's
   * @return that name, cut and numbered when it has to be
   */
  String take(String wanted) {
    String stem = wanted.length() > LONGEST ? wanted.substring(0, LONGEST) : wanted;
    String name = stem;
    for (int number = 2; !modules.add(AttributeNames.module(name)); number++) {
      name = stem + number;
    }
    return name;
  }
}

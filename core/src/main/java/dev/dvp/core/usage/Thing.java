package dev.dvp.core.usage;

import dev.dvp.core.codegen.GeneratedClass;

/** What an expression surely is. */
sealed interface Thing {
  /** A generated class itself. */
  record TheClass(GeneratedClass type) implements Thing {}

  /** An object of a generated class. */
  record Instance(GeneratedClass type) implements Thing {}

  /** A list of objects of a generated class. */
  record Items(GeneratedClass type) implements Thing {}

  /**
   * One of the platform's own objects.
   *
   * @param parameter the name of the operation's parameter that it is
   */
  record Source(String parameter) implements Thing {}
}

package dev.dvp.core.usage;

/**
 * Where in a module the walk is.
 *
 * @param scope whose names are read here
 * @param isAtImport whether it runs while the module is imported
 * @param catchesAttributeErrors whether a {@code try} around it expects that an attribute is absent
 * @param catchesImportErrors whether a {@code try} around it expects that an import fails
 */
record Place(
    Scope scope, boolean isAtImport, boolean catchesAttributeErrors, boolean catchesImportErrors) {

  Place in(Scope inner) {
    return new Place(inner, isAtImport, catchesAttributeErrors, catchesImportErrors);
  }

  /** The body of a function: it runs later, and no {@code try} around its definition helps. */
  Place called(Scope inner) {
    return new Place(inner, false, false, false);
  }

  Place tried(boolean attributes, boolean imports) {
    return new Place(
        scope, isAtImport, catchesAttributeErrors || attributes, catchesImportErrors || imports);
  }
}

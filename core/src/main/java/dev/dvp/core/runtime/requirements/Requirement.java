package dev.dvp.core.runtime.requirements;

import dev.dvp.core.runtime.versions.SpecifierSet;
import dev.dvp.core.runtime.versions.SyntaxException;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What somebody needs of a package, as PEP 508 writes it: {@code requests[socks] >=2.8 ;
 * python_version < "3.8"}. The form with an address ({@code name @ https://…}) is none for an
 * artifact, which takes wheels from an index or a folder.
 *
 * @param name the package
 * @param extras its optional parts that are wanted too, normalised like names, sorted
 * @param specifiers what is asked of its version
 * @param marker when it holds; always when there is none
 */
public record Requirement(
    PackageName name, Set<String> extras, SpecifierSet specifiers, Optional<Marker> marker) {
  private static final int LONGEST = 4000;
  private static final int MOST_EXTRAS = 100;

  /** Sorts and copies the extras. */
  public Requirement {
    extras = Collections.unmodifiableSet(new TreeSet<>(extras));
  }

  /**
   * Reads a requirement.
   *
   * @param text the whole of it
   * @return the requirement
   * @throws SyntaxException when it is none, with the place where
   */
  public static Requirement parse(String text) throws SyntaxException {
    if (text.length() > LONGEST) {
      throw new SyntaxException("This is longer than any requirement.", LONGEST);
    }
    Scanner scanner = new Scanner(text);
    PackageName name = name(scanner);
    scanner.skipBlanks();
    Set<String> extras = scanner.skip("[") ? extras(scanner) : Set.of();
    scanner.skipBlanks();
    if (scanner.peek() == '@') {
      throw scanner.problem(
          "An address cannot be required: wheels come from a wheelhouse or a package index.");
    }
    SpecifierSet specifiers = specifiers(scanner);
    scanner.skipBlanks();
    Optional<Marker> marker = Optional.empty();
    if (scanner.skip(";")) {
      marker = Optional.of(new MarkerParser(scanner).parse());
    }
    scanner.skipBlanks();
    if (!scanner.isAtEnd()) {
      throw scanner.problem("The requirement ended before this; nothing may follow it.");
    }
    return new Requirement(name, extras, specifiers, marker);
  }

  /**
   * When a requirement holds of which the rest cannot be read, such as one with an address.
   *
   * @param text the whole of it
   * @return its marker; nothing when it has none that can be read, so that it always holds
   */
  public static Optional<Marker> markerOf(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    // An address may have semicolons of its own.
    for (int at = text.indexOf(';'); at >= 0; at = text.indexOf(';', at + 1)) {
      Optional<Marker> marker = wholeMarker(text.substring(at + 1));
      if (marker.isPresent()) {
        return marker;
      }
    }
    return Optional.empty();
  }

  private static Optional<Marker> wholeMarker(String text) {
    Scanner scanner = new Scanner(text);
    try {
      Marker marker = new MarkerParser(scanner).parse();
      scanner.skipBlanks();
      return scanner.isAtEnd() ? Optional.of(marker) : Optional.empty();
    } catch (SyntaxException e) {
      return Optional.empty();
    }
  }

  private static PackageName name(Scanner scanner) throws SyntaxException {
    scanner.skipBlanks();
    int start = scanner.offset();
    String written =
        scanner.takeWhile(
            c -> PackageName.isAlphanumeric((char) c) || c == '-' || c == '_' || c == '.');
    return PackageName.of(written)
        .orElseThrow(
            () ->
                new SyntaxException(
                    "A requirement begins with a package's name: letters, digits and, between"
                        + " them, `-`, `_` and `.`.",
                    start));
  }

  private static Set<String> extras(Scanner scanner) throws SyntaxException {
    Set<String> extras = new TreeSet<>();
    scanner.skipBlanks();
    while (!scanner.skip("]")) {
      extras.add(name(scanner).value());
      scanner.skipBlanks();
      boolean more = scanner.skip(",");
      scanner.skipBlanks();
      if ((!more && scanner.peek() != ']') || extras.size() > MOST_EXTRAS) {
        throw scanner.problem("A comma or a closing bracket is expected behind an extra's name.");
      }
    }
    return extras;
  }

  private static SpecifierSet specifiers(Scanner scanner) throws SyntaxException {
    boolean inBrackets = scanner.skip("(");
    int start = scanner.offset();
    String text = scanner.takeWhile(c -> c != ';' && (!inBrackets || c != ')'));
    SpecifierSet specifiers = SpecifierSet.parse(text, start);
    if (inBrackets && !scanner.skip(")")) {
      throw scanner.problem("A closing bracket is missing here.");
    }
    return specifiers;
  }

  /**
   * Tells whether it holds for a plugin, when no extra is wanted of the package that requires it.
   *
   * @param environment where the plugin runs
   * @return whether it counts
   */
  public boolean holds(MarkerEnvironment environment) {
    return marker.isEmpty() || marker.get().holds(environment);
  }

  /**
   * The requirement without its marker.
   *
   * @return for example {@code requests[socks]>=2.8}
   */
  public String withoutMarker() {
    String wanted = extras.isEmpty() ? "" : "[" + String.join(",", extras) + "]";
    return name + wanted + specifiers;
  }

  /** The requirement in one spelling, whatever blanks it was written with. */
  @Override
  public String toString() {
    return withoutMarker() + marker.map(m -> "; " + m).orElse("");
  }
}

package dev.dvp.core.runtime.versions;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * All that is asked of a version, such as {@code >=1.2,<2}.
 *
 * @param specifiers the single demands, in the order of the text; none of them takes any version
 */
public record SpecifierSet(List<Specifier> specifiers) {
  /** Nothing is asked for. */
  public static final SpecifierSet ANY = new SpecifierSet(List.of());

  private static final int MOST = 100;

  /** Copies the list. */
  public SpecifierSet {
    specifiers = List.copyOf(specifiers);
  }

  /**
   * Reads specifiers with commas between them.
   *
   * @param text for example {@code >=1.2, <2}; may be empty
   * @param offset where {@code text} stands in a longer one, for the place in the exception
   * @return the set
   * @throws SyntaxException when a part is no specifier
   */
  public static SpecifierSet parse(String text, int offset) throws SyntaxException {
    List<Specifier> specifiers = new ArrayList<>();
    int at = offset;
    for (String part : text.split(",", -1)) {
      // Old releases end their lists with a comma, which pip bears.
      if (!part.isBlank()) {
        specifiers.add(Specifier.parse(part, at));
      }
      at += part.length() + 1;
      if (specifiers.size() > MOST) {
        throw new SyntaxException("More than " + MOST + " things are asked of one version.", at);
      }
    }
    return new SpecifierSet(specifiers);
  }

  /**
   * Both sets together.
   *
   * @param other more demands
   * @return a set that takes what both take
   */
  public SpecifierSet and(SpecifierSet other) {
    List<Specifier> all = new ArrayList<>(specifiers);
    all.addAll(other.specifiers);
    return new SpecifierSet(all);
  }

  /**
   * Tells whether a version is what is asked for, pre-releases like any other.
   *
   * @param version any version
   * @return whether every specifier takes it
   */
  public boolean allows(Version version) {
    return specifiers.stream().allMatch(specifier -> specifier.allows(version));
  }

  /**
   * The versions that are taken, as pip takes them: pre-releases only where a specifier speaks of
   * one, or where there is nothing else.
   *
   * @param versions what there is
   * @return those that are taken, in the same order
   */
  public List<Version> filter(List<Version> versions) {
    List<Version> allowed = versions.stream().filter(this::allows).toList();
    if (specifiers.stream().anyMatch(Specifier::wantsPreReleases)) {
      return allowed;
    }
    List<Version> releases = allowed.stream().filter(version -> !version.isPreRelease()).toList();
    return releases.isEmpty() ? allowed : releases;
  }

  /**
   * Tells whether one version is named and no range: only then is a withdrawn one taken (PEP 592).
   *
   * @return true for {@code ==1.2} and {@code ===1.2}
   */
  public boolean isPinned() {
    return specifiers.stream().anyMatch(Specifier::isPin);
  }

  /** The specifiers without blanks, for example {@code >=1.2,<2}; empty when there are none. */
  @Override
  public String toString() {
    return specifiers.stream().map(Specifier::toString).collect(Collectors.joining(","));
  }
}

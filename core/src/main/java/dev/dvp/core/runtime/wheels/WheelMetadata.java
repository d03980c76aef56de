package dev.dvp.core.runtime.wheels;

import dev.dvp.core.runtime.requirements.Marker;
import dev.dvp.core.runtime.requirements.MarkerEnvironment;
import dev.dvp.core.runtime.requirements.PackageName;
import dev.dvp.core.runtime.requirements.Requirement;
import dev.dvp.core.runtime.versions.SpecifierSet;
import dev.dvp.core.runtime.versions.SyntaxException;
import dev.dvp.core.runtime.versions.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a wheel's METADATA says, as far as it matters here.
 *
 * @param name the package
 * @param version its version
 * @param requires the packages that it needs
 * @param unreadable what else it needs, in words that cannot be read
 * @param requiresPython the Pythons that it runs on; any when it does not say, or, as with pip,
 *     when that cannot be read
 * @param licence an SPDX expression, else the words of the field {@code License} when they are one
 *     line, else the licences among the classifiers; empty when it says nothing
 */
public record WheelMetadata(
    PackageName name,
    Version version,
    List<Requirement> requires,
    List<UnreadableRequirement> unreadable,
    SpecifierSet requiresPython,
    String licence) {
  private static final int LONGEST_LICENCE = 200;
  private static final int MOST_REQUIREMENTS = 2000;
  private static final String CLASSIFIER = "License :: ";

  /** Copies the requirements. */
  public WheelMetadata {
    requires = List.copyOf(requires);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * A requirement that cannot be read. It is of no harm where it does not hold: many packages have
   * such a thing for an extra that nobody wants.
   *
   * @param text the whole of it
   * @param problem what is wrong with it, a sentence
   * @param marker when it holds; always when there is none
   */
  public record UnreadableRequirement(String text, String problem, Optional<Marker> marker) {
    /**
     * Tells whether it counts.
     *
     * @param environment where the plugin runs
     * @return whether it holds there
     */
    public boolean holds(MarkerEnvironment environment) {
      return marker.isEmpty() || marker.get().holds(environment);
    }
  }

  /** METADATA that cannot be made sense of. */
  static final class BadMetadataException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;

    BadMetadataException(String problem) {
      super(problem);
      this.problem = problem;
    }

    /** What is wrong, as the end of a sentence that begins with the file. */
    String problem() {
      return problem;
    }
  }

  /**
   * Reads METADATA.
   *
   * @param text the whole file
   * @throws BadMetadataException when a field that is needed is missing or no such value
   */
  static WheelMetadata parse(String text) throws BadMetadataException {
    HeaderFields fields = HeaderFields.parse(text);
    Optional<PackageName> name = fields.first("Name").flatMap(PackageName::of);
    Optional<Version> version = fields.first("Version").flatMap(Version::parse);
    if (name.isEmpty() || version.isEmpty()) {
      throw new BadMetadataException("has no `Name` or no `Version`, or one that is none");
    }
    List<String> texts = fields.all("Requires-Dist");
    if (texts.size() > MOST_REQUIREMENTS) {
      throw new BadMetadataException("requires more than " + MOST_REQUIREMENTS + " packages");
    }
    List<Requirement> requires = new ArrayList<>();
    List<UnreadableRequirement> unreadable = new ArrayList<>();
    for (String required : texts) {
      try {
        requires.add(Requirement.parse(required));
      } catch (SyntaxException e) {
        unreadable.add(
            new UnreadableRequirement(required, e.problem(), Requirement.markerOf(required)));
      }
    }
    return new WheelMetadata(
        name.get(), version.get(), requires, unreadable, requiresPython(fields), licence(fields));
  }

  private static SpecifierSet requiresPython(HeaderFields fields) {
    try {
      return SpecifierSet.parse(fields.first("Requires-Python").orElse(""), 0);
    } catch (SyntaxException e) {
      return SpecifierSet.ANY;
    }
  }

  private static String licence(HeaderFields fields) {
    String classifiers =
        String.join(
            ", ",
            fields.all("Classifier").stream()
                .filter(line -> line.startsWith(CLASSIFIER))
                .map(line -> line.substring(line.lastIndexOf(" :: ") + 4).strip())
                .toList());
    return fields
        .first("License-Expression")
        .or(() -> fields.first("License").filter(WheelMetadata::isShort))
        .orElse(isShort(classifiers) ? classifiers : "");
  }

  /** Some packages put the whole text of a licence into the field. */
  private static boolean isShort(String licence) {
    return !licence.isBlank()
        && !licence.equals("UNKNOWN")
        && licence.length() <= LONGEST_LICENCE
        && licence.chars().noneMatch(Character::isISOControl);
  }
}

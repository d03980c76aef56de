package dev.dvp.core.runtime.resolving;

import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.dvpyml.DvpYml;
import dev.dvp.core.runtime.RuntimeRule;
import dev.dvp.core.runtime.requirements.Requirement;
import dev.dvp.core.runtime.requirements.RequirementsFile;
import dev.dvp.core.runtime.requirements.RootRequirement;
import dev.dvp.core.runtime.versions.SyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the author asks for in {@code dvp.yml}, or in the file that it names. */
final class OwnRequirements {
  private OwnRequirements() {}

  /** Reads them; what is wrong with them goes to {@code out}. */
  static List<RootRequirement> read(Path folder, Diagnostics out) {
    Optional<DvpYml> file = DvpYml.read(folder, out);
    if (file.isEmpty()) {
      return List.of();
    }
    List<RootRequirement> all = new ArrayList<>();
    for (DvpYml.Text text : file.get().requirements()) {
      try {
        all.add(
            new RootRequirement(
                Requirement.parse(text.value()), Set.of(), DvpYml.FILE, text.where()));
      } catch (SyntaxException e) {
        out.add(
            RuntimeRule.BAD_REQUIREMENT.at(
                text.at(e.offset()),
                e.problem(),
                "Write for example `requests>=2.31,<3`, as PEP 508 has it."));
      }
    }
    file.get().requirementsFile().ifPresent(name -> all.addAll(ofFile(folder, name, out)));
    return all;
  }

  private static List<RootRequirement> ofFile(Path folder, DvpYml.Text name, Diagnostics out) {
    try {
      return RequirementsFile.read(folder.resolve(name.value()), folder, name.where(), out);
    } catch (InvalidPathException e) {
      out.add(
          RuntimeRule.REQUIREMENTS_UNREADABLE.at(
              name.where(),
              Shown.text(name.value()) + " cannot be the name of a file.",
              "Name a file below the folder of the manifest."));
      return List.of();
    }
  }
}

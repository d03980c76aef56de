package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.schema.DefinitionKind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;

/** The option that names one of the six definitions. */
final class DefinitionOption {
  static final List<String> KEYS =
      Arrays.stream(DefinitionKind.values()).map(DefinitionKind::key).toList();

  private DefinitionOption() {}

  static OptionSpec of(String description) {
    return Options.value("NAME", description, "--definition").completionCandidates(KEYS).build();
  }

  static Optional<DefinitionKind> kind(Invocation call) {
    return DefinitionKind.ofKey(call.choice("--definition", "", KEYS));
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/** The option of commands whose result people and programs read, and that finds no problems. */
final class FormatOption {
  private static final String JSON = "json";
  private static final String TEXT = "text";
  private static final List<String> FORMATS = List.of(TEXT, JSON);

  private FormatOption() {}

  static OptionSpec format() {
    return Options.value("FORMAT", "text (default) or json.", "--format")
        .completionCandidates(FORMATS)
        .build();
  }

  static boolean isJson(Invocation call) {
    return call.choice("--format", TEXT, FORMATS).equals(JSON);
  }
}

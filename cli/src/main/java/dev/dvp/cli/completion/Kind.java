package dev.dvp.cli.completion;

import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What the value of an option or a parameter is. Most is told by its label; nothing of it is needed
 * unless somebody completes, which is why the commands do not say it themselves.
 */
enum Kind {
  /** Anything: a number, an address, a text, a new name. */
  ANYTHING,
  FILES,
  FOLDERS,
  /** One of the words that the option lists. */
  FIXED,
  ENGINES,
  PROFILES,
  ENVIRONMENTS,
  SOURCES,
  SNAPSHOTS,
  JOBS,
  RULES,
  RULE_LEVELS,
  OPERATIONS,
  SETTINGS,
  TOPICS,
  TEMPLATES,
  /** Nobody has said; a test finds it. */
  UNKNOWN;

  private static final Map<String, Kind> OPTIONS =
      Map.of(
          "--engine", ENGINES,
          "--profile", PROFILES,
          "--env", ENVIRONMENTS,
          "--snapshot", SNAPSHOTS);

  private static final Map<String, Kind> LABELS =
      Map.ofEntries(
          Map.entry("FILE", FILES),
          Map.entry("DATA", FILES),
          Map.entry("ARTIFACT", FILES),
          Map.entry("OLD", FILES),
          Map.entry("NEW", FILES),
          Map.entry("PATH", FILES),
          Map.entry("DIR", FOLDERS),
          Map.entry("TEMPLATE", TEMPLATES),
          Map.entry("OPERATION", OPERATIONS),
          Map.entry("RULE", RULES),
          Map.entry("ID=LEVEL", RULE_LEVELS),
          Map.entry("SOURCE", SOURCES),
          Map.entry("KEY", SETTINGS),
          Map.entry("WORD", TOPICS));

  private static final Set<String> FREE =
      Set.of(
          "COMMAND",
          "FINGERPRINT",
          "HOST",
          "ID",
          "N",
          "NAME",
          "NUMBER",
          "PORT",
          "REF",
          "SECONDS",
          "SHA256",
          "SIZE",
          "TEXT",
          "URL",
          "USER",
          "VALUE");

  /** Commands whose NAME is to be a new one. */
  private static final Set<String> NAMING =
      Set.of(
          "dvp lab link",
          "dvp lab provision",
          "dvp lab create-empty",
          "dvp env add",
          "dvp env credentials");

  /** What a value of a command is. */
  static Kind of(String command, ArgSpec arg) {
    if (arg instanceof OptionSpec option) {
      Kind kind = OPTIONS.get(option.longestName());
      if (kind != null) {
        return kind;
      }
      if (command.equals("dvp fix") && option.longestName().equals("--rule")) {
        return RULES;
      }
    } else if (arg.paramLabel().equals("NAME") && !NAMING.contains(command)) {
      return command.startsWith("dvp env ") ? ENVIRONMENTS : SOURCES;
    } else if (command.equals("dvp lab jobs")) {
      return JOBS;
    }
    return ofLabel(arg);
  }

  private static Kind ofLabel(ArgSpec arg) {
    Kind kind = LABELS.get(arg.paramLabel());
    if (kind != null) {
      return kind;
    }
    if (arg.completionCandidates() != null) {
      return FIXED;
    }
    return FREE.contains(arg.paramLabel()) ? ANYTHING : UNKNOWN;
  }
}

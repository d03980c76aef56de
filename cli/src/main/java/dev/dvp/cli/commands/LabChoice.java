package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.localengine.store.FoundSourceConfig;
import dev.dvp.localengine.workflows.WorkflowRule;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Which of the discovered source configs a source is made of: the one that the user names, the one
 * that is like {@code lab.yml} says, or the only one.
 */
final class LabChoice {
  private static final String SOURCE_CONFIG = "--source-config";
  private static final Pattern SIZE = Pattern.compile("([1-9][0-9]{0,11})([KMGT]?)B?");
  private static final Map<String, Integer> SHIFTS =
      Map.of("", 0, "K", 10, "M", 20, "G", 30, "T", 40);

  private final Invocation call;
  private final LabSession session;
  private final LabObjects objects;

  LabChoice(Invocation call, LabSession session, LabObjects objects) {
    this.call = call;
    this.session = session;
    this.objects = objects;
  }

  static void addTo(CommandSpec spec) {
    spec.addOption(
        Options.value(
                "NUMBER",
                "Which source config of `dvp lab discover` [the one there is].",
                SOURCE_CONFIG)
            .build());
  }

  /**
   * What was chosen.
   *
   * @param repository the repository
   * @param sourceConfig the source config
   */
  record Chosen(JsonNode repository, JsonNode sourceConfig) {}

  /**
   * Chooses.
   *
   * @throws DvpException when there is none, or more than one
   */
  Chosen sourceConfig(String environment) {
    List<FoundSourceConfig> found = found(environment);
    if (call.flag(SOURCE_CONFIG)) {
      return chosen(named(found));
    }
    List<FoundSourceConfig> fitting = fitting(found);
    if (fitting.size() == 1) {
      return chosen(fitting.get(0));
    }
    if (fitting.isEmpty() && objects.part("sourceConfig").isPresent() && !found.isEmpty()) {
      return byHand(found);
    }
    throw new DvpException(
        fitting.isEmpty() ? nothing(environment, found) : several(environment, fitting));
  }

  /**
   * Chooses for a test, which asks nobody: the first of several, or an example of the schema.
   *
   * @throws DvpException when not even a repository was found
   */
  Chosen forTest(String environment) {
    List<FoundSourceConfig> found = found(environment);
    if (found.isEmpty()) {
      throw new DvpException(nothing(environment, found));
    }
    List<FoundSourceConfig> fitting = fitting(found);
    return fitting.isEmpty() ? byHand(found) : chosen(fitting.get(0));
  }

  private List<FoundSourceConfig> found(String environment) {
    return session.lab().book().found(session.pluginId()).stream()
        .filter(one -> one.environment().equals(environment))
        .filter(one -> isLike(one.repository(), objects.part("repository")))
        .toList();
  }

  private List<FoundSourceConfig> fitting(List<FoundSourceConfig> found) {
    Optional<JsonNode> wanted = objects.part("sourceConfig");
    return found.stream()
        .filter(one -> one.value().isPresent() && isLike(one.value().get(), wanted))
        .toList();
  }

  /** One that was not discovered is added by hand, as an engine's user can. */
  private Chosen byHand(List<FoundSourceConfig> found) {
    JsonNode config =
        objects.object(Optional.empty(), "sourceConfig", DefinitionKind.SOURCE_CONFIG);
    return new Chosen(found.get(0).repository(), config);
  }

  private FoundSourceConfig named(List<FoundSourceConfig> found) {
    int number = call.number(SOURCE_CONFIG, 0, 1, Integer.MAX_VALUE);
    return found.stream()
        .filter(one -> one.number() == number && one.value().isPresent())
        .findFirst()
        .orElseThrow(
            () ->
                new DvpException(
                    WorkflowRule.UNKNOWN.at(
                        Location.NONE,
                        "There is no source config " + number + ".",
                        "`dvp lab discover` shows those that there are.")));
  }

  private static Chosen chosen(FoundSourceConfig found) {
    return new Chosen(found.repository(), found.value().orElseThrow());
  }

  /** Whether all that is wanted of an object is so. */
  static boolean isLike(JsonNode object, Optional<JsonNode> wanted) {
    return wanted.isEmpty()
        || wanted.get().properties().stream()
            .allMatch(part -> part.getValue().equals(object.get(part.getKey())));
  }

  private Diagnostic nothing(String environment, List<FoundSourceConfig> found) {
    return WorkflowRule.UNKNOWN.at(
        Location.NONE,
        found.isEmpty()
            ? "Nothing was discovered on `" + environment + "`."
            : "No source config was discovered on `" + environment + "`.",
        found.isEmpty()
            ? "Run `dvp lab discover` first."
            : "Let `discovery.source_config` find one, or write one into `"
                + LabObjects.FILE
                + "` below `sourceConfig`.");
  }

  private Diagnostic several(String environment, List<FoundSourceConfig> found) {
    return WorkflowRule.UNKNOWN.at(
        Location.NONE,
        "There are " + found.size() + " source configs on `" + environment + "`.",
        "Say which with `"
            + SOURCE_CONFIG
            + "`: "
            + found.stream()
                .map(one -> LabDiscoverCommand.shown(session.plugin().schemas(), one).strip())
                .collect(Collectors.joining("; "))
            + ".");
  }

  /** A size among the options, in bytes; 0 when it was not given. */
  static long size(Invocation call, String option) {
    Optional<String> text = call.value(option);
    if (text.isEmpty()) {
      return 0;
    }
    Matcher matcher = SIZE.matcher(text.get().toUpperCase(Locale.ROOT));
    if (matcher.matches()) {
      long number = Long.parseLong(matcher.group(1));
      int shift = SHIFTS.getOrDefault(matcher.group(2), 0);
      if (number <= Long.MAX_VALUE >> shift) {
        return number << shift;
      }
    }
    throw new UsageException(
        "`" + option + "` takes a size, not `" + text.get() + "`.",
        "Write a number, in bytes or with K, M, G or T after it, for example 500M.");
  }
}

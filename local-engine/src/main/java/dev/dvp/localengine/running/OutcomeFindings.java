package dev.dvp.localengine.running;

import com.fasterxml.jackson.databind.JsonNode;
import dev.dvp.core.diagnostics.Diagnostic;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.documents.SchemaCheckException;
import dev.dvp.core.documents.Shown;
import dev.dvp.core.instances.InstanceCheck;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Says what is wrong with what came of a call. A {@code UserError} is no finding: it is the
 * plugin's own word to its user.
 */
public final class OutcomeFindings {
  private static final int MOST_PLACES = 5;

  /** A list can hold thousands that are wrong in the same way. */
  private static final int MOST_REFUSED = 5;

  private final OperationCall call;
  private final PluginSchemas schemas;
  private final Path srcDir;
  private final List<Registered> registered;

  /**
   * For one call.
   *
   * @param call what was asked
   * @param schemas the plugin's schemas
   * @param srcDir where the author has the source that a copy was run of
   * @param registered what the plugin registered
   */
  public OutcomeFindings(
      OperationCall call, PluginSchemas schemas, Path srcDir, List<Registered> registered) {
    this.call = call;
    this.schemas = schemas;
    this.srcDir = srcDir;
    this.registered = List.copyOf(registered);
  }

  /**
   * Looks at an outcome.
   *
   * @param outcome what came of the call
   * @return what is wrong with it; nothing when all is well
   */
  public List<Diagnostic> of(Outcome outcome) {
    if (outcome instanceof Outcome.Returned returned) {
      return refused(returned);
    }
    if (outcome instanceof Outcome.Failed failed) {
      return failed(failed.failure());
    }
    if (outcome instanceof Outcome.TimeUp timeUp) {
      return List.of(timeUp(timeUp));
    }
    return List.of(died((Outcome.Died) outcome));
  }

  private List<Diagnostic> refused(Outcome.Returned returned) {
    Optional<DefinitionKind> kind = resultKind(call.operation());
    List<Diagnostic> found = new ArrayList<>();
    if (kind.isPresent()) {
      boolean isList = returned.value().isArray();
      int index = 0;
      for (JsonNode one : isList ? returned.value() : List.of(returned.value())) {
        refuse(isList ? "[" + index++ + "]" : "", one, kind.get(), found);
      }
    }
    return first(found);
  }

  private List<Diagnostic> first(List<Diagnostic> found) {
    if (found.size() <= MOST_REFUSED) {
      return found;
    }
    List<Diagnostic> some = new ArrayList<>(found.subList(0, MOST_REFUSED));
    some.add(
        RunRule.REFUSED_RESULT.at(
            function(),
            "What "
                + name()
                + " gives back has "
                + (found.size() - MOST_REFUSED)
                + " more faults of this kind.",
            "Mend these first."));
    return some;
  }

  /** The definition that an operation's value, or each of a list, must be an instance of. */
  private static Optional<DefinitionKind> resultKind(String operation) {
    return switch (operation) {
      case "upgrade.repository" -> Optional.of(DefinitionKind.REPOSITORY);
      case "upgrade.source_config" -> Optional.of(DefinitionKind.SOURCE_CONFIG);
      case "upgrade.linked_source" -> Optional.of(DefinitionKind.LINKED_SOURCE);
      case "upgrade.virtual_source" -> Optional.of(DefinitionKind.VIRTUAL_SOURCE);
      case "upgrade.snapshot" -> Optional.of(DefinitionKind.SNAPSHOT);
      default ->
          OperationCatalogue.get().operations().stream()
              .filter(known -> known.decorator().equals(operation))
              .flatMap(known -> kind(known.returns()).stream())
              .findFirst();
    };
  }

  private static Optional<DefinitionKind> kind(String returns) {
    return Arrays.stream(DefinitionKind.values())
        .filter(kind -> returns.contains(kind.className()))
        .findFirst();
  }

  private void refuse(String index, JsonNode value, DefinitionKind kind, List<Diagnostic> found) {
    try {
      for (InstanceCheck.Refusal refusal : InstanceCheck.of(schemas, kind).refusals(value)) {
        found.add(
            RunRule.REFUSED_RESULT.at(
                function(),
                name()
                    + " gives a `"
                    + kind.className()
                    + "`"
                    + index
                    + " back that the schema refuses: "
                    + refusal.what()
                    + ".",
                refusal.help()));
      }
    } catch (SchemaCheckException e) {
      found.add(
          RunRule.REFUSED_RESULT.at(
              function(),
              "`"
                  + kind.key()
                  + "` cannot be run, so nothing is known of what "
                  + name()
                  + " gives back: "
                  + e.getMessage()
                  + ".",
              "`dvp schema check` tells more."));
    }
  }

  private List<Diagnostic> failed(Failure failure) {
    List<Diagnostic> found = new ArrayList<>();
    List<PluginPlace> places = own(failure.places());
    Location where = innermost(places);
    switch (failure.kind()) {
      case USER -> {
        // The plugin's own word, which is shown as it is.
      }
      case MISSING ->
          found.add(
              RunRule.NOT_IMPLEMENTED.at(
                  Location.NONE,
                  "The plugin does not implement " + name() + ".",
                  "`dvp operations` shows what it implements."));
      case TYPE ->
          found.add(
              RunRule.WRONG_RESULT_TYPE.at(
                  function(), failure.message(), "`dvp explain R202` lists what each takes."));
      case LIMIT ->
          found.add(
              RunRule.TOO_LARGE.at(
                  failure.stage() == Failure.Stage.RESULT ? function() : where,
                  failure.message(),
                  "Keep large things on the host, and give back where they are."));
      case EXIT ->
          found.add(
              RunRule.PROCESS_ENDED.at(
                  where,
                  name()
                      + " ends the process with `"
                      + failure.type()
                      + "("
                      + Shown.oneLine(failure.message())
                      + ")`"
                      + way(places)
                      + ".",
                  "Return from the operation, or raise a `UserError`."));
      default ->
          found.add(
              RunRule.OPERATION_RAISED.at(
                  where,
                  name() + raising(failure) + message(failure) + "`" + way(places) + ".",
                  help(failure)));
    }
    for (String text : failure.cut()) {
      found.add(tooLong(text, where));
    }
    return found;
  }

  private static String raising(Failure failure) {
    return failure.stage() == Failure.Stage.ARGUMENTS
        ? "'s arguments cannot be made: `" + failure.type()
        : " raises `" + failure.type();
  }

  private static String message(Failure failure) {
    return failure.message().isBlank() ? "" : ": " + Shown.oneLine(failure.message());
  }

  private static String help(Failure failure) {
    return switch (failure.kind()) {
      case LIBRARY ->
          "Catch it where the plugin can go on, and raise a `UserError` for what the user can mend.";
      case GENERATED -> "Give the class what the schema says, or change the schema.";
      default -> "Mend it; for what the user can mend, raise a `UserError`.";
    };
  }

  private Diagnostic tooLong(String text, Location where) {
    return RunRule.TOO_LARGE.at(
        where,
        "The "
            + text
            + " of what "
            + name()
            + " raises is longer than the 128 KiB that an engine"
            + " takes, and was cut.",
        "Keep what matters, such as the last lines of a program's output.");
  }

  private Diagnostic timeUp(Outcome.TimeUp timeUp) {
    boolean isKnown = !timeUp.places().isEmpty();
    return RunRule.TIME_UP.at(
        isKnown ? innermost(timeUp.places()) : function(),
        name()
            + " had not ended after "
            + shown(timeUp.limit())
            + " and was ended by force"
            + (isKnown ? "; it was at this line" + way(timeUp.places()) : "")
            + ".",
        "`--timeout SECONDS` allows more.");
  }

  private static String shown(Duration limit) {
    return limit.toSeconds() + " s";
  }

  private Diagnostic died(Outcome.Died died) {
    return RunRule.PROCESS_ENDED.at(
        function(),
        "The Python process of " + name() + " ended without an answer: " + died.reason() + ".",
        "Look at what it printed. Too much memory, or a crash of a native library, ends it so.");
  }

  private String name() {
    return "`" + call.operation() + "`";
  }

  private Location function() {
    return registered.stream()
        .filter(one -> one.operation().equals(call.operation()))
        .filter(one -> call.migrationId().isEmpty() || one.migrationId().equals(call.migrationId()))
        .findFirst()
        .map(one -> one.place().in(srcDir))
        .orElse(Location.NONE);
  }

  /** Without the classes of the schema at the end: what they refuse, the plugin gave them. */
  private static List<PluginPlace> own(List<PluginPlace> places) {
    int end = places.size();
    while (end > 0 && places.get(end - 1).file().startsWith("generated/definitions/")) {
      end--;
    }
    return end == 0 ? places : places.subList(0, end);
  }

  private Location innermost(List<PluginPlace> places) {
    return places.isEmpty() ? function() : places.get(places.size() - 1).in(srcDir);
  }

  /** The plugin's own lines that led there, without the last, which is the finding's place. */
  private static String way(List<PluginPlace> places) {
    if (places.size() < 2) {
      return "";
    }
    int from = Math.max(0, places.size() - 1 - MOST_PLACES);
    return places.subList(from, places.size() - 1).stream()
        .map(place -> place.file() + ":" + place.line())
        .collect(Collectors.joining(", then ", ", reached from ", ""));
  }
}

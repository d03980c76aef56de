package dev.dvp.cli.commands;

import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.operations.MigrationOperation;
import dev.dvp.core.operations.Operation;
import dev.dvp.core.operations.OperationCatalogue;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which operation of which plugin is called. The source is not read for it: an operation can be
 * tried while others are unfinished.
 *
 * @param plugin the plugin's files
 * @param operation the attribute path of the operation's decorator
 * @param argumentNames what the operation takes
 * @param isMigration whether it is a data migration
 */
record RunTarget(
    PluginFiles plugin, String operation, List<String> argumentNames, boolean isMigration) {

  RunTarget {
    argumentNames = List.copyOf(argumentNames);
  }

  /**
   * Reads what the user wrote, and the plugin.
   *
   * @throws UsageException when the platform has no such operation
   * @throws DvpException when manifest or schemas have errors, with those of both
   */
  static RunTarget read(Invocation call) {
    String word = call.parameter(0).orElseThrow(RunTarget::nothing);
    if (!OperationCatalogue.get().decorators().contains(word)) {
      throw unknown(word);
    }
    PluginFiles plugin = PluginFiles.read(call);
    Optional<MigrationOperation> migration = OperationCatalogue.get().migration(word);
    List<String> names =
        migration
            .map(MigrationOperation::arguments)
            .orElseGet(() -> operation(word, plugin.manifest().pluginType()).arguments());
    RunTarget target = new RunTarget(plugin, word, names, migration.isPresent());
    if (!target.isMigration() && call.flag("--migration")) {
      throw new UsageException(
          "`--migration` is for the operations of `upgrade`, and `" + word + "` is none.",
          "Leave it out.");
    }
    return target;
  }

  private static UsageException nothing() {
    return new UsageException(
        "`dvp run` needs to know which operation to call.",
        "Write for example `dvp run discovery.repository`; `dvp operations` lists them all.");
  }

  private static UsageException unknown(String word) {
    List<String> known = List.copyOf(OperationCatalogue.get().decorators());
    // Who writes the last part alone means one that ends so.
    List<String> ending = known.stream().filter(path -> path.endsWith("." + word)).toList();
    String hint =
        ending.isEmpty()
            ? DidYouMean.hint(word, known)
            : "Did you mean " + String.join(" or ", quoted(ending)) + "?";
    return new UsageException(
        "The platform has no operation `" + word + "`.",
        hint.isEmpty() ? "`dvp operations` lists them all." : hint);
  }

  private static List<String> quoted(List<String> words) {
    return words.stream().map(word -> "`" + word + "`").toList();
  }

  private static Operation operation(String word, PluginType type) {
    return OperationCatalogue.get()
        .operation(word, type)
        .orElseThrow(
            () ->
                new UsageException(
                    "A plugin of type " + type + " has no operation `" + word + "`.",
                    "It has "
                        + String.join(
                            ", ",
                            quoted(
                                OperationCatalogue.get().operationsFor(type).stream()
                                    .map(Operation::decorator)
                                    .filter(path -> sameGroup(path, word))
                                    .toList()))
                        + "."));
  }

  private static boolean sameGroup(String one, String other) {
    return Stream.of(one, other).map(path -> path.split("\\.", 2)[0]).distinct().count() == 1;
  }
}

package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.documents.JsonPrinter;
import dev.dvp.core.instances.Examples;
import dev.dvp.core.schema.DefinitionKind;
import dev.dvp.core.schema.PluginSchemas;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp schema example}: shows data that a plugin's definitions accept. */
final class SchemaExampleCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Show data that a plugin's definitions accept: once with everything in it and once"
                + " with only what must be there.",
            "Takes a property's `default` or `examples` where they fit. With --definition, prints"
                + " the data alone, to be written to a file or passed on.")
        .footer(
            "",
            "Examples:",
            "  dvp schema example",
            "  dvp schema example --definition repositoryDefinition --minimal");
    spec.addOption(DefinitionOption.of("Show one definition's data only."));
    spec.addOption(Options.flag("Show only what must be there.", "--minimal").build());
    spec.addOption(PluginOption.config());
  }

  @Override
  public int run(Invocation call) {
    boolean isMinimal = call.flag("--minimal");
    Optional<DefinitionKind> wanted = DefinitionOption.kind(call);
    PluginSchemas schemas = SchemaCommand.schemas(call);
    Diagnostics found = new Diagnostics();
    ObjectNode shown = JsonNodeFactory.instance.objectNode();
    if (wanted.isPresent()) {
      Examples.of(schemas, wanted.get())
          .make(isMinimal, found)
          .ifPresent(data -> shown.setAll((ObjectNode) data));
    } else {
      for (DefinitionKind kind : DefinitionKind.values()) {
        Examples examples = Examples.of(schemas, kind);
        ObjectNode both = shown.putObject(kind.key());
        if (!isMinimal) {
          examples.make(false, found).ifPresent(data -> both.set("full", data));
        }
        examples.make(true, found).ifPresent(data -> both.set("minimal", data));
      }
    }
    if (found.hasErrors()) {
      throw new DvpException(found.sorted().stream().distinct().toList());
    }
    call.out().print(JsonPrinter.print(shown));
    call.out().flush();
    return ExitCode.OK;
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.CommandTable;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.UsageException;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.ManifestDocument;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp schema}: what can be done with a plugin's schemas alone. */
public final class SchemaCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Check data against a plugin's schemas, show data that fits them, or write what an"
                + " editor needs to help with them.");
  }

  @Override
  public List<CommandTable.Entry> subcommands() {
    return List.of(
        new CommandTable.Entry("check", "Check data.", SchemaCheckCommand::new),
        new CommandTable.Entry("example", "Show data that fits.", SchemaExampleCommand::new),
        new CommandTable.Entry("export", "Write schemas for editors.", SchemaExportCommand::new));
  }

  @Override
  public int run(Invocation call) {
    throw new UsageException(
        "`dvp schema` needs to know what to do.",
        "Write `dvp schema check`, `example` or `export`.");
  }

  /**
   * Reads the plugin's schemas; of its manifest, only where they are.
   *
   * @throws DvpException when the schemas have errors, with all of them
   */
  static PluginSchemas schemas(Invocation call) {
    Diagnostics found = new Diagnostics();
    Path file = schemaFile(ManifestReader.read(PluginOption.manifest(call), found), found);
    Diagnostics ofSchemas = new Diagnostics();
    Optional<PluginSchemas> schemas = SchemaReader.read(file, ofSchemas);
    return schemas.orElseThrow(() -> new DvpException(SeverityPolicy.errors(ofSchemas.sorted())));
  }

  /** Where the schemas are, faulty as the manifest may be otherwise. */
  static Path schemaFile(ManifestDocument document, Diagnostics found) {
    return document
        .schemaFile()
        .orElseThrow(() -> new DvpException(SeverityPolicy.errors(found.sorted())));
  }
}

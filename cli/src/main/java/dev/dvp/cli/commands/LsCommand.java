package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.codegen.GeneratedClasses;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.manifest.ManifestDocument;
import dev.dvp.core.manifest.ManifestReader;
import dev.dvp.core.payload.Payload;
import dev.dvp.core.payload.PayloadRequest;
import dev.dvp.core.runtime.RuntimeKind;
import dev.dvp.core.runtime.RuntimePackages;
import dev.dvp.core.schema.PluginSchemas;
import dev.dvp.core.schema.SchemaReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp ls}: which files would go into the artifact, and which would not. */
public final class LsCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Show which files would go into the artifact, and which stay out by what rule.",
            "Needs no more of the manifest than its `srcDir`.")
        .footer("", "Examples:", "  dvp ls", "  dvp ls --left-out", "  dvp ls --format json");
    spec.addOption(PluginOption.config());
    spec.addOption(Options.flag("Show what stays out as well, and why.", "--left-out").build());
    RuntimeOptions.addTo(spec);
    spec.addOption(PayloadOptions.allowSecret());
    spec.addOption(FormatOption.format());
  }

  @Override
  public int run(Invocation call) {
    boolean isJson = FormatOption.isJson(call);
    Path manifest = PluginOption.manifest(call);
    Diagnostics ofManifest = new Diagnostics();
    ManifestDocument document = ManifestReader.read(manifest, ofManifest);
    Path srcDir =
        document
            .srcDir()
            .orElseThrow(() -> new DvpException(SeverityPolicy.errors(ofManifest.sorted())));
    Diagnostics found = new Diagnostics();
    RuntimePackages runtime = runtime(call, document, found);
    PayloadRequest request =
        PayloadOptions.request(
            call,
            manifest,
            srcDir,
            generated(call, document),
            runtime,
            Optional.of(ArtifactOption.file(call)));
    Payload payload = PayloadOptions.collect(request, found);
    PayloadListing listing = new PayloadListing(payload, runtime, srcDir, !found.hasErrors());
    call.out()
        .print(
            isJson
                ? listing.json(call.host())
                : listing.text(call.host(), call.outStyle(), call.flag("--left-out")));
    call.out().flush();
    BuildCommand.show(call, found.sorted());
    return found.hasErrors() ? ExitCode.REFUSED : ExitCode.OK;
  }

  /** The packages that go in beside the plugin; which they are depends on the language. */
  private static RuntimePackages runtime(
      Invocation call, ManifestDocument document, Diagnostics found) {
    if (document.manifest().isEmpty()) {
      call.warn(
          "the manifest has errors, so runtime packages are not shown; `dvp validate` tells.");
      return new RuntimePackages(RuntimeKind.NONE, List.of(), List.of());
    }
    return RuntimeOptions.resolve(call, document.manifest().get(), found);
  }

  /** What the classes of the schema would be; a broken schema has none, and that is said. */
  private static Map<String, String> generated(Invocation call, ManifestDocument document) {
    Optional<PluginSchemas> schemas =
        document.schemaFile().flatMap(file -> SchemaReader.read(file, new Diagnostics()));
    if (schemas.isEmpty()) {
      call.warn("the schema cannot be read, so generated/ is not shown; `dvp validate` tells why.");
      return Map.of();
    }
    return GeneratedClasses.of(schemas.get()).files();
  }
}

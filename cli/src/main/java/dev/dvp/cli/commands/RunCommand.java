package dev.dvp.cli.commands;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.core.diagnostics.Diagnostics;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.documents.JsonPrinter;
import dev.dvp.core.operations.OperationCatalogue;
import dev.dvp.localengine.arguments.Arguments;
import dev.dvp.localengine.arguments.GivenArguments;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code dvp run}: calls one operation of a plugin on this machine. */
public final class RunCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Call one operation of a plugin on this machine, without an engine. This runs the"
                + " plugin's code, on a copy of it, in a Python process of its own.",
            "Its arguments are made from the schemas, unless a file gives them. What the operation"
                + " gives back is printed as JSON.")
        .footer(
            "",
            "Examples:",
            "  dvp run discovery.repository",
            "  dvp run virtual.configure --sample > args.json",
            "  dvp run virtual.configure --args args.json");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0")
            .arity("0..1")
            .type(String.class)
            .paramLabel("OPERATION")
            .description("The operation, as its decorator has it.")
            .completionCandidates(() -> OperationCatalogue.get().decorators().iterator())
            .build());
    spec.addOption(PluginOption.config());
    spec.addOption(
        Options.value(
                "FILE",
                "Take arguments from a file of JSON or YAML, `-` for standard input. What it leaves"
                    + " out is made from the schemas.",
                "--args")
            .build());
    spec.addOption(
        Options.flag("Print arguments made from the schemas, and call nothing.", "--sample")
            .build());
    spec.addOption(
        Options.value("ID", "Which migration, of several with one decorator.", "--migration")
            .build());
    RunEnvironment.addTo(spec);
    RunOptions.addTo(spec);
    DebugOption.addTo(spec);
    spec.addOption(FormatOption.format());
  }

  @Override
  public int run(Invocation call) {
    boolean isJson = FormatOption.isJson(call);
    RunTarget target = RunTarget.read(call);
    RunEnvironment environment = RunEnvironment.of(call);
    Arguments examples = examples(target, environment);
    if (call.flag("--sample")) {
      call.out().print(JsonPrinter.print(examples.values()));
      call.out().flush();
      return ExitCode.OK;
    }
    ObjectNode arguments = arguments(call, target, examples);
    RunReport report = new RunReport(call, target, isJson);
    return new OneRun(call, target, arguments, report).run(environment);
  }

  private static Arguments examples(RunTarget target, RunEnvironment environment) {
    Diagnostics found = new Diagnostics();
    Optional<Arguments> examples =
        Arguments.examples(
            target.argumentNames(),
            target.plugin().schemas(),
            environment.connection(),
            environment.mountPath(),
            found);
    return examples.orElseThrow(() -> new DvpException(found.sorted()));
  }

  private static ObjectNode arguments(Invocation call, RunTarget target, Arguments examples) {
    Optional<String> file = call.value("--args");
    if (file.isEmpty()) {
      return examples.values();
    }
    Diagnostics found = new Diagnostics();
    GivenArguments given = new GivenArguments(examples, target.plugin().schemas(), found);
    Optional<ObjectNode> arguments =
        file.get().equals("-")
            ? given.read(call.host().in(), Path.of("-"))
            : given.read(call.path("--args", ""));
    found.throwIfErrors();
    BuildCommand.show(call, found.sorted());
    return arguments.orElseThrow();
  }
}

package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.manifest.PluginType;
import dev.dvp.core.scaffold.BundledTemplates;
import dev.dvp.core.scaffold.HostType;
import dev.dvp.core.scaffold.ScaffoldRequest;
import dev.dvp.core.scaffold.ScaffoldTemplate;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import picocli.CommandLine.Model.CommandSpec;

/** {@code dvp init}: writes a new plugin that validates, builds and runs as it is. */
public final class InitCommand implements Command {
  private static final String LIST = "--list";
  private static final String STRATEGY = "--ingestion-strategy";
  private static final String HOSTS = "--host-type";
  private static final List<String> WITHOUT_LIST =
      List.of("--root-dir", "--plugin-name", STRATEGY, HOSTS, "--template", "--branch", "--path");
  private static final List<String> STRATEGIES = names(PluginType.values());
  private static final List<String> HOST_TYPES = names(HostType.values());

  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description("Write a new plugin: manifest, schema, source and generated classes.")
        .footer(
            "",
            "Examples:",
            "  dvp init -r my-plugin -n \"My DB\" -s staged",
            "  dvp init -r my-files --template files",
            "  dvp init -r mine --template https://git.example.com/ours.git --path db");
    spec.addOption(
        Options.value("DIR", "The plugin's folder, made when missing [.].", "-r", "--root-dir")
            .build());
    spec.addOption(
        Options.value("TEXT", "The plugin's name [its new id].", "-n", "--plugin-name").build());
    spec.addOption(
        Options.value(
                "HOW", "DIRECT or STAGED linking [the template's, else DIRECT].", "-s", STRATEGY)
            .completionCandidates(STRATEGIES)
            .build());
    spec.addOption(
        Options.value("HOSTS", "UNIX or WINDOWS [the template's, else UNIX].", "-t", HOSTS)
            .completionCandidates(HOST_TYPES)
            .build());
    TemplateOptions.describe(spec);
    spec.addOption(Options.flag("Show the templates that come with dvp.", LIST).build());
    spec.addOption(
        Options.value("FORMAT", "Of --list: text (default) or json.", "--format")
            .completionCandidates(List.of("text", "json"))
            .build());
  }

  @Override
  public int run(Invocation call) {
    if (call.flag(LIST)) {
      list(call);
      return ExitCode.OK;
    }
    if (call.value("--format").isPresent()) {
      throw new UsageException("`--format` is about the list of templates.", "Add `--list`.");
    }
    ScaffoldRequest request = request(call);
    NewPlugin plugin = NewPlugin.write(call.host(), request);
    String folder = call.host().show(request.rootDir());
    call.out().println("Wrote the plugin " + Printable.text(request.name()) + ":");
    plugin.files().forEach(file -> call.out().println("  " + call.host().show(file)));
    plugin
        .generated()
        .ifPresentOrElse(
            path -> call.out().println("  " + call.host().show(path) + "/"),
            () ->
                call.warn(
                    "The template has no schema to make classes of; `dvp validate` tells why."));
    call.say(
        "Next: "
            + (folder.equals(".") ? "" : "cd " + quoted(folder) + ", then ")
            + "`dvp validate`, `dvp build` and `dvp upload -e local --wait`.");
    return ExitCode.OK;
  }

  private static void list(Invocation call) {
    for (String option : WITHOUT_LIST) {
      if (call.value(option).isPresent()) {
        throw new UsageException(
            "`"
                + LIST
                + "` shows the templates and makes no plugin, so `"
                + option
                + "` has no place beside it.",
            "Leave one of the two out.");
      }
    }
    TemplateList.print(call, FormatOption.isJson(call));
  }

  private static ScaffoldRequest request(Invocation call) {
    String type = call.choice(STRATEGY, "", STRATEGIES);
    String hosts = call.choice(HOSTS, "", HOST_TYPES);
    Path rootDir = call.path("--root-dir", ".");
    UUID id = UUID.randomUUID();
    ScaffoldTemplate template =
        TemplateOptions.template(call)
            .orElseGet(
                () ->
                    BundledTemplates.minimal(PluginType.valueOf(type.isEmpty() ? "DIRECT" : type)));
    return new ScaffoldRequest(
        template,
        rootDir,
        call.value("--plugin-name").orElse(id.toString()),
        id,
        PluginType.valueOf(
            fitting(STRATEGY, type, STRATEGIES, template.description().pluginTypes())),
        HostType.valueOf(fitting(HOSTS, hosts, HOST_TYPES, template.description().hostTypes())));
  }

  /** What the option says, if that suits the template; else the first that does. */
  private static String fitting(
      String option, String said, List<String> all, Set<? extends Enum<?>> suitable) {
    List<String> choices =
        all.stream().filter(one -> suitable.stream().anyMatch(s -> s.name().equals(one))).toList();
    if (said.isEmpty()) {
      return choices.isEmpty() ? all.get(0) : choices.get(0);
    }
    if (!choices.contains(said)) {
      throw new UsageException(
          "The template is not made for " + said + ", which `" + option + "` says.",
          choices.isEmpty()
              ? "Leave `" + option + "` out."
              : "It is for " + String.join(" and ", choices) + "; leave `" + option + "` out.");
    }
    return said;
  }

  private static String quoted(String folder) {
    return folder.matches("[A-Za-z0-9_./+-]+") ? folder : "'" + folder.replace("'", "'\\''") + "'";
  }

  private static List<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).toList();
  }
}

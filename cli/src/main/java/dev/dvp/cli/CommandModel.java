package dev.dvp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The command line's model, made by code and only as far as a call needs it: the command that runs,
 * or all of them for help and completion.
 */
public final class CommandModel {
  /**
   * Makes what picocli makes by its class: the lists of options that may be given several times.
   * Its own factory opens the jar to look for Groovy, at every start.
   */
  private static final IFactory FACTORY =
      new IFactory() {
        @Override
        public <K> K create(Class<K> type) throws Exception {
          return type.isAssignableFrom(ArrayList.class)
              ? type.cast(new ArrayList<>())
              : CommandLine.defaultFactory().create(type);
        }
      };

  private CommandModel() {}

  /**
   * The model that parses a command line.
   *
   * @param args the command line
   * @return a model with the named command alone, or with all when none of them is named
   */
  static CommandLine of(String[] args) {
    return new RawArguments(List.of(args))
        .command()
        .flatMap(CommandTable::find)
        .map(entry -> of(List.of(entry)))
        .orElseGet(CommandModel::all);
  }

  /**
   * The model of all commands, for help, completion and the rendered documentation.
   *
   * @return the whole model
   */
  public static CommandLine all() {
    return of(CommandTable.COMMANDS);
  }

  /**
   * The model of {@code dvp} alone, without its commands.
   *
   * @return the options that stand before a command
   */
  public static CommandSpec root() {
    return of(List.of()).getCommandSpec();
  }

  /**
   * The model of one command and those below it.
   *
   * @param command its name
   * @return what it takes, if there is such a command
   */
  public static Optional<CommandSpec> find(String command) {
    return CommandTable.find(command)
        .flatMap(entry -> below(of(List.of(entry)).getCommandSpec(), command));
  }

  /**
   * A command below another.
   *
   * @param parent the other
   * @param name its name
   * @return what it takes, if there is such a command
   */
  public static Optional<CommandSpec> below(CommandSpec parent, String name) {
    return Optional.ofNullable(parent.subcommands().get(name)).map(CommandLine::getCommandSpec);
  }

  /**
   * Values are texts, which the commands read themselves. picocli looks by reflection for what
   * reads dates and databases, for each command: a tenth of a start.
   */
  private static void leaveOutConverters() {
    System.setProperty("picocli.converters.excludes", "java.*");
  }

  private static CommandLine of(List<CommandTable.Entry> entries) {
    leaveOutConverters();
    CommandSpec root = CommandSpec.wrapWithoutInspection(null, FACTORY).name("dvp");
    root.usageMessage()
        .description("Write, check, build, upload and try plugins of a data-virtualization engine.")
        .customSynopsis("dvp COMMAND [OPTION...]")
        .footer(
            "",
            "`dvp COMMAND --help` tells more about a command; `dvp quickstart` shows it all.",
            "`dvp help` lists the pages of the manual, and `dvp help TOPIC` shows one.");
    Options.addCommon(root);
    root.addOption(
        Options.flag("Show the version and the JVM.", "-V", "--version").versionHelp(true).build());
    addCommands(root, entries);
    CommandLine commandLine = new CommandLine(root, FACTORY);
    commandLine.setAbbreviatedOptionsAllowed(false);
    commandLine.setUsageHelpAutoWidth(false);
    return commandLine;
  }

  private static void addCommands(CommandSpec parent, List<CommandTable.Entry> entries) {
    for (CommandTable.Entry entry : entries) {
      Command command = entry.maker().get();
      CommandSpec spec = CommandSpec.wrapWithoutInspection(command, FACTORY).name(entry.name());
      spec.usageMessage()
          .description(entry.summary())
          .abbreviateSynopsis(true)
          .optionListHeading("%nOptions:%n")
          .parameterListHeading("%nArguments:%n")
          .commandListHeading("%nCommands:%n")
          .sortOptions(false);
      command.describe(spec);
      addCommands(spec, command.subcommands());
      Options.addCommon(spec);
      parent.addSubcommand(entry.name(), new CommandLine(spec, FACTORY));
    }
    parent.usageMessage().commandListHeading("%nCommands:%n").optionListHeading("%nOptions:%n");
  }

  /**
   * The help text of a command.
   *
   * @param spec the command
   * @param colour whether to use ANSI colours
   * @return the text, 80 columns wide at most
   */
  public static String help(CommandSpec spec, boolean colour) {
    Ansi ansi = colour ? Ansi.ON : Ansi.OFF;
    return spec.commandLine().getUsageMessage(Help.defaultColorScheme(ansi));
  }

  static List<String> commandNames(CommandSpec spec) {
    return spec.parent() == null
        ? CommandTable.COMMANDS.stream().map(CommandTable.Entry::name).toList()
        : new ArrayList<>(spec.subcommands().keySet());
  }
}

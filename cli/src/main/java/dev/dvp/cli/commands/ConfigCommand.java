package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.CommandTable;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.report.Printable;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.DvpException;
import dev.dvp.core.diagnostics.Location;
import dev.dvp.core.settings.Configuration;
import dev.dvp.core.settings.ConfigurationWriter;
import dev.dvp.core.settings.Secret;
import dev.dvp.core.settings.Setting;
import dev.dvp.core.settings.SettingValue;
import dev.dvp.core.settings.Settings;
import dev.dvp.core.settings.SettingsRule;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code dvp config}: looks at {@code ~/.dvp/config}, and changes it. */
public final class ConfigCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Look at the settings of ~/.dvp/config and the environment, and change the file.",
            "A setting of a profile is written as PROFILE.KEY, and `group.qa.engines` are the"
                + " engines of the group qa.");
  }

  @Override
  public List<CommandTable.Entry> subcommands() {
    return List.of(
        new CommandTable.Entry("list", "Show all settings and where they come from.", All::new),
        new CommandTable.Entry("get", "Show one setting.", Get::new),
        new CommandTable.Entry("set", "Write one setting.", Set::new),
        new CommandTable.Entry("unset", "Take one setting away.", Unset::new),
        new CommandTable.Entry("path", "Show where the file is.", Where::new));
  }

  @Override
  public int run(Invocation call) {
    throw new UsageException(
        "`dvp config` needs to know what to do.",
        "Write `dvp config list`, `get`, `set`, `unset` or `path`.");
  }

  private static Path file(Invocation call) {
    return call.host().dvpHome().resolve("config");
  }

  private static PositionalParamSpec parameter(String label, int index, String description) {
    return ArtifactArguments.parameter(label, index, description);
  }

  /**
   * What {@code PROFILE.KEY} names.
   *
   * @param section the section
   * @param key the key in it, as the table has it
   */
  private record Name(String section, String key) {
    /** One that the table knows. */
    static Name of(Invocation call) {
      Name name = written(call);
      List<String> known = name.isOfGroup() ? List.of(Configuration.GROUP_KEY) : Setting.keys();
      if (!known.contains(name.key())) {
        String hint = DidYouMean.hint(name.key(), known);
        throw new UsageException(
            "There is no setting `" + Printable.text(name.key()) + "`.",
            hint.isEmpty() ? "There are `" + String.join("`, `", known) + "`." : hint);
      }
      if (!isSectionName(name.section())) {
        throw new UsageException(
            "`" + Printable.text(name.section()) + "` cannot be the name of a section.",
            "Use letters and digits.");
      }
      return name;
    }

    /** Any, also one that the file has by mistake. */
    static Name written(Invocation call) {
      String text =
          call.parameter(0)
              .orElseThrow(
                  () ->
                      new UsageException(
                          "A setting has to be named.",
                          "The settings are `" + String.join("`, `", Setting.keys()) + "`."));
      int dot = text.lastIndexOf('.');
      String section = dot < 0 ? Configuration.DEFAULT_SECTION : text.substring(0, dot);
      return new Name(section, Configuration.key(text.substring(dot + 1)));
    }

    /** Whether the reader of the file gives the same name back. */
    private static boolean isSectionName(String text) {
      return !text.isBlank()
          && text.equals(text.strip())
          && !text.equals(Configuration.GROUP_PREFIX)
          && text.chars().noneMatch(c -> c == '[' || c == ']' || Character.isISOControl(c));
    }

    /** As a user writes it. */
    @Override
    public String toString() {
      return isDefault() ? key : section + "." + key;
    }

    boolean isOfGroup() {
      return section.startsWith(Configuration.GROUP_PREFIX);
    }

    boolean isDefault() {
      return section.equals(Configuration.DEFAULT_SECTION);
    }

    Optional<Setting> setting() {
      return Arrays.stream(Setting.values()).filter(one -> one.key().equals(key)).findFirst();
    }

    /** What the file has, as it may be shown. */
    Optional<String> shownIn(Configuration configuration) {
      if (isOfGroup()) {
        return configuration
            .group(section.substring(Configuration.GROUP_PREFIX.length()))
            .map(ConfigCommand::shown);
      }
      return configuration
          .section(section)
          .flatMap(found -> found.entry(key))
          .filter(entry -> !entry.value().isEmpty())
          .flatMap(entry -> setting().map(setting -> setting.shown(entry.value())));
    }
  }

  private static String shown(List<String> engines) {
    return String.join(
        ", ", engines.stream().map(one -> Setting.ENGINE.shown(Secret.of(one))).toList());
  }

  /** {@code dvp config list}. */
  static final class All implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.usageMessage().footer("", "Passwords are shown as ***, and so are those in addresses.");
    }

    @Override
    public int run(Invocation call) {
      Settings settings = UserSettings.read(call);
      for (Setting setting : Setting.values()) {
        settings.find(setting).ifPresent(value -> call.out().println(line(setting, value)));
      }
      Configuration configuration = settings.configuration();
      for (Configuration.Section section : configuration.sections()) {
        if (!section.name().equals(Configuration.DEFAULT_SECTION)) {
          call.out().println();
          call.out().println("[" + section.name() + "]");
          section.entries().keySet().stream()
              // A line that nothing reads may be half a password: it is not shown.
              .map(key -> new Name(section.name(), key))
              .forEach(
                  name ->
                      name.shownIn(configuration)
                          .ifPresent(text -> call.out().println(name.key() + " = " + text)));
        }
      }
      return ExitCode.OK;
    }

    private static String line(Setting setting, SettingValue value) {
      return setting.key()
          + " = "
          + setting.shown(value.secret())
          + "  (from "
          + value.origin().describe()
          + ")";
    }
  }

  /** {@code dvp config get}. */
  static final class Get implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.usageMessage()
          .footer(
              "",
              "Exits with 1 when it is not set.",
              "",
              "Example:",
              "  dvp config get prod.engine");
      spec.addPositional(parameter("KEY", 0, "The setting, or PROFILE.KEY."));
    }

    @Override
    public int run(Invocation call) {
      Name name = Name.of(call);
      Settings settings = UserSettings.read(call);
      Optional<String> shown =
          name.isDefault()
              ? name.setting()
                  .flatMap(settings::find)
                  .map(value -> value.setting().shown(value.secret()))
              : name.shownIn(settings.configuration());
      shown.ifPresent(call.out()::println);
      return shown.isPresent() ? ExitCode.OK : ExitCode.REFUSED;
    }
  }

  /** {@code dvp config set}. */
  static final class Set implements Command {
    private static final String STDIN = "--stdin";

    @Override
    public void describe(CommandSpec spec) {
      spec.usageMessage()
          .description(
              "Write one setting.",
              "The file is made readable by you alone. A password is read from stdin or asked for.")
          .footer(
              "",
              "Examples:",
              "  dvp config set prod.engine https://engine.example.com",
              "  pass show engine | dvp config set prod.password --stdin",
              "  dvp config set group.qa.engines qa1.example.com,qa2.example.com");
      spec.addPositional(parameter("KEY", 0, "The setting, or PROFILE.KEY."));
      spec.addPositional(parameter("VALUE", 1, "Its value."));
      spec.addOption(Options.flag("Read the value from the first line of stdin.", STDIN).build());
    }

    @Override
    public int run(Invocation call) {
      Name name = Name.of(call);
      Secret given = value(call, name);
      Secret value =
          name.setting().map(known -> SettingPath.toWrite(call, known, given)).orElse(given);
      String text = new String(value.reveal());
      if (text.chars().anyMatch(Character::isISOControl) || !text.equals(text.strip())) {
        throw new UsageException(
            "The value holds a line break or a control character, or starts or ends with a blank.",
            "A value is one line.");
      }
      // What is wrong with the file now would only get worse.
      SettingCheck check = new SettingCheck(call, UserSettings.readToWrite(call).configuration());
      name.setting().ifPresentOrElse(known -> check.value(known, value), () -> check.group(value));
      ConfigurationWriter.Written written =
          new ConfigurationWriter(call.host().home()).set(name.section(), name.key(), value);
      call.say("Wrote " + name.key() + " to [" + name.section() + "] in " + file(call) + ".");
      if (!Arrays.equals(value.reveal(), given.reveal())) {
        call.say("It is written as `" + Printable.text(text) + "`, which holds in every folder.");
      }
      sayIfClosed(call, written);
      return ExitCode.OK;
    }

    private static Secret value(Invocation call, Name name) {
      boolean isPassword = name.setting().filter(Setting.PASSWORD::equals).isPresent();
      Optional<String> written = call.parameter(1);
      if (isPassword && written.isPresent()) {
        throw new UsageException(
            "A password on the command line can be seen by others, and stays in the shell's history.",
            "Pipe it in with `--stdin`, or leave it out and be asked.");
      }
      if (call.flag(STDIN) && written.isPresent()) {
        throw new UsageException(
            "The value is written, and to be read from `--stdin`, too.", "Give one of them.");
      }
      if (call.flag(STDIN)) {
        return EnginePassword.firstLine(call)
            .orElseThrow(
                () ->
                    new UsageException(
                        "The first line of standard input is no value.",
                        "Pipe it in: `pass show engine | dvp config set password --stdin`."));
      }
      if (isPassword) {
        return EnginePassword.typed(call, "Password: ")
            .orElseThrow(
                () ->
                    new UsageException(
                        "No password is given, and nobody can be asked.",
                        "Pipe it in with `--stdin`."));
      }
      return written
          .map(Secret::of)
          .orElseThrow(
              () -> new UsageException("The value is missing.", "Write it behind the key."));
    }
  }

  private static void sayIfClosed(Invocation call, ConfigurationWriter.Written written) {
    if (written.isClosed()) {
      call.say("Other users of this machine could use the file; now you alone can (mode 600).");
    }
  }

  /** {@code dvp config unset}. */
  static final class Unset implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.usageMessage()
          .description(
              "Take one setting out of ~/.dvp/config.",
              "A section that has no other goes with it; comments stay.")
          .footer(
              "",
              "Exits with 1 when the file does not have it.",
              "",
              "Examples:",
              "  dvp config unset prod.user",
              "  dvp config unset group.qa.engines");
      spec.addPositional(parameter("KEY", 0, "The setting, or PROFILE.KEY."));
    }

    @Override
    public int run(Invocation call) {
      Name name = Name.written(call);
      Configuration configuration = UserSettings.readToWrite(call).configuration();
      ConfigurationWriter.Written written =
          new ConfigurationWriter(call.host().home()).unset(name.section(), name.key());
      if (!written.isChanged()) {
        throw notThere(call, name, configuration);
      }
      call.say(
          "Took "
              + Printable.text(name.key())
              + " out of ["
              + Printable.text(name.section())
              + "] in "
              + file(call)
              + ".");
      sayIfClosed(call, written);
      return ExitCode.OK;
    }

    private static DvpException notThere(Invocation call, Name name, Configuration configuration) {
      // A line that nothing reads may be half a password: only known names are told.
      List<String> there =
          configuration.sections().stream()
              .flatMap(
                  section ->
                      section.entries().keySet().stream()
                          .map(key -> new Name(section.name(), key))
                          .filter(one -> one.isOfGroup() || one.setting().isPresent()))
              .map(Name::toString)
              .toList();
      String hint = DidYouMean.hint(name.toString(), there);
      return new DvpException(
          SettingsRule.SETTING_NOT_THERE.at(
              Location.of(file(call)),
              "There is no setting `"
                  + Printable.text(name.key())
                  + "` in ["
                  + Printable.text(name.section())
                  + "].",
              hint.isEmpty() ? "`dvp config list` shows what there is." : hint));
    }
  }

  /** {@code dvp config path}. */
  static final class Where implements Command {
    @Override
    public void describe(CommandSpec spec) {
      spec.usageMessage().footer("", "The file need not exist.");
    }

    @Override
    public int run(Invocation call) {
      call.out().println(file(call));
      return ExitCode.OK;
    }
  }
}

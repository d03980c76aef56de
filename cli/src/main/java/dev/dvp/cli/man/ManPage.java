package dev.dvp.cli.man;

import dev.dvp.cli.Command;
import dev.dvp.cli.CommandTable;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Version;
import dev.dvp.cli.pages.Topics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The man page of a command. */
final class ManPage {
  private static final String TITLE = "The manual of dvp";

  private final CommandSpec spec;
  private final String summary;
  private final Footer footer;
  private final Roff page = new Roff();

  private ManPage(CommandSpec spec, String summary) {
    this.spec = spec;
    this.summary = summary;
    this.footer = Footer.of(List.of(spec.usageMessage().footer()));
  }

  /** What a page is called, for example {@code dvp-lab-test}. */
  static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  /**
   * Writes a page.
   *
   * @param spec the command
   * @param summary what it does, in a line
   */
  static String of(CommandSpec spec, String summary) {
    return new ManPage(spec, summary).write();
  }

  private String write() {
    String name = name(spec);
    page.request(
        "TH",
        Roff.plain(name.toUpperCase(Locale.ROOT)),
        "1",
        "", // the same page on any day
        Roff.plain("dvp " + Version.number()),
        TITLE);
    page.begin("Made by dvp man.");
    page.section("NAME").line(Roff.plain(name) + " \\- " + Roff.plain(lowered(summary)));
    page.section("SYNOPSIS").line(synopsis());
    page.section("DESCRIPTION");
    Arrays.stream(spec.usageMessage().description()).map(ManPage::text).forEach(page::paragraph);
    footer.notes().forEach(page::paragraph);
    arguments();
    options();
    commands();
    exitStatus();
    entries("ENVIRONMENT", Surroundings.environment(spec));
    entries("FILES", Surroundings.files(spec));
    if (!footer.examples().isEmpty()) {
      page.section("EXAMPLES").block(footer.examples());
    }
    seeAlso();
    return page.toString();
  }

  private static String lowered(String sentence) {
    String text = sentence.replaceFirst("\\.$", "");
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  /** Without what picocli's formats take. */
  private static String text(String... description) {
    return String.join(" ", description).replace("%%", "%");
  }

  private String synopsis() {
    StringBuilder line = new StringBuilder(Roff.bold(spec.qualifiedName()));
    if (!spec.subcommands().isEmpty()) {
      line.append(' ').append(Roff.italic("COMMAND"));
    }
    line.append(" [").append(Roff.italic("OPTION")).append("...]");
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      line.append(' ').append(parameter(parameter));
    }
    return line.toString();
  }

  private static String parameter(PositionalParamSpec parameter) {
    String many = parameter.arity().max() > 1 ? "..." : "";
    String label = Roff.italic(parameter.paramLabel()) + many;
    return parameter.arity().min() == 0 ? "[" + label + "]" : label;
  }

  private void arguments() {
    if (!spec.positionalParameters().isEmpty()) {
      page.section("ARGUMENTS");
      for (PositionalParamSpec parameter : spec.positionalParameters()) {
        page.entry(
            Roff.italic(parameter.paramLabel()), text(parameter.description()) + words(parameter));
      }
    }
  }

  private void options() {
    page.section("OPTIONS");
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        String names =
            Arrays.stream(option.names()).map(Roff::bold).collect(Collectors.joining(", "));
        String value = option.arity().max() > 0 ? "=" + Roff.italic(option.paramLabel()) : "";
        page.entry(names + value, text(option.description()) + words(option));
      }
    }
  }

  /** The words that a value is one of, where they are few and the description has none of them. */
  private static String words(ArgSpec arg) {
    List<String> words = new ArrayList<>();
    if (arg.completionCandidates() != null) {
      arg.completionCandidates().forEach(words::add);
    }
    boolean isTold =
        words.isEmpty()
            || words.size() > 20
            || words.stream().allMatch(text(arg.description())::contains);
    return isTold ? "" : " One of `" + String.join("`, `", words) + "`.";
  }

  private void commands() {
    List<CommandTable.Entry> below = below();
    if (!below.isEmpty()) {
      page.section("COMMANDS");
      for (CommandTable.Entry entry : below) {
        page.entry(Roff.page(name(spec) + "-" + entry.name()), entry.summary());
      }
    }
  }

  private List<CommandTable.Entry> below() {
    if (spec.parent() == null) {
      return CommandTable.COMMANDS;
    }
    return spec.userObject() instanceof Command command ? command.subcommands() : List.of();
  }

  private void exitStatus() {
    page.section("EXIT STATUS");
    page.entry(Roff.bold("" + ExitCode.OK), "The work is done.");
    page.entry(Roff.bold("" + ExitCode.REFUSED), "The input or the engine says no.");
    page.entry(Roff.bold("" + ExitCode.USAGE), "The command line is wrong.");
    page.entry(Roff.bold("" + ExitCode.BUG), "dvp itself failed, which is a bug.");
  }

  private void entries(String title, List<Surroundings.Entry> entries) {
    if (!entries.isEmpty()) {
      page.section(title);
      entries.forEach(entry -> page.entry(Roff.bold(entry.name()), entry.text()));
    }
  }

  private void seeAlso() {
    List<String> pages = new ArrayList<>();
    Optional.ofNullable(spec.parent()).map(ManPage::name).map(Roff::page).ifPresent(pages::add);
    if (pages.isEmpty() || !pages.contains(Roff.page("dvp"))) {
      pages.add(spec.parent() == null ? Roff.page("dvp-help") : Roff.page("dvp"));
    }
    Topics.find(spec.name() + ".md")
        .filter(topic -> spec.parent() != null)
        .ifPresent(topic -> pages.add(Roff.bold("dvp help " + spec.name() + ".md")));
    page.section("SEE ALSO").line(String.join(",\n", pages));
  }
}

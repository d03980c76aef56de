package dev.dvp.cli.commands;

import dev.dvp.cli.Command;
import dev.dvp.cli.CommandModel;
import dev.dvp.cli.CommandTable;
import dev.dvp.cli.ExitCode;
import dev.dvp.cli.Invocation;
import dev.dvp.cli.Options;
import dev.dvp.cli.UsageException;
import dev.dvp.cli.pages.Glossary;
import dev.dvp.cli.pages.Pager;
import dev.dvp.cli.pages.TerminalPage;
import dev.dvp.cli.pages.TopicList;
import dev.dvp.cli.pages.Topics;
import dev.dvp.cli.rules.RuleCatalogue;
import dev.dvp.core.diagnostics.DidYouMean;
import dev.dvp.core.diagnostics.Rule;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** {@code dvp help}: the manual, of commands, topics and rules. */
public final class HelpCommand implements Command {
  @Override
  public void describe(CommandSpec spec) {
    spec.usageMessage()
        .description(
            "Read the manual: the help of a command, a page on a topic, that of a rule, or what a"
                + " word of the field means.")
        .footer(
            "",
            "Without WORD it shows all commands and topics. Where a command has the name of a"
                + " topic, `.md` behind the name means the topic. On a terminal the program of"
                + " $PAGER shows the text, usually `less`.",
            "",
            "Examples:",
            "  dvp help lab test",
            "  dvp help artifacts",
            "  dvp help lab.md",
            "  dvp help M102",
            "  dvp help linked source");
    spec.addPositional(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel("WORD")
            .description("A command, a topic or its title, a rule, or a word of the glossary.")
            .build());
    spec.addOption(Options.flag("List the topics.", "-l", "--list").build());
  }

  @Override
  public int run(Invocation call) {
    List<String> words = call.parameters();
    if (call.flag("--list")) {
      call.out().print(TopicList.lines(call.outStyle()));
    } else {
      Pager.show(text(words, call), call.host());
    }
    call.out().flush();
    return ExitCode.OK;
  }

  private static String text(List<String> words, Invocation call) {
    if (words.isEmpty()) {
      return overview(call);
    }
    Optional<CommandSpec> command = command(words);
    if (command.isPresent()) {
      return CommandModel.help(command.get(), call.outStyle().colour()) + topicOf(words);
    }
    String all = String.join(" ", words);
    return Topics.find(all)
        .map(Topics.Topic::text)
        .or(() -> RuleCatalogue.find(all).map(RuleCatalogue::page))
        .or(() -> Glossary.find(all))
        .map(page -> TerminalPage.of(page, call.outStyle()))
        .orElseThrow(() -> unknown(all));
  }

  private static String overview(Invocation call) {
    CommandSpec root = CommandModel.all().getCommandSpec();
    return CommandModel.help(root, call.outStyle().colour())
        + "\n"
        + TopicList.sections(call.outStyle());
  }

  /** The command that all the words name, if the first names one. */
  private static Optional<CommandSpec> command(List<String> words) {
    Optional<CommandSpec> command = CommandModel.find(words.get(0));
    for (int i = 1; command.isPresent() && i < words.size(); i++) {
      CommandSpec at = command.get();
      String word = words.get(i);
      command = CommandModel.below(at, word);
      if (command.isEmpty() && Topics.find(String.join(" ", words)).isEmpty()) {
        String hint = DidYouMean.hint(word, at.subcommands().keySet());
        throw new UsageException(
            "`" + at.qualifiedName() + "` has no command `" + word + "`.",
            hint.isEmpty() ? "`dvp help " + words.get(0) + "` shows what it has." : hint);
      }
    }
    return command;
  }

  /** The page that a command hides by its name. */
  private static String topicOf(List<String> words) {
    String word = words.get(0);
    return words.size() == 1 && Topics.find(word + ".md").isPresent()
        ? "\n`dvp help " + word + ".md` shows the page of the manual on it.\n"
        : "";
  }

  private static UsageException unknown(String word) {
    List<Topics.Topic> topics = Topics.all();
    List<String> ending =
        topics.stream()
            .map(Topics.Topic::name)
            .filter(name -> name.endsWith("." + word))
            .map(name -> "`" + name + "`")
            .toList();
    String hint =
        ending.isEmpty()
            ? nearest(word, topics)
            : "Did you mean " + String.join(" or ", ending) + "?";
    return new UsageException(
        "There is no help on `" + word + "`.",
        hint.isEmpty() ? "`dvp help` lists the commands and topics." : hint);
  }

  /** Names before titles, which differ in capitals alone from some. */
  private static String nearest(String word, List<Topics.Topic> topics) {
    List<Rule> rules = RuleCatalogue.all();
    List<String> names =
        Stream.of(
                topics.stream().map(Topics.Topic::name),
                CommandTable.COMMANDS.stream().map(CommandTable.Entry::name),
                rules.stream().map(Rule::id),
                Glossary.words().stream())
            .flatMap(all -> all)
            .toList();
    String hint = DidYouMean.hint(word, names);
    Stream<String> titles =
        Stream.concat(topics.stream().map(Topics.Topic::title), rules.stream().map(Rule::title));
    return hint.isEmpty() ? DidYouMean.hint(word, titles.toList()) : hint;
  }
}

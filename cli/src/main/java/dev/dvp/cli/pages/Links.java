package dev.dvp.cli.pages;

import dev.dvp.cli.CommandModel;
import dev.dvp.cli.CommandTable;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Where a link leads, as a command that shows it. */
final class Links {
  private static final Pattern RULE = Pattern.compile("(?:.*/)?rules/.*#([a-z]\\d+)-.*");

  private Links() {}

  /**
   * The command that shows what a link leads to.
   *
   * @param target the link's destination
   * @return the command line; empty when no command does
   */
  static Optional<String> command(String target) {
    Matcher rule = RULE.matcher(target);
    if (rule.matches()) {
      return Optional.of("dvp explain " + rule.group(1).toUpperCase(Locale.ROOT));
    }
    int hash = target.indexOf('#');
    String file = hash < 0 ? target : target.substring(0, hash);
    String anchor = hash < 0 ? "" : target.substring(hash + 1);
    String name = file.substring(file.lastIndexOf('/') + 1);
    if (!name.endsWith(".md") || target.contains("://")) {
      return Optional.empty();
    }
    if (file.contains("rules/")) {
      return Optional.of("dvp explain");
    }
    return name.equals("commands.md")
        ? Optional.of(ofCommand(anchor))
        : Topics.find(name).map(Links::of);
  }

  /** A command's name comes before a page's, which then has to be called by that of its file. */
  static String of(Topics.Topic topic) {
    return "dvp help " + callable(topic);
  }

  /** What to call a page by. */
  static String callable(Topics.Topic topic) {
    return CommandTable.find(topic.name()).isPresent() ? topic.name() + ".md" : topic.name();
  }

  private static String ofCommand(String anchor) {
    return anchor.isEmpty()
        ? "dvp help"
        : within(CommandModel.all(), anchor)
            .map(name -> "dvp help" + name.substring("dvp".length()))
            .orElse("dvp help");
  }

  private static Optional<String> within(CommandLine commandLine, String anchor) {
    String name = commandLine.getCommandSpec().qualifiedName(" ");
    if (name.replace(' ', '-').equals(anchor)) {
      return Optional.of(name);
    }
    return commandLine.getSubcommands().values().stream()
        .flatMap(below -> within(below, anchor).stream())
        .findFirst();
  }
}

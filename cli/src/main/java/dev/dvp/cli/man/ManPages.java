package dev.dvp.cli.man;

import dev.dvp.cli.Command;
import dev.dvp.cli.CommandModel;
import dev.dvp.cli.CommandTable;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.Model.CommandSpec;

/** The man pages of all commands. */
public final class ManPages {
  private static final String SUMMARY = "write, check, build, upload and try engine plugins";

  private ManPages() {}

  /**
   * All pages.
   *
   * @return by the name of the file, for example {@code dvp-lab-test.1}
   */
  public static SortedMap<String, String> all() {
    CommandSpec root = CommandModel.all().getCommandSpec();
    SortedMap<String, String> pages = new TreeMap<>();
    pages.put("dvp.1", ManPage.of(root, SUMMARY));
    add(root, CommandTable.COMMANDS, pages);
    return pages;
  }

  private static void add(
      CommandSpec parent, List<CommandTable.Entry> entries, SortedMap<String, String> pages) {
    for (CommandTable.Entry entry : entries) {
      CommandSpec spec = CommandModel.below(parent, entry.name()).orElseThrow();
      pages.put(ManPage.name(spec) + ".1", ManPage.of(spec, entry.summary()));
      if (spec.userObject() instanceof Command command) {
        add(spec, command.subcommands(), pages);
      }
    }
  }
}

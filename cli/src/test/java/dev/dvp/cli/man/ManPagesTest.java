package dev.dvp.cli.man;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.CommandModel;
import dev.dvp.cli.DvpRunner;
import dev.dvp.cli.Golden;
import dev.dvp.testkit.Programs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ManPagesTest {
  @TempDir Path folder;

  @Test
  void twoPagesAreAsTheyAreToBe() {
    Map<String, String> pages = ManPages.all();
    Golden.check("man/dvp.1", pages.get("dvp.1"));
    Golden.check("man/dvp-env-add.1", pages.get("dvp-env-add.1"));
  }

  @Test
  void everyCommandHasAPageWithAllItsOptions() {
    Map<String, String> pages = ManPages.all();
    check(CommandModel.all(), pages);
    assertThat(pages.values())
        .allMatch(page -> page.chars().allMatch(c -> c == '\n' || (c >= 32 && c < 127)));
  }

  private static void check(CommandLine commandLine, Map<String, String> pages) {
    String name = ManPage.name(commandLine.getCommandSpec());
    String page = pages.get(name + ".1");
    assertThat(page).as(name).contains(".SH \"EXIT STATUS\"", ".SH \"SEE ALSO\"");
    for (OptionSpec option : commandLine.getCommandSpec().options()) {
      assertThat(page.contains(Roff.bold(option.longestName())))
          .as(name + option)
          .isEqualTo(!option.hidden());
    }
    commandLine.getSubcommands().values().forEach(below -> check(below, pages));
  }

  @Test
  void theyAreWrittenWhereManLooks() {
    DvpRunner dvp = new DvpRunner(folder);
    DvpRunner.Result result = dvp.run("man");
    assertThat(result.out()).matches("Wrote \\d+ pages to .*/home/.local/share/man/man1.\n");
    assertThat(dvp.home().resolve(".local/share/man/man1/dvp-lab-test.1")).exists();
    assertThat(dvp.run("man", "-d", "x y").out()).endsWith(" pages to x y/man1.\n");
    assertThat(dvp.run("man", "-q", "-d", "x y").out()).isEmpty();
  }

  @Test
  void whatCannotBeWrittenIsTold() throws IOException {
    DvpRunner dvp = new DvpRunner(folder);
    Files.writeString(dvp.workingDir().resolve("man"), "");
    DvpRunner.Result result = dvp.run("man", "-d", "man");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err()).contains("cannot be read or written");
  }

  @Test
  void groffHasNothingToSay() throws Exception {
    lint("groff", "-ww", "-man", "-Tutf8", "-z");
  }

  @Test
  void mandocHasNothingToSayButThatTheyAreOfNoDay() throws Exception {
    lint("mandoc", "-T", "lint", "-W", "warning");
  }

  private void lint(String... command) throws Exception {
    Programs.need(command[0]);
    for (Map.Entry<String, String> page : ManPages.all().entrySet()) {
      Path file = Files.writeString(folder.resolve(page.getKey()), page.getValue());
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.command().add(file.toString());
      Process process = builder.start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(said.lines().filter(line -> !line.contains("missing date"))).isEmpty();
    }
  }
}

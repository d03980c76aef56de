package dev.dvp.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.Golden;
import dev.dvp.cli.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows is what happens; see the package. */
class DocsPagesIT {
  private static final boolean WRITE = "write".equals(System.getProperty("dvp.golden"));

  /** The README and the pages that show commands; those of the rules have {@code RulePagesTest}. */
  static List<String> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Golden.root().resolve("README.md")));
    try (Stream<Path> docs = Files.walk(Golden.root().resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.getParent().endsWith("rules") && !file.endsWith("commands.md"))
          .sorted()
          .forEach(pages::add);
    }
    List<String> shown = new ArrayList<>();
    for (Path page : pages) {
      if (DocPage.read(page).hasSession()) {
        shown.add(Golden.root().relativize(page).toString());
      }
    }
    String only = System.getProperty("dvp.page", "");
    return shown.stream().filter(page -> page.contains(only)).toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageShowsWhatHappens(String name) throws Exception {
    Assumptions.assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    Path file = Golden.root().resolve(name);
    DocPage page = DocPage.read(file);
    for (String program : page.needs()) {
      Assumptions.assumeTrue(isOnPath(program), "no " + program + " on PATH");
    }
    try (World world = new World(page.world(), Files.readString(file))) {
      PageSession session = new PageSession(world, DocStep.of(page));
      List<PageSession.Outcome> outcomes = session.run();
      if (WRITE && !rewritten(file, outcomes).equals(Files.readAllLines(file))) {
        Files.write(file, rewritten(file, outcomes));
      }
      assertAlike(name, outcomes);
      if (page.example().isPresent()) {
        new Ending(page.example().get()).check(session.lastFolder(), WRITE);
      }
    }
  }

  private static boolean isOnPath(String program) {
    return Stream.of(Pythons.path().split(":", -1))
        .anyMatch(entry -> Files.isExecutable(Path.of(entry, program)));
  }

  private static List<String> rewritten(Path file, List<PageSession.Outcome> outcomes)
      throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    outcomes.stream()
        .filter(outcome -> outcome.step().kind() == DocStep.Kind.COMMAND)
        .filter(outcome -> outcome.exitCode() >= 0)
        .filter(outcome -> !Likeness.isAlike(outcome.step().shown(), outcome.printed()))
        .sorted(Comparator.comparingInt(outcome -> -outcome.step().line()))
        .forEach(
            outcome -> {
              int first = outcome.step().line() - 1;
              lines.subList(first, first + outcome.step().shown().size()).clear();
              lines.addAll(first, outcome.printed());
            });
    return lines;
  }

  private static void assertAlike(String name, List<PageSession.Outcome> outcomes) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      PageSession.Outcome outcome = outcomes.get(i);
      DocStep step = outcome.step();
      String where = name + ":" + step.line() + ": ";
      boolean isAsked =
          i + 1 < outcomes.size() && outcomes.get(i + 1).step().text().equals("echo $?");
      if (outcome.exitCode() != 0 && !isAsked) {
        wrong.add(
            where
                + "exit code "
                + outcome.exitCode()
                + " of\n"
                + step.text()
                + "\n"
                + String.join("\n", outcome.printed()));
        break;
      }
      if (!WRITE
          && step.kind() == DocStep.Kind.COMMAND
          && !Likeness.isAlike(step.shown(), outcome.printed())) {
        wrong.add(
            where
                + "after\n$ "
                + step.text()
                + "\nthe page shows\n"
                + String.join("\n", step.shown())
                + "\nand this is printed\n"
                + String.join("\n", outcome.printed())
                + "\n");
      }
    }
    assertThat(wrong).as(String.join("\n", wrong)).isEmpty();
  }
}

package dev.dvp.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.Golden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows is what happens; see the package. */
class DocsPagesIT {
  private static final boolean WRITE = "write".equals(System.getProperty("dvp.golden"));

  static List<String> pages() throws IOException {
    String only = System.getProperty("dvp.page", "");
    return DocPages.all().stream()
        .map(page -> Golden.root().relativize(page.file()).toString())
        .filter(page -> page.contains(only))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void aPageShowsWhatHappens(String name) throws Exception {
    Path file = Golden.root().resolve(name);
    DocPage page = DocPage.read(file);
    Optional<String> missing = DocPages.missing(page);
    Assumptions.assumeTrue(missing.isEmpty(), () -> "no " + missing.orElseThrow() + " here");
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
      boolean isAsked = i + 1 < outcomes.size() && outcomes.get(i + 1).step().asksForExitCode();
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

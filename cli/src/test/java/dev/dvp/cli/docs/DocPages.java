package dev.dvp.cli.docs;

import dev.dvp.cli.Golden;
import dev.dvp.cli.Pythons;
import dev.dvp.testkit.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The README and the pages that show commands. */
final class DocPages {
  private DocPages() {}

  /** All of them but those of the rules, which have {@code RulePagesTest}. */
  static List<DocPage> all() throws IOException {
    List<Path> files = new ArrayList<>(List.of(Golden.root().resolve("README.md")));
    try (Stream<Path> docs = Files.walk(Golden.root().resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !file.getParent().endsWith("rules") && !file.endsWith("commands.md"))
          .sorted()
          .forEach(files::add);
    }
    List<DocPage> pages = new ArrayList<>();
    for (Path file : files) {
      DocPage page = DocPage.read(file);
      if (page.hasSession()) {
        pages.add(page);
      }
    }
    return pages;
  }

  /** What this machine lacks for a page. */
  static Optional<String> missing(DocPage page) {
    if (!Pythons.isThere()) {
      return Optional.of("Python 3");
    }
    return page.needs().stream().filter(program -> !Programs.isThere(program)).findFirst();
  }

  /** The lines that {@code DocsPagesIT} runs on this machine and that have to succeed. */
  static Set<String> linesThatSucceed() throws IOException {
    Set<String> lines = new HashSet<>();
    for (DocPage page : all()) {
      if (missing(page).isEmpty()) {
        List<DocStep> steps = DocStep.of(page);
        for (int i = 0; i < steps.size(); i++) {
          boolean mayFail = i + 1 < steps.size() && steps.get(i + 1).asksForExitCode();
          if (steps.get(i).isRun() && !mayFail) {
            steps.get(i).text().lines().forEach(line -> lines.add(line.replaceAll(" +# .*", "")));
          }
        }
      }
    }
    return lines;
  }
}

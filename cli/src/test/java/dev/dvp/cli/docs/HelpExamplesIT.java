package dev.dvp.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.Golden;
import dev.dvp.cli.Pythons;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Every line below {@code Examples:} in the help of all commands is run as it is written, here or,
 * when a page shows the same line, by {@code DocsPagesIT}. Those about one thing share a session
 * and a plugin, in the order of the help: each of them is a process, and there are many.
 */
class HelpExamplesIT {
  private static final String UNTIL_STOPPED = "dvp watch.*|.* --foreground";
  private static final String LAB = "dvp lab .*";
  private static final String LAB_TEST = "dvp lab test.*";
  private static final String PYTHON = "dvp (run|validate --import).*";
  private static final String ENGINES =
      "dvp (upload|plugins|download-logs|engine|env|config) .*|echo .*";

  private static List<String> examples(Predicate<String> chosen) throws IOException {
    Set<String> shown = DocPages.linesThatSucceed();
    List<String> examples =
        Files.readAllLines(Golden.root().resolve("docs/commands.md")).stream()
            .filter(line -> line.matches("  (dvp |source <\\(dvp |echo ).*"))
            .map(String::strip)
            .filter(chosen)
            .distinct()
            .filter(line -> !shown.contains(line))
            .toList();
    assertThat(examples).isNotEmpty();
    return examples;
  }

  /** In the order of their being run; each after what brings about the state that it needs. */
  private static void assertRun(String world, List<String> first, List<String> examples)
      throws Exception {
    List<DocStep> steps = new ArrayList<>();
    first.forEach(line -> steps.add(step(line)));
    for (String example : examples) {
      String before = before(example);
      if (!before.isEmpty()) {
        steps.add(step(before));
      }
      steps.add(step(example));
    }
    try (World reader = new World(world, String.join("\n", examples))) {
      List<PageSession.Outcome> failed =
          new PageSession(reader, steps)
              .run().stream().filter(outcome -> outcome.exitCode() != 0).toList();
      assertThat(failed).isEmpty();
    }
  }

  private static DocStep step(String line) {
    return new DocStep(DocStep.Kind.COMMAND, line, "", 0, List.of());
  }

  /** What allows an example. */
  private static String before(String example) {
    if (example.contains("dvp lab link prod")) {
      return "dvp lab delete prod -qq; dvp lab discover -q";
    }
    if (example.startsWith("dvp download-logs -e local")) {
      return "dvp upload -e local --wait";
    }
    return example.startsWith("dvp engine reset --dry-run") ? "dvp engine stop" : "";
  }

  @Test
  void theExamplesAboutAPluginRun() throws Exception {
    assertRun(
        "built",
        List.of(
            "mkdir dist", "dvp schema example --definition repositoryDefinition > repository.json"),
        examples(
            line ->
                !line.matches(UNTIL_STOPPED + "|" + LAB + "|" + ENGINES)
                    && (Pythons.isThere() || !line.matches(PYTHON))));
  }

  @Test
  void theExamplesAboutEnginesRun() throws Exception {
    assertRun(
        "built",
        List.of(
            "PASSWORD=secret",
            "mkdir -p ~/.dvp && printf '%s\n' '[prod]' 'engine = https://engine.example.com'"
                + " 'user = admin' '[group.qa]' 'engines = prod, local' > ~/.dvp/config"),
        examples(line -> line.matches(ENGINES) && !line.matches(UNTIL_STOPPED)).stream()
            .map(line -> line.replace(" -d /tmp", " -d ~"))
            .toList());
  }

  @Test
  void theExamplesOfTheLabsTestRun() throws Exception {
    assertLabRuns(line -> line.matches(LAB_TEST));
  }

  /** The sources of one are those of the next. */
  @Test
  void theExamplesOfTheLabRun() throws Exception {
    assertLabRuns(line -> line.matches(LAB) && !line.matches(LAB_TEST));
  }

  private static void assertLabRuns(Predicate<String> chosen) throws Exception {
    Assumptions.assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    assertRun(
        "plugin",
        List.of(
            "printf '%s\n' '' '@plugin.virtual.initialize()'"
                + " 'def initialize(virtual_source, repository):'"
                + " '    return describe_copy(virtual_source)' >> src/plugin_runner.py",
            "dvp schema example --definition linkedSourceDefinition > linked.json"),
        examples(chosen));
  }

  /** Of what goes on until it is told to stop: it says something, and then it is told. */
  @Test
  void theExamplesThatGoOnRunUntilStopped() throws Exception {
    try (World reader = new World("plugin", "")) {
      for (String line : examples(example -> example.matches(UNTIL_STOPPED))) {
        Process process =
            reader.shell("bash", "-c", "exec timeout 60 " + line).redirectErrorStream(true).start();
        try (BufferedReader out = process.inputReader()) {
          String first = out.readLine();
          // Not of the process, which would close its output, too.
          process.toHandle().destroy();
          String all = first + "\n" + out.lines().collect(Collectors.joining("\n"));
          assertThat(process.waitFor()).as(line + "\n" + all).isEqualTo(143);
          assertThat(first).as(line).isNotBlank();
        } finally {
          process.destroyForcibly();
        }
      }
    }
  }
}

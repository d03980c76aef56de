package dev.dvp.cli.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.dvp.cli.Golden;
import dev.dvp.cli.Pythons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipes of {@code docs/examples/ci}: what their steps call does what it is there for. */
class CiRecipesIT {
  private static final Path RECIPES = Golden.root().resolve("docs/examples/ci");
  private static final long PATIENCE_MINUTES = 5;

  @ParameterizedTest
  @ValueSource(strings = {".github/workflows/plugin.yml", ".gitlab-ci.yml", "Jenkinsfile"})
  void aRecipeChecksTriesBuildsAndUploads(String name) throws Exception {
    Assumptions.assumeTrue(Pythons.isThere(), "no Python 3 on PATH");
    Path scratch = Files.createTempDirectory("dvp-ci").toRealPath();
    String session = Files.readString(RECIPES.resolve(name));
    try (World world = new World("plugin", session)) {
      prepare(world);
      StringBuilder printed = new StringBuilder();
      try {
        for (CiRecipe.Script script : CiRecipe.read(RECIPES.resolve(name)).scripts()) {
          printed.append(run(world, scratch, script));
        }
      } finally {
        giveBack(world);
      }
      assertThat(world.folder().resolve("dist/plugin.json"))
          .hasSameBinaryContentAs(world.folder().resolve("again/plugin.json"));
      assertThat(world.folder().resolve("dist/plugin.cdx.json")).exists();
      assertThat(world.folder().resolve("last/plugin.json")).exists();
      assertThat(world.folder().resolve("lab-test.xml")).content().contains("failures=\"0\"");
      assertThat(printed.toString()).contains("Installed My DB 1.1 on ");
    } finally {
      new ProcessBuilder("rm", "-rf", scratch.toString()).start().waitFor();
    }
  }

  /** A plugin under version control, of which one release is out. */
  private static void prepare(World world) throws IOException {
    Path apt = Files.writeString(world.home().resolve("bin/apt-get"), "#!/bin/sh\n");
    Files.setPosixFilePermissions(apt, PosixFilePermissions.fromString("rwx------"));
    world.prepared(
        "dvp lock -q\n"
            + "rm -f dvp.sh ~/bin/dvp\n" // the recipe has to bring its own
            + "printf '[user]\\nname = n\\nemail = e@example.com\\n' >~/.gitconfig\n"
            + "git init -q -b main && git add -A && git commit -qm one && git tag v1\n"
            + "sed -i 's/^buildNumber:.*/buildNumber: \"1.1\"/' plugin_config.yml\n"
            + "git commit -qam two");
  }

  /** The world stops its engine with it. */
  private static void giveBack(World world) throws IOException {
    Files.createSymbolicLink(
        world.home().resolve("bin/dvp"), Golden.root().resolve("dvp.sh").toAbsolutePath());
  }

  /** What it printed. */
  private static String run(World world, Path scratch, CiRecipe.Script script)
      throws IOException, InterruptedException {
    Path file = Files.writeString(scratch.resolve("step.sh"), world.asRun(script.text()));
    ProcessBuilder builder = world.shell(script.shell().toArray(String[]::new));
    builder.command().add(file.toString());
    Map<String, String> environment = builder.environment();
    environment.remove("DVP_PASSWORD");
    script.environment().forEach((name, value) -> environment.put(name, world.asRun(value)));
    environment.put("CI_PROJECT_DIR", world.folder().toString());
    environment.put("GITHUB_OUTPUT", scratch.resolve("output").toString());
    environment.put("GITHUB_PATH", scratch.resolve("path").toString());
    environment.put("PATH", world.home().resolve(".local/bin") + ":" + environment.get("PATH"));
    Path log = scratch.resolve("step.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    boolean hasEnded = process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
    String printed = Files.readString(log);
    assertThat(hasEnded && process.exitValue() == 0).as(script.text() + "\n" + printed).isTrue();
    assertThat(printed).doesNotContain("secret");
    return printed;
  }

  @ParameterizedTest
  @ValueSource(strings = {".github/workflows/plugin.yml", ".gitlab-ci.yml", "Jenkinsfile"})
  void thePageShowsTheFile(String name) throws IOException {
    List<DocPage.Block> blocks = DocPage.read(Golden.root().resolve("docs/ci.md")).blocks();
    assertThat(blocks)
        .filteredOn(block -> block.file().equals(name))
        .singleElement()
        .extracting(DocPage.Block::lines)
        .isEqualTo(Files.readAllLines(RECIPES.resolve(name)));
  }
}

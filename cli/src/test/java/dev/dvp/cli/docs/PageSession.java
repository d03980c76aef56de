package dev.dvp.cli.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the steps of a page in one bash, and tells what each came to. */
final class PageSession {
  private static final long PATIENCE_MINUTES = 10;

  /** Keeps {@code $?} over the turn from one output to the next. */
  private static final String BEGIN =
      """
      dvp_turn() { local status=$?; exec >"$DVP_TEST_OUT/$1.out" 2>&1; return "$status"; }
      dvp_status() { local status=$?; echo "$status" >"$DVP_TEST_OUT/$1.rc"; return "$status"; }
      """;

  /**
   * What a step came to.
   *
   * @param exitCode -1 when the session did not come so far
   */
  record Outcome(DocStep step, int exitCode, List<String> printed) {}

  private final World world;
  private final List<DocStep> steps;

  PageSession(World world, List<DocStep> steps) {
    this.world = world;
    this.steps = steps;
  }

  List<Outcome> run() throws IOException, InterruptedException {
    Path scratch = world.scratch();
    Path out = Files.createDirectories(scratch.resolve("out"));
    Path script = Files.writeString(scratch.resolve("session.sh"), script(scratch));
    ProcessBuilder builder = world.shell("bash", script.toString());
    builder.environment().put("DVP_TEST_OUT", out.toString());
    Path rest = scratch.resolve("rest.txt");
    Process process = builder.redirectErrorStream(true).redirectOutput(rest.toFile()).start();
    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      outcomes.add(outcome(i, out));
    }
    return outcomes;
  }

  /** The folder that it ended in. */
  Path lastFolder() throws IOException {
    return Path.of(Files.readString(world.scratch().resolve("out/pwd")).strip());
  }

  private Outcome outcome(int i, Path out) throws IOException {
    Path code = out.resolve(i + ".rc");
    Path printed = out.resolve(i + ".out");
    return new Outcome(
        steps.get(i),
        Files.exists(code) ? Integer.parseInt(Files.readString(code).strip()) : -1,
        Files.exists(printed)
            ? world.asShown(Files.readString(printed)).lines().toList()
            : List.of());
  }

  private String script(Path scratch) throws IOException {
    StringBuilder script = new StringBuilder(BEGIN);
    for (int i = 0; i < steps.size(); i++) {
      DocStep step = steps.get(i);
      script.append("dvp_turn ").append(i).append('\n');
      script.append(lines(step, i, scratch));
      script.append("\ndvp_status ").append(i).append('\n');
    }
    return script.append("pwd >\"$DVP_TEST_OUT/pwd\"\n").toString();
  }

  private String lines(DocStep step, int i, Path scratch) throws IOException {
    return switch (step.kind()) {
      case COMMAND -> world.asRun(step.text());
      case SCRIPT -> "set -e\n" + world.asRun(step.text()) + "\nset +e";
      case FILE -> {
        String filled = world.asRun(step.text()) + "\n";
        Path text = Files.writeString(scratch.resolve(i + ".text"), filled);
        String name = quoted(step.name());
        yield "mkdir -p \"$(dirname " + name + ")\" && cp '" + text + "' " + name;
      }
      case PART -> {
        String filled = world.asRun(step.text()) + "\n";
        Path text = Files.writeString(scratch.resolve(i + ".text"), filled);
        yield "[[ \"$(<" + quoted(step.name()) + ")\" == *\"$(<'" + text + "')\"* ]]";
      }
    };
  }

  /** A {@code ~} in front stands for the home folder. */
  private static String quoted(String name) {
    return name.startsWith("~/") ? "~/'" + name.substring(2) + "'" : "'" + name + "'";
  }
}

package dev.dvp.localengine.libraries;

import dev.dvp.core.files.Reasons;
import dev.dvp.localengine.environments.Environment;
import dev.dvp.localengine.environments.EnvironmentRule;
import dev.dvp.localengine.running.LibraryCallException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tries an environment out, and looks which of the programs it has that library calls need. */
public final class EnvironmentProbe {
  private static final List<String> PROGRAMS = List.of("bash", "rsync", "expect");
  private static final String TAB = "\t";

  private final Environment environment;
  private final Host host;

  /**
   * A probe of an environment.
   *
   * @param environment the environment
   * @param around what is around commands on this machine
   */
  public EnvironmentProbe(Environment environment, Surroundings around) {
    this.environment = environment;
    this.host = new Hosts(around, CommandProcess.MAX_OUTPUT).of(environment);
  }

  /**
   * A program that library calls need.
   *
   * @param name its name
   * @param version the first line of what it says of its version; empty when it is missing
   */
  public record Program(String name, Optional<String> version) {}

  /**
   * Runs a command there, which makes the scratch folder when it is missing.
   *
   * @return the programs
   * @throws HostException when no command can be run there, or the scratch folder cannot be made
   * @throws InterruptedException when the thread is interrupted
   */
  public List<Program> programs() throws HostException, InterruptedException {
    String scratch = BashScript.quoted(environment.scratchPath());
    StringBuilder script = new StringBuilder("mkdir -p -m 700 -- " + scratch + " || exit 1\n");
    script.append("[ -w ").append(scratch).append(" ] || { echo 'not writable' >&2; exit 1; }\n");
    for (String program : PROGRAMS) {
      script.append(
          "command -v %1$s >/dev/null && printf '%1$s\\t%%s\\n' \"$(%1$s --version | head -n 1)\"\n"
              .formatted(program));
    }
    script.append("true");
    Ran ran = run(script.toString());
    if (ran.exitCode() != 0) {
      throw new HostException(
          EnvironmentRule.INVALID,
          "The scratch folder `"
              + environment.scratchPath()
              + "` of `"
              + environment.name()
              + "` cannot be used: "
              + SshTrouble.shown(ran.err())
              + ".",
          "Add the environment again with another folder, named by `--scratch`.");
    }
    List<Program> programs = new ArrayList<>();
    for (String program : PROGRAMS) {
      programs.add(
          new Program(
              program,
              ran.out()
                  .lines()
                  .filter(line -> line.startsWith(program + TAB))
                  .map(line -> line.substring(program.length() + 1).strip())
                  .findFirst()));
    }
    return programs;
  }

  private Ran run(String script) throws HostException, InterruptedException {
    try {
      return host.bash(BashScript.of(Map.of(), script), false);
    } catch (LibraryCallException e) {
      throw new HostException(
          EnvironmentRule.UNREACHABLE, String.valueOf(e.getMessage()), "Look what it prints.");
    }
  }

  /**
   * Says whether bubblewrap keeps commands from the rest of this machine.
   *
   * @return {@code in bubblewrap}, or why not; nothing for another machine
   * @throws HostException when the sandbox cannot be made
   */
  public Optional<String> sandbox() throws HostException {
    if (host instanceof LocalHost local) {
      try {
        return Optional.of(
            local
                .withoutSandbox()
                .map(reason -> "without a sandbox: " + reason)
                .orElse("in bubblewrap"));
      } catch (IOException e) {
        return Optional.of("without a sandbox: its folder cannot be made" + Reasons.of(e));
      }
    }
    return Optional.empty();
  }
}

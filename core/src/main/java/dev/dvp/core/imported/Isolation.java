package dev.dvp.core.imported;

import dev.dvp.core.interpreter.BoundedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a process is started through so that it has no network, and so that nothing that it starts
 * outlives it. Linux can do both for a namespace of its own; where it does not let us, or on
 * another system, the process is started as it is, and the guard inside it stands alone.
 *
 * @param prefix the words before the command
 * @param hasOwnUsers whether processes are counted for it alone, so that their number can be
 *     limited
 */
record Isolation(List<String> prefix, boolean hasOwnUsers) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<String> NAMESPACES =
      List.of("--net", "--pid", "--fork", "--kill-child");
  private static final List<String> NONE = List.of();

  Isolation {
    prefix = List.copyOf(prefix);
  }

  /** The first that works here. */
  static Isolation find() {
    for (Isolation candidate : candidates()) {
      List<String> command = new ArrayList<>(candidate.prefix());
      command.add("/bin/true");
      if (new BoundedProcess(command, Map.of("PATH", "/usr/bin:/bin"), PATIENCE).run().isGood()) {
        return candidate;
      }
    }
    return new Isolation(NONE, false);
  }

  private static List<Isolation> candidates() {
    List<Isolation> candidates = new ArrayList<>();
    String unshare = "/usr/bin/unshare";
    if (Files.isExecutable(Path.of(unshare))) {
      // Root needs no users of its own, and would lose its access to the files of others in them.
      candidates.add(new Isolation(with(unshare, NONE), false));
      candidates.add(new Isolation(with(unshare, List.of("--map-current-user")), true));
      candidates.add(new Isolation(with(unshare, List.of("--map-root-user")), true));
    }
    String bwrap = "/usr/bin/bwrap";
    if (Files.isExecutable(Path.of(bwrap))) {
      candidates.add(
          new Isolation(
              List.of(
                  bwrap,
                  "--dev-bind",
                  "/",
                  "/",
                  "--unshare-net",
                  "--unshare-pid",
                  "--die-with-parent"),
              false));
    }
    return candidates;
  }

  private static List<String> with(String program, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(more);
    command.addAll(NAMESPACES);
    return command;
  }
}

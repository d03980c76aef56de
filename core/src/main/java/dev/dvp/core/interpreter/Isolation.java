package dev.dvp.core.interpreter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a process is started through so that nothing that it starts outlives it and, where that is
 * wanted, so that it has no network. Linux can do both for a namespace of its own; where it does
 * not let us, or on another system, the process is started as it is.
 *
 * @param prefix the words before the command
 * @param hasOwnUsers whether processes are counted for it alone, so that their number can be
 *     limited
 */
public record Isolation(List<String> prefix, boolean hasOwnUsers) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<String> NAMESPACES = List.of("--pid", "--fork", "--kill-child");
  private static final List<String> NONE = List.of();

  /** Copies the words. */
  public Isolation {
    prefix = List.copyOf(prefix);
  }

  /**
   * Looks for the first way that works here, by starting a program that does nothing.
   *
   * @param hasNetwork whether the process keeps the network
   * @return the way; without words when there is none
   */
  public static Isolation find(boolean hasNetwork) {
    for (Isolation candidate : candidates(hasNetwork)) {
      List<String> command = new ArrayList<>(candidate.prefix());
      command.add("/bin/true");
      if (new BoundedProcess(command, Map.of("PATH", "/usr/bin:/bin"), PATIENCE).run().isGood()) {
        return candidate;
      }
    }
    return new Isolation(NONE, false);
  }

  private static List<Isolation> candidates(boolean hasNetwork) {
    List<Isolation> candidates = new ArrayList<>();
    String unshare = "/usr/bin/unshare";
    if (Files.isExecutable(Path.of(unshare))) {
      // Root needs no users of its own, and would lose its access to the files of others in them.
      candidates.add(new Isolation(with(unshare, hasNetwork, NONE), false));
      candidates.add(new Isolation(with(unshare, hasNetwork, List.of("--map-current-user")), true));
      candidates.add(new Isolation(with(unshare, hasNetwork, List.of("--map-root-user")), true));
    }
    String bwrap = "/usr/bin/bwrap";
    if (Files.isExecutable(Path.of(bwrap))) {
      List<String> command =
          new ArrayList<>(
              List.of(bwrap, "--dev-bind", "/", "/", "--unshare-pid", "--die-with-parent"));
      if (!hasNetwork) {
        command.add("--unshare-net");
      }
      candidates.add(new Isolation(command, false));
    }
    return candidates;
  }

  private static List<String> with(String program, boolean hasNetwork, List<String> more) {
    List<String> command = new ArrayList<>();
    command.add(program);
    command.addAll(more);
    if (!hasNetwork) {
      command.add("--net");
    }
    command.addAll(NAMESPACES);
    return command;
  }
}

package dev.dvp.core.interpreter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a process is started through so that nothing that it starts outlives it, so that it ends at
 * once with the thread that started it, so that it sees no other process, whose environment
 * variables it could read, and, where that is wanted, so that it has no network. Linux can do all
 * that; where it does not let us do a part of it, or on another system, the process is started
 * without. A process must be started by a thread that lives at least as long.
 *
 * @param prefix the words before the command
 * @param hasOwnUsers whether processes are counted for it alone, so that their number can be
 *     limited
 */
public record Isolation(List<String> prefix, boolean hasOwnUsers) {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final List<String> NAMESPACES = List.of("--pid", "--fork", "--kill-child");
  private static final List<String> NONE = List.of();
  private static final String UNSHARE = "/usr/bin/unshare";
  private static final String SETPRIV = "/usr/bin/setpriv";

  /**
   * A process that holds Python's lock notices nothing, so the system ends it when the thread that
   * started it is gone. It stays in force across the programs that follow in the command.
   */
  private static final List<String> ENDS_WITH_US = List.of(SETPRIV, "--pdeathsig", "KILL");

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

  /** First those that do most; each that works ends with the thread that started it, or at all. */
  private static List<Isolation> candidates(boolean hasNetwork) {
    List<Isolation> candidates = new ArrayList<>();
    if (Files.isExecutable(Path.of(SETPRIV))) {
      namespaces(ENDS_WITH_US, hasNetwork, candidates);
    }
    namespaces(NONE, hasNetwork, candidates);
    String bwrap = "/usr/bin/bwrap";
    if (Files.isExecutable(Path.of(bwrap))) {
      List<String> command =
          new ArrayList<>(
              List.of(bwrap, "--dev-bind", "/", "/", "--unshare-pid", "--die-with-parent"));
      if (!hasNetwork) {
        command.add("--unshare-net");
      }
      candidates.add(new Isolation(with(command, "--proc", "/proc"), false));
      candidates.add(new Isolation(command, false));
    }
    if (Files.isExecutable(Path.of(SETPRIV))) {
      candidates.add(new Isolation(ENDS_WITH_US, false));
    }
    return candidates;
  }

  private static void namespaces(
      List<String> before, boolean hasNetwork, List<Isolation> candidates) {
    if (!Files.isExecutable(Path.of(UNSHARE))) {
      return;
    }
    // Root needs no users of its own, and would lose its access to the files of others in them.
    for (List<String> users :
        List.of(NONE, List.of("--map-current-user"), List.of("--map-root-user"))) {
      List<String> command = new ArrayList<>(before);
      command.add(UNSHARE);
      command.addAll(users);
      if (!hasNetwork) {
        command.add("--net");
      }
      command.addAll(NAMESPACES);
      // In a container the system may keep us from having our own.
      candidates.add(new Isolation(with(command, "--mount-proc"), !users.isEmpty()));
      candidates.add(new Isolation(command, !users.isEmpty()));
    }
  }

  private static List<String> with(List<String> command, String... more) {
    List<String> longer = new ArrayList<>(command);
    longer.addAll(List.of(more));
    return longer;
  }

  /**
   * Tells whether all that the process starts ends with it.
   *
   * @return whether it has a namespace of processes of its own
   */
  public boolean endsWhatItStarts() {
    return prefix.contains("--pid") || prefix.contains("--unshare-pid");
  }
}
